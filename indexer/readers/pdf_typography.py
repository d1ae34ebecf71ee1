"""What is usual in one PDF: the size of its text, its leading, where its lines end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.readers.pdf_lines import Line


class Typography:
    """The measures that tell a line's end from a paragraph's end, taken from all lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        rights: dict[int, list[float]] = defaultdict(list)
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
            rights[line.column].append(line.x1)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        body = [line for line in lines if abs(line.size - self.size) < 0.6]
        self.bold = sum(len(line.text) for line in body if line.bold) > 0.5 * sum(
            len(line.text) for line in body
        )
        self._rights = {column: _usual_right(ends) for column, ends in rights.items()}
        self._leadings = _leadings(lines)
        self.gapped = self._is_gapped(lines)

    def _is_gapped(self, lines: Sequence[Line]) -> bool:
        """Whether lines that end early with a full stop are followed by a gap."""
        gaps = [
            line.baseline - last.baseline > 1.2 * self.leading(line)
            for last, line in pairwise(lines)
            if (last.page, last.column) == (line.page, line.column)
            and last.text.endswith(".")
            and last.x1 < self.right(last) - 8 * last.size
        ]
        return len(gaps) >= 4 and sum(gaps) >= 0.8 * len(gaps)

    def leading(self, line: Line) -> float:
        """The usual distance between two lines of one paragraph at this size."""
        return self._leadings.get(round(line.size), 1.2 * line.size)

    def right(self, line: Line) -> float:
        """Where the lines of this column end at the latest."""
        return self._rights.get(line.column, line.x1)

    def same_style(self, one: Line, other: Line) -> bool:
        """Whether two lines could stand in one paragraph."""
        return abs(one.size - other.size) < 0.06 * max(one.size, other.size) and (
            one.bold == other.bold or abs(one.size - self.size) < 0.6
        )


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
