"""Word's automatic numbers, computed as Word does: they are nowhere in the text of the file.

A paragraph names a list (``w:num``) and a level. Lists over the same definition (``w:abstractNum``)
count on together; ``w:startOverride`` restarts a level when its list first uses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.readers.characters import on_one_line
from indexer.readers.docx_lists import Level, NumberedList, lists_in
from indexer.readers.docx_styles import Styles
from indexer.readers.docx_xml import Element, child, number, value
from indexer.readers.number_formats import format_number
from indexer.readers.structure import BULLET

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else lists_in(root, styles)
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

    def _restarts(self, numbered: NumberedList, lower: int, used: int) -> bool:
        after = numbered.levels.get(lower, Level()).restarts_after
        if after is None or after > lower:
            return True
        return used < after

    def _label(self, numbered: NumberedList, level: int, counts: Mapping[int, int]) -> str:
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
