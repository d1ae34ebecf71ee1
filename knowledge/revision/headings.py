"""Headings that were given other words, and clauses that went under another heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.clause import Clause
from knowledge.revision.revision import HeadingChange

_NUMBER = re.compile(r"\d+|\b[IVXLC]+\b")


@dataclass(frozen=True, slots=True)
class Headings:
    """Which heading of the newer version stands for which of the older."""

    became: dict[str, str]

    @classmethod
    def of(cls, pairs: Sequence[tuple[Clause, Clause]]) -> Headings:
        """Learn from the clauses that both versions have: most of a heading's clauses follow it."""
        votes = Counter(step for pair in pairs for step in _steps(*pair))
        became: dict[str, str] = {}
        taken: set[str] = set()
        for (was, now), _ in votes.most_common():
            if was not in became and now not in taken:
                became[was] = now
                taken.add(now)
        return cls(became)

    def moved(self, before: Clause, after: Clause) -> bool:
        """Whether the clause left its heading, and not only the heading its words."""
        expected = tuple(self.became.get(heading, heading) for heading in before.heading)
        return expected != after.heading

    def changes(self) -> tuple[HeadingChange, ...]:
        """The headings in other words; another number alone shows in the clauses."""
        return tuple(
            HeadingChange(was, now)
            for was, now in self.became.items()
            if _NUMBER.sub("#", was) != _NUMBER.sub("#", now)
        )


def _steps(before: Clause, after: Clause) -> Iterator[tuple[str, str]]:
    if len(before.heading) == len(after.heading):
        yield from zip(before.heading, after.heading, strict=True)
