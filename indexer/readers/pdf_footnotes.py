"""Footnotes of a PDF: small print at the foot of a page that begins with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.readers.pdf_lines import Line
from indexer.readers.pdf_segments import REFERENCE_CLOSE, REFERENCE_OPEN
from indexer.readers.structure import Note

_SMALLER = 0.93
_LABEL = re.compile(
    rf"(?:{REFERENCE_OPEN}(?P<raised>\d{{1,3}}){REFERENCE_CLOSE}|(?P<plain>\d{{1,3}}))\s*(?=\S)"
)
_REFERENCE = re.compile(rf"{REFERENCE_OPEN}(?P<number>\d{{1,4}}){REFERENCE_CLOSE}")


@dataclass(frozen=True, slots=True)
class FootnoteLines:
    """The lines of one footnote, the first without its number."""

    number: str
    lines: tuple[Line, ...]


def split_footnotes(
    pages: Sequence[Sequence[Line]], body_size: float
) -> tuple[list[list[Line]], list[FootnoteLines]]:
    """The pages without their footnotes, and the footnotes in order."""
    bodies: list[list[Line]] = []
    notes: list[FootnoteLines] = []
    for lines in pages:
        start = _start(lines, body_size, begun=bool(notes))
        bodies.append(list(lines[:start]))
        for line in lines[start:]:
            label = _LABEL.match(line.text)
            if label and (label["raised"] or _follows(notes, label["plain"])):
                number = label["raised"] or label["plain"]
                notes.append(FootnoteLines(number, (_without(line, label.end()),)))
            else:
                notes[-1] = FootnoteLines(notes[-1].number, (*notes[-1].lines, line))
    return bodies, notes


def resolve(text: str, notes: dict[str, Note]) -> tuple[str, tuple[Note, ...]]:
    """``text`` without the numbers that refer to notes, and these notes; other numbers stay."""
    referred = [
        notes.pop(number)
        for number in dict.fromkeys(found["number"] for found in _REFERENCE.finditer(text))
        if number in notes
    ]
    known = {note.number for note in referred}
    words = _REFERENCE.sub(lambda one: "" if one["number"] in known else one["number"], text)
    return words, tuple(referred)


def _start(lines: Sequence[Line], body_size: float, *, begun: bool) -> int:
    """Where the small print at the foot of a page begins."""
    start = len(lines)
    while start > 0 and lines[start - 1].size <= _SMALLER * body_size:
        start -= 1
    for place in range(start, len(lines)):
        label = _LABEL.match(lines[place].text)
        if label and (label["raised"] or place == start):
            return start if begun and place > start else place
    return len(lines)


def _follows(notes: Sequence[FootnoteLines], number: str) -> bool:
    return int(number) == (int(notes[-1].number) + 1 if notes else 1)


def _without(line: Line, length: int) -> Line:
    return Line(
        line.text[length:], line.page, line.column, line.x0, line.x1, line.baseline, line.size,
        line.bold, line.spaced, line.hang,
    )  # fmt: skip
