"""Running heads, running feet and page numbers: printed on the pages, no part of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.readers.pdf_lines import Line

_EDGE_LINES = 4
_REPEATED_SHARE = 0.3
_SAME_PLACE = 4.0
_MARGIN_SHARE = 0.13
_PAGE_NUMBER = re.compile(
    r"[-–—\[(| ]*(?:page|p\.|seite|página|стр\.?)?\s*(?:\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:/|of|de|von|из|\|)\s*\d{1,4})?[-–—\])| ]*",
    re.IGNORECASE,
)


def without_margins(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without what repeats at its edges."""
    repeated = _repeated(pages)
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        dropped = set(_from_the_edges(lines, repeated))
        dropped |= _page_numbers([line for line in lines if id(line) not in dropped], height)
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _from_the_edges(lines: Sequence[Line], repeated: set[tuple[str, str, int]]) -> Iterator[int]:
    """The repeated lines with nothing of the text between them and the edge of the page."""
    by_height = sorted(lines, key=lambda line: line.baseline)
    for edge, ordered in (("top", by_height), ("bottom", by_height[::-1])):
        for line in ordered:
            if _key(line, edge) not in repeated:
                break
            yield id(line)


def _repeated(pages: Sequence[Sequence[Line]]) -> set[tuple[str, str, int]]:
    seen: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for number, lines in enumerate(pages):
        for line, edge in _edges(lines):
            seen[_key(line, edge)].add(number)
    enough = max(2, _REPEATED_SHARE * len(pages))
    return {key for key, on in seen.items() if len(on) >= enough and any(map(str.isalnum, key[1]))}


def _edges(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    by_height = sorted(lines, key=lambda line: line.baseline)
    top = [(line, "top") for line in by_height[:_EDGE_LINES]]
    return [*top, *((line, "bottom") for line in by_height[-_EDGE_LINES:])]


def _key(line: Line, edge: str) -> tuple[str, str, int]:
    """What makes two edge lines the same: their words without numbers, and their place."""
    return edge, re.sub(r"\d+", "0", line.text), round(line.baseline / _SAME_PLACE)


def _page_numbers(lines: Sequence[Line], height: float) -> set[int]:
    if not lines:
        return set()
    by_height = sorted(lines, key=lambda line: line.baseline)
    # Baselines count downwards from -height at the top edge to 0 at the bottom.
    first, last = by_height[0], by_height[-1]
    dropped = set()
    if first.baseline < -height * (1 - _MARGIN_SHARE) and _PAGE_NUMBER.fullmatch(first.text):
        dropped.add(id(first))
    if last.baseline > -height * _MARGIN_SHARE and _PAGE_NUMBER.fullmatch(last.text):
        dropped.add(id(last))
    return dropped
