"""From printed lines to paragraphs: a paragraph ends where a line was broken without need."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.clauses.marker import markers_at
from indexer.readers.pdf_hyphens import Hyphenation
from indexer.readers.pdf_lines import Line

_GAP = 1.2
_INDENT = 0.6
_SLACK = 0.25
_ENDED = re.compile(r"[.;:!?…][\"”’»)\]*]*(?:\s(?:and|or|and/or))?$")
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|_{4,})\s*(?:\d{1,4}|[ivxl]{1,6})?$")
_LABEL_WORD = re.compile(r"(?:Article|Section|Part|Chapter|Annex)\s+\w{1,7}\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as printed: its words, and its first line for size, place and weight."""

    text: str
    first: Line
    last: Line
    lines: int


class Typography:
    """What is usual in one document: the size of its text, its leading, where its lines end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        rights: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
            rights[_place(line)].append(line.x1)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        body = [line for line in lines if abs(line.size - self.size) < 0.6]
        self.bold = sum(len(line.text) for line in body if line.bold) > 0.5 * sum(
            len(line.text) for line in body
        )
        self._rights = {place: _usual_right(ends) for place, ends in rights.items()}
        self._leadings = _leadings(lines)

    def leading(self, line: Line) -> float:
        """The usual distance between two lines of one paragraph at this size."""
        return self._leadings.get(round(line.size), 1.2 * line.size)

    def right(self, line: Line) -> float:
        """Where the lines of this column end at the latest."""
        return self._rights.get(_place(line), line.x1)

    def same_style(self, one: Line, other: Line) -> bool:
        """Whether two lines could stand in one paragraph."""
        return abs(one.size - other.size) < 0.06 * max(one.size, other.size) and (
            one.bold == other.bold or abs(one.size - self.size) < 0.6
        )


def paragraphs_of(
    lines: Sequence[Line], typography: Typography, hyphenation: Hyphenation
) -> list[Printed]:
    """The paragraphs in reading order; one may run on over columns and pages."""
    groups: list[list[Line]] = []
    for line in lines:
        if _LEADER.search(line.text):
            groups.append([])
        elif groups and groups[-1] and _continues(groups[-1], line, typography):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_printed(group, hyphenation) for group in groups if group]


def _printed(group: Sequence[Line], hyphenation: Hyphenation) -> Printed:
    text = group[0].text
    for before, line in pairwise(group):
        text = hyphenation.join(text, line.text, spaced=before.spaced)
    return Printed(text, group[0], group[-1], len(group))


def _continues(group: Sequence[Line], line: Line, typography: Typography) -> bool:
    last = group[-1]
    if not typography.same_style(last, line) or _changes_weight(group, line):
        return False
    if (last.page, last.column) != (line.page, line.column) or line.baseline < last.baseline:
        return _runs_on(last, line, typography)
    if line.baseline - last.baseline > _GAP * typography.leading(line):
        return False
    if _had_room(last, line, typography):
        return False
    return not _is_set_apart(group, line)


def _changes_weight(group: Sequence[Line], line: Line) -> bool:
    """A bold heading and the text below it; one bold line inside a paragraph is no change."""
    return (
        group[-1].bold != line.bold
        and (len({one.bold for one in group}) == 1)
        and (len(group) == 1 or line.bold)
    )


def _runs_on(last: Line, line: Line, typography: Typography) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if _begins_item(line) and _ENDED.search(last.text):
        return False
    if line.text[:1].islower():
        return True
    if _ENDED.search(last.text) or last.text.endswith(","):
        return False
    return not _begins_item(line) and not _had_room(last, line, typography)


def _had_room(last: Line, line: Line, typography: Typography) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before."""
    word = (line.hang if line.hang > line.x0 else line.x1) - line.x0
    return last.x1 + word + _SLACK * line.size < typography.right(last)


def _is_set_apart(group: Sequence[Line], line: Line) -> bool:
    """Whether indents or a label show that a new paragraph begins without a gap before it."""
    first, last = group[0], group[-1]
    step = _INDENT * line.size
    if _begins_item(line) and _ENDED.search(last.text):
        return True
    if len(group) == 1:
        # The second line stands below the text of a label, or left of a first-line indent.
        hanging = abs(line.x0 - first.hang) < step
        return line.x0 > first.x0 + step and not hanging and _ENDED.search(last.text) is not None
    return abs(line.x0 - last.x0) > step and (line.x0 > last.x0 or _begins_item(line))


def _begins_item(line: Line) -> bool:
    return bool(markers_at(line.text)) or _LABEL_WORD.match(line.text) is not None


def _place(line: Line) -> tuple[int, int]:
    return line.column, 0


def _usual_right(ends: Sequence[float]) -> float:
    """The right edge, but for a line or two that stick out."""
    ordered = sorted(ends)
    return ordered[max(0, int(0.98 * len(ordered)) - 1)] if len(ordered) > 2 else ordered[-1]


def _leadings(lines: Iterable[Line]) -> dict[int, float]:
    """The smallest common distance of baselines, size by size."""
    distances: dict[int, Counter[float]] = defaultdict(Counter)
    last: Line | None = None
    for line in lines:
        if last and (last.page, last.column) == (line.page, line.column):
            distance = line.baseline - last.baseline
            if abs(last.size - line.size) < 0.3 and 0.8 * line.size < distance < 3 * line.size:
                distances[round(line.size)][round(distance * 2) / 2] += 1
        last = line
    return {size: _smallest_common(counts) for size, counts in distances.items()}


def _smallest_common(counts: Counter[float]) -> float:
    most = counts.most_common(1)[0][1]
    return min(distance for distance, count in counts.items() if count >= 0.25 * most)
