"""What a paragraph style says, with what it inherits: heading level, numbering, bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.docx_xml import Element, child, is_on, local, number, value, w

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)", re.IGNORECASE)
_BODY_LEVEL = 9


class Styles:
    """The styles of one document, by the ids that its paragraphs use."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId")): style for style in styles}
        self._default = next(
            (
                style.get(w("styleId"))
                for style in styles
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}
            ),
            None,
        )

    def heading_level(self, style_id: str | None) -> int | None:
        """0 for a title, 1 for ``Heading 1`` and outline level 1, and so on."""
        for style in self._chain(style_id):
            name = value(style, "name") or ""
            if name.lower() == "title":
                return 0
            level = number(style, "pPr", "outlineLvl")
            if level is not None:
                return level + 1 if 0 <= level < _BODY_LEVEL else None
            if found := _HEADING_NAME.fullmatch(name):
                return int(found[1])
        return None

    def numbering(self, style_id: str | None) -> tuple[str | None, int | None]:
        """The list that a style belongs to, and the level if the style names one."""
        num_id, level = None, None
        for style in self._chain(style_id):
            level = number(style, "pPr", "numPr", "ilvl") if level is None else level
            num_id = value(style, "pPr", "numPr", "numId")
            if num_id is not None:
                break
        return num_id, level

    def list_of(self, style_id: str | None) -> str | None:
        """The list that a numbering style stands for."""
        return value(self._styles.get(style_id), "pPr", "numPr", "numId")

    def lineage(self, style_id: str | None) -> tuple[str, ...]:
        """The style's id and those that it is based on, itself first."""
        return tuple(style.get(w("styleId")) for style in self._chain(style_id))

    def is_contents(self, style_id: str | None) -> bool:
        """Whether the style is that of a line in a table of contents."""
        style = self._styles.get(style_id)
        return _CONTENTS_NAME.fullmatch(value(style, "name") or "") is not None

    def switch(self, style_id: str | None, name: str) -> bool:
        """Whether a run property such as bold is on in the style."""
        for style in self._chain(style_id):
            on = is_on(style, "rPr", name)
            if on is not None:
                return on
        return False

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        seen: set[str | None] = set()
        current = style_id if style_id in self._styles else self._default
        while current in self._styles and current not in seen:
            seen.add(current)
            style = self._styles[current]
            yield style
            current = value(style, "basedOn")


def style_of(paragraph: Element) -> str | None:
    """The id of a paragraph's style."""
    return value(paragraph, "pPr", "pStyle")


def outline_level(paragraph: Element) -> int | None:
    """The outline level set on the paragraph itself, counted from 1; 10 for body text."""
    level = number(child(paragraph, "pPr"), "outlineLvl")
    return None if level is None else level + 1


def is_section_of_contents(block: Element) -> bool:
    """Whether a content control holds the automatic table of contents."""
    if local(block) != "sdt":
        return False
    gallery = value(block, "sdtPr", "docPartObj", "docPartGallery") or ""
    return gallery.lower() == "table of contents"
