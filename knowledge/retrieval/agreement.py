"""Whether a clause's norms speak of the situation that a question is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.clause import Clause
from knowledge.situation import Situation

Floats = NDArray[np.float32]

# A situation's field, and the field of a norm that restricts it.
_DIMENSIONS = (("action", "actions"), ("account", "accounts"), ("topic", "topics"))


class Agreement:
    """Counts, for each clause, the known facts of a situation that its norms name, less those
    that they exclude by naming others; a norm that does not restrict a fact counts nothing.

    ``lineage`` gives a name and the wider ones that it falls under: a norm on foreign affairs
    speaks of elections abroad too.
    """

    def __init__(
        self, clauses: Sequence[Clause], lineage: Callable[[str, str], Sequence[str]]
    ) -> None:
        self._lineage = lineage
        self._size = len(clauses)
        self._naming: dict[tuple[str, str], list[int]] = {}
        self._restricting: dict[str, list[int]] = {known: [] for known, _ in _DIMENSIONS}
        for place, clause in enumerate(clauses):
            for known, restricted in _DIMENSIONS:
                named = {name for norm in clause.norms for name in getattr(norm, restricted)}
                if named:
                    self._restricting[known].append(place)
                for name in named:
                    self._naming.setdefault((known, name), []).append(place)

    def of(self, situation: Situation) -> Floats:
        """The agreement of every clause, from -3 to 3."""
        total = np.zeros(self._size, dtype=np.float32)
        for known, _ in _DIMENSIONS:
            name = getattr(situation, known)
            if name is not None:
                total[self._restricting[known]] -= 1
                total[self._naming_any(known, self._lineage(known, name))] += 2
        return total

    def _naming_any(self, known: str, names: Sequence[str]) -> list[int]:
        return list({place for name in names for place in self._naming.get((known, name), ())})
