"""How much of a source lies in a clause, and what does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage that no clause, heading or markup covers; ``line`` is its line in the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of characters other than white space."""

    total: int
    covered: int
    lost: tuple[Lost, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; a text without characters is wholly covered."""
        return self.covered / self.total if self.total else 1.0


def measure(canonical: str, spans: Iterable[tuple[int, int]], first_line: int) -> Coverage:
    """The coverage of ``canonical`` by ``spans``, which may overlap and touch."""
    total = _characters(canonical)
    covered, position, lost = 0, 0, []
    line, counted = first_line, 0
    for start, end in (*sorted(spans), (len(canonical), len(canonical))):
        if start > position:
            gap = canonical[position:start]
            if gap.strip():
                begin = position + len(gap) - len(gap.lstrip())
                line += canonical.count("\n", counted, begin)
                counted = begin
                lost.append(Lost(line, gap.strip()))
        begin = max(start, position)
        covered += _characters(canonical[begin:end]) if end > begin else 0
        position = max(position, end)
    return Coverage(total, covered, tuple(lost))


def _characters(text: str) -> int:
    return sum(map(len, text.split()))
