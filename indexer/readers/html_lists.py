"""The labels that a browser writes before list items; they are nowhere in the text of the page."""

from __future__ import annotations

import re

from bs4 import Tag

from indexer.readers.number_formats import letters, roman
from indexer.readers.structure import BULLET

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_LETTERED = {
    "lower-alpha",
    "lower-latin",
    "upper-alpha",
    "upper-latin",
    "lower-roman",
    "upper-roman",
}
_UNNUMBERED = {"disc", "circle", "square"}


class ItemLabels:
    """Counts through the items of one list."""

    def __init__(self, tag: Tag) -> None:
        self._style = _style_of(tag) or ("decimal" if tag.name == "ol" else "disc")
        self._step = -1 if tag.has_attr("reversed") else 1
        items = len(tag.find_all("li", recursive=False))
        self._next = _whole(tag.get("start")) or (items if self._step < 0 else 1)

    def label(self, item: Tag) -> str:
        """The label of the next item: ``(a)`` or ``1.`` as directives write them, or ``-``."""
        value = _whole(item.get("value"))
        number = self._next if value is None else value
        self._next = number + self._step
        style = _style_of(item) or self._style
        if style == "none":
            return ""
        if style in _UNNUMBERED:
            return BULLET
        # HTML cannot say whether "(a)" or "a." stood there; directives write letters as "(a)".
        return f"({_written(number, style)})" if style in _LETTERED else f"{number}."


def _written(number: int, style: str) -> str:
    text = roman(number) if style.endswith("roman") else letters(number)
    return text.upper() if style.startswith("upper") else text


def _style_of(tag: Tag) -> str | None:
    if found := _STYLE.search(str(tag.get("style") or "")):
        return found[1].lower()
    kind = str(tag.get("type") or "")
    return _TYPES.get(kind) or (kind.lower() if kind.lower() in _UNNUMBERED else None)


def _whole(text: object) -> int | None:
    try:
        return int(str(text)) if text is not None else None
    except ValueError:
        return None
