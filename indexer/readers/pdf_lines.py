"""The lines of a PDF page in reading order, column by column where there are two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.readers.pdf_glyphs import Glyph
from indexer.readers.pdf_segments import Segment, text_of


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``column``: 0 across the page, 1 left, 2 right.

    ``spaced``: a blank was printed at its end. ``left`` is where the text after a label begins.
    """

    text: str
    page: int
    column: int
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    spaced: bool
    hang: float


def lines_of(segments: Sequence[Segment], page: int, gutter: float | None = None) -> list[Line]:
    """The lines of a page in the order in which they are read."""
    if gutter is None:
        return _joined(segments, page, 0)
    ordered: list[Line] = []
    left: list[Segment] = []
    right: list[Segment] = []
    for segment in sorted(segments, key=lambda one: one.baseline):
        if segment.x0 < gutter < segment.x1:
            ordered += [*_joined(left, page, 1), *_joined(right, page, 2)]
            ordered += _joined([segment], page, 0)
            left, right = [], []
        else:
            (left if segment.x1 <= gutter else right).append(segment)
    return [*ordered, *_joined(left, page, 1), *_joined(right, page, 2)]


def _joined(segments: Sequence[Segment], page: int, column: int) -> list[Line]:
    """Segments on one baseline as one line."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (one.baseline, one.x0)):
        if lines and abs(lines[-1][0].baseline - segment.baseline) <= 0.25 * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [_line(sorted(line, key=lambda one: one.x0), page, column) for line in lines]


def _line(segments: Sequence[Segment], page: int, column: int) -> Line:
    glyphs = [glyph for segment in segments for glyph in segment.glyphs]
    visible = [glyph for glyph in glyphs if glyph.text.strip()]
    largest = max(segments, key=lambda one: len(one.glyphs))
    return Line(
        text=text_of(glyphs),
        page=page,
        column=column,
        x0=visible[0].x0,
        x1=max(one.x1 for one in segments),
        baseline=largest.baseline,
        size=largest.size,
        bold=all(glyph.bold for glyph in visible if glyph.text.isalnum()),
        spaced=not glyphs[-1].text.strip(),
        hang=_hang(glyphs),
    )


def _hang(glyphs: Sequence[Glyph]) -> float:
    """Where the text begins after the first word, which may be a label such as "(a)"."""
    begun = False
    for before, glyph in pairwise(glyphs):
        begun = begun or bool(before.text.strip())
        blank = not before.text.strip() or glyph.x0 - before.x1 > 0.18 * glyph.size
        if begun and blank and glyph.text.strip():
            return glyph.x0
    return glyphs[0].x0
