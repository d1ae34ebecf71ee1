"""Which printed paragraphs are headings: by size and weight, never by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.clauses.marker import markers_at
from indexer.readers.canonical import heading_or_clause, reads_as_heading
from indexer.readers.pdf_bullets import BULLETS
from indexer.readers.pdf_paragraphs import Printed
from indexer.readers.pdf_typography import Typography
from indexer.readers.structure import BULLET, Paragraph, Part

_LARGER = 1.06
_MOST_LINES = 4
_SET_APART = 1.1
_BULLET = re.compile(rf"[{BULLETS}](?:\s+|(?=\w))")
_FEWEST_LEVELS = 6


class HeadingSizes:
    """The sizes and weights that headings have in one document, from the largest."""

    def __init__(self, paragraphs: Sequence[Printed], typography: Typography) -> None:
        self._typography = typography
        styles = {_style(one) for one in paragraphs if self.stands_out(one)}
        ranked = sorted(styles, reverse=True)
        self._levels = {style: min(level, _FEWEST_LEVELS) for level, style in enumerate(ranked, 1)}

    def stands_out(self, paragraph: Printed) -> bool:
        """Whether a paragraph is printed larger or heavier than the text, and is short."""
        if paragraph.lines > _MOST_LINES or not any(map(str.isalnum, paragraph.text)):
            return False
        if paragraph.first.size >= _LARGER * self._typography.size:
            return True
        heavy = paragraph.first.bold and paragraph.last.bold and not self._typography.bold
        full_size = paragraph.first.size >= 0.94 * self._typography.size
        return heavy and full_size and reads_as_heading(paragraph.text)

    def level(self, paragraph: Printed) -> int | None:
        """The level of a heading; ``None`` for running text."""
        return self._levels[_style(paragraph)] if self.stands_out(paragraph) else None


def part_of(paragraph: Printed, sizes: HeadingSizes, depth: int) -> Part:
    """A printed paragraph as a heading, a bulleted item or a paragraph."""
    if length := _bullet_length(paragraph):
        return Paragraph(paragraph.text[length:], BULLET, depth)
    level = sizes.level(paragraph)
    if level is None or _is_item(paragraph.text):
        return Paragraph(paragraph.text)
    return heading_or_clause(level, "", paragraph.text)


def is_bulleted(paragraph: Printed) -> bool:
    """Whether the paragraph begins with a bullet."""
    return _bullet_length(paragraph) > 0


def _bullet_length(paragraph: Printed) -> int:
    """How many characters the bullet takes; Word's second bullet is the letter "o", set apart."""
    first = paragraph.first
    if paragraph.text.startswith("o ") and first.hang - first.x0 > _SET_APART * first.size:
        return 2
    found = _BULLET.match(paragraph.text)
    return found.end() if found else 0


def _is_item(text: str) -> bool:
    """Bold items: "(a) **heads of mission**"."""
    return bool(markers_at(text)) and text[0] in "(-–"


def _style(paragraph: Printed) -> tuple[float, bool]:
    return round(paragraph.first.size * 2) / 2, paragraph.first.bold
