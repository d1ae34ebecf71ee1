"""From printed lines to paragraphs: a paragraph ends where a line was broken without need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.clauses.acceptance import is_reference
from indexer.clauses.heading import is_labelled_heading
from indexer.clauses.marker import FULL, Marker, markers_at
from indexer.readers.pdf_bullets import BULLETS
from indexer.readers.pdf_hyphens import Hyphenation
from indexer.readers.pdf_lines import Line
from indexer.readers.pdf_typography import Typography

_GAP, _WIDE_GAP = 1.2, 1.5
_INDENT = 0.6
_SLACK = 0.25
_MUCH = 8.0
_ENDED = re.compile(r"[.;:!?…][\"”’»)\]*]*(?:\s(?:and|or|and/or))?$")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|U\.S\.C|C\.F\.R|[Nn]os?|[Aa]rts?|[Ss]ecs?|[Pp]aras?|[Cc]f|e\.g|i\.e|v|vs|[Mm]rs?"
    r"|Dr|St)\.$"
)
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|_{4,})\s*(?:\d{1,4}|[ivxl]{1,6})?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as printed: its words, and its first line for size, place and weight."""

    text: str
    first: Line
    last: Line
    lines: int


def paragraphs_of(
    lines: Sequence[Line], typography: Typography, hyphenation: Hyphenation
) -> list[Printed]:
    """The paragraphs in reading order; one may run on over columns and pages.

    Lines of a table of contents, which lead to a page number, are left out.
    """
    joining = _Joining(typography)
    groups: list[list[Line]] = []
    for line in lines:
        if _LEADER.search(line.text):
            groups.append([])
        elif groups and groups[-1] and joining.continues(groups[-1], line):
            groups[-1].append(line)
        else:
            joining.begin(line)
            groups.append([line])
    return [_printed(group, hyphenation) for group in groups if group]


def _printed(group: Sequence[Line], hyphenation: Hyphenation) -> Printed:
    text = group[0].text
    for before, line in pairwise(group):
        text = hyphenation.join(text, line.text, spaced=before.spaced)
    return Printed(text, group[0], group[-1], len(group))


class _Joining:
    """Whether lines belong together; it remembers which labels the paragraphs began with."""

    def __init__(self, typography: Typography) -> None:
        self._typography = typography
        self._begun: set[tuple[str, int]] = set()

    def begin(self, line: Line) -> None:
        """A paragraph begins here."""
        for marker in markers_at(line.text):
            self._begun |= {(reading.style, reading.ordinal) for reading in marker.readings}

    def continues(self, group: Sequence[Line], line: Line) -> bool:
        """Whether the line goes on with the paragraph."""
        last = group[-1]
        if not self._typography.same_style(last, line) or _changes_weight(group, line):
            return False
        if (last.page, last.column) != (line.page, line.column) or line.baseline < last.baseline:
            return self._runs_on(group, line)
        distance = (line.baseline - last.baseline) / self._typography.leading(line)
        # A raised number pushes a line down, so words that plainly go on may stand further off.
        if distance > (_WIDE_GAP if line.text[:1].islower() and not _has_ended(last) else _GAP):
            return False
        return not self._breaks_early(last, line) and not self._is_set_apart(group, line)

    def _runs_on(self, group: Sequence[Line], line: Line) -> bool:
        """Whether a paragraph goes on at the top of the next column or page.

        A full line before the break is seldom the last of its paragraph, even with a full stop;
        but word processors leave no first line alone at the foot of a page.
        """
        last = group[-1]
        if self._begins_item(line) or (len(group) == 1 and _has_ended(last)):
            return False
        return line.text[:1].islower() or not self._had_room(last, line)

    def _breaks_early(self, last: Line, line: Line) -> bool:
        if not self._had_room(last, line):
            return False
        # Where gaps part the paragraphs, a short line without a stop has a margin of its own.
        short = last.x1 < self._typography.right(last) - _MUCH * last.size
        return short or not self._typography.gapped or _has_ended(last) or self._begins_item(line)

    def _had_room(self, last: Line, line: Line) -> bool:
        """Whether the first word of ``line`` would have fitted on the line before."""
        word = (line.hang if line.hang > line.x0 else line.x1) - line.x0
        return last.x1 + word + _SLACK * line.size < self._typography.right(last)

    def _is_set_apart(self, group: Sequence[Line], line: Line) -> bool:
        """Whether indents or a label show that a new paragraph begins without a gap before it."""
        first, last = group[0], group[-1]
        step = _INDENT * line.size
        begins = self._begins_item(line)
        if (begins and _has_ended(last)) or line.text[0] in BULLETS:
            return True
        if len(group) == 1:
            # The second line stands below the text of a label, or left of a first-line indent.
            hanging = abs(line.x0 - first.hang) < step
            return line.x0 > first.x0 + step and not hanging and _has_ended(last)
        return abs(line.x0 - last.x0) > step and (line.x0 > last.x0 or begins)

    def _begins_item(self, line: Line) -> bool:
        markers = markers_at(line.text)
        if not markers:
            return is_labelled_heading(line.text)
        return self._is_due(markers[0]) and not is_reference(line.text[markers[-1].end :].lstrip())

    def _is_due(self, marker: Marker) -> bool:
        """Whether a list may begin with this label, or has come to the one before it."""
        if marker.is_first or marker.style == FULL:
            return True
        return any((one.style, one.ordinal - 1) in self._begun for one in marker.readings)


def _changes_weight(group: Sequence[Line], line: Line) -> bool:
    """A bold heading and the text below it; one bold line inside a paragraph is no change."""
    return (
        group[-1].bold != line.bold
        and len({one.bold for one in group}) == 1
        and (len(group) == 1 or line.bold)
    )


def _has_ended(line: Line) -> bool:
    return _ENDED.search(line.text) is not None and not _ABBREVIATED.search(line.text)
