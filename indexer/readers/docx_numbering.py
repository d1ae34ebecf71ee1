"""Word's automatic numbers, computed as Word does: they are nowhere in the text of the file.

A paragraph names a list (``w:num``) and a level. Lists over the same definition (``w:abstractNum``)
count on together; ``w:startOverride`` restarts a level when its list first uses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.readers.characters import on_one_line
from indexer.readers.docx_styles import Styles
from indexer.readers.docx_xml import Element, child, is_on, number, value, w
from indexer.readers.number_formats import format_number
from indexer.readers.structure import BULLET

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition. ``restarts_after``: 0 never, else a level counted from 1."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restarts_after: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: its definition, its own levels, and the starts that it overrides."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self.unknown_formats: set[str] = set()

    def level_for(self, paragraph: Element, style: str | None) -> tuple[str, int] | None:
        """The list and level that a paragraph is numbered by, its own or its style's."""
        own = child(paragraph, "pPr", "numPr")
        own_list, own_level = value(own, "numId"), number(own, "ilvl")
        style_list, style_level = self._styles.numbering(style)
        list_id = own_list if own_list is not None else style_list
        if list_id not in self._lists:
            return None
        if own_level is None and own_list is None:
            own_level = self._linked_level(list_id, style)
        level = own_level if own_level is not None else style_level
        return list_id, min(max(level or 0, 0), _LEVELS - 1)

    def count(self, list_id: str, level: int) -> str:
        """Count one paragraph and return its label: ``23.1``, ``(a)``, ``-`` or nothing."""
        numbered = self._lists[list_id]
        counts = self._counts.setdefault(numbered.definition, {})
        self._advance(list_id, level, counts)
        for lower in [other for other in counts if other > level]:
            if self._restarts(numbered, lower, level):
                del counts[lower]
        return self._label(numbered, level, counts)

    def _linked_level(self, list_id: str, style: str | None) -> int | None:
        lineage = self._styles.lineage(style)
        return next(
            (
                place
                for name in lineage
                for place, level in self._lists[list_id].levels.items()
                if level.style == name
            ),
            None,
        )

    def _advance(self, list_id: str, level: int, counts: dict[int, int]) -> None:
        numbered = self._lists[list_id]
        for higher in range(level):
            # A level that was skipped shows, and has used up, its first number.
            if higher not in counts:
                counts[higher] = numbered.levels.get(higher, Level()).start
        first_use = (list_id, level) not in self._started
        self._started.add((list_id, level))
        if level not in counts or (first_use and level in numbered.starts):
            counts[level] = self._start(list_id, level)
        else:
            counts[level] += 1

    def _start(self, list_id: str, level: int) -> int:
        numbered = self._lists[list_id]
        return numbered.starts.get(level, numbered.levels.get(level, Level()).start)

    def _restarts(self, numbered: _List, lower: int, used: int) -> bool:
        after = numbered.levels.get(lower, Level()).restarts_after
        if after is None or after > lower:
            return True
        return used < after

    def _label(self, numbered: _List, level: int, counts: Mapping[int, int]) -> str:
        own = numbered.levels.get(level, Level())
        if own.number_format == "bullet":
            return BULLET

        def written(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            if place > level:
                return ""
            other = numbered.levels.get(place, Level())
            legal = own.legal and other.number_format != "none"
            return self._format(
                counts.get(place, other.start), "decimal" if legal else other.number_format
            )

        return on_one_line(_PLACEHOLDER.sub(written, own.text))

    def _format(self, count: int, number_format: str) -> str:
        text = format_number(count, number_format)
        if text is None:
            self.unknown_formats.add(number_format)
            return str(count)
        return text


def _lists(root: Element, styles: Styles) -> dict[str, _List]:
    definitions = {one.get(w("abstractNumId")): one for one in root.findall(w("abstractNum"))}
    used = {one.get(w("numId")): value(one, "abstractNumId") for one in root.findall(w("num"))}
    lists = {}
    for one in root.findall(w("num")):
        list_id = one.get(w("numId"))
        definition = _linked(used.get(list_id), definitions, used, styles)
        if definition is None or list_id in {None, "0"}:
            continue
        levels, starts = _levels(definitions[definition]), {}
        for override in one.findall(w("lvlOverride")):
            place = int(override.get(w("ilvl")) or 0)
            if (own := child(override, "lvl")) is not None:
                levels[place] = _level(own)
            if (start := number(override, "startOverride")) is not None:
                starts[place] = start
        lists[list_id] = _List(definition, levels, starts)
    return lists


def _linked(
    definition: str | None,
    definitions: Mapping[str, Element],
    used: Mapping[str, str | None],
    styles: Styles,
) -> str | None:
    """The definition that holds the levels, where one only points to a list style."""
    seen: set[str] = set()
    while definition is not None and definition in definitions and definition not in seen:
        seen.add(definition)
        link = value(definitions[definition], "numStyleLink")
        if link is None:
            return definition
        definition = used.get(styles.list_of(link) or "")
    return None


def _levels(definition: Element) -> dict[int, Level]:
    return {int(one.get(w("ilvl")) or 0): _level(one) for one in definition.findall(w("lvl"))}


def _level(element: Element) -> Level:
    level = Level(
        text=value(element, "lvlText") or "",
        number_format=_number_format(element),
        legal=bool(is_on(element, "isLgl")),
        restarts_after=number(element, "lvlRestart"),
        style=value(element, "pStyle"),
    )
    start = number(element, "start")
    return level if start is None else replace(level, start=start)


def _number_format(element: Element) -> str:
    own = value(element, "numFmt")
    if own is None and (alternate := element.find(_ALTERNATE)) is not None:
        # The fallback is what an older Word shows; newer formats are "custom" and seldom known.
        offered = [one.get(w("val")) for one in alternate.iter(w("numFmt"))]
        own = offered[-1] if offered else None
    return own or "decimal"
