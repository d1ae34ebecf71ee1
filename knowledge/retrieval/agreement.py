"""Whether a clause's norms speak of the situation that a question is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.clause import Clause
from knowledge.situation import Situation

Floats = NDArray[np.float32]

# A situation's field, and the field of a norm that restricts it.
DIMENSIONS = (
    ("action", "actions"), ("account", "accounts"), ("topic", "topics"), ("role", "roles"),
)  # fmt: skip


class Agreement:
    """Tells, for each clause and each known fact of a situation, whether its norms name the fact
    (1) or exclude it by naming others (-1); a norm that does not restrict a fact counts nothing.

    ``lineage`` gives a name and the wider ones that it falls under: a norm on foreign affairs
    speaks of elections abroad too.
    """

    def __init__(
        self, clauses: Sequence[Clause], lineage: Callable[[str, str], Sequence[str]]
    ) -> None:
        self._lineage = lineage
        self._size = len(clauses)
        self._naming: dict[tuple[str, str], list[int]] = {}
        self._restricting: dict[str, list[int]] = {known: [] for known, _ in DIMENSIONS}
        for place, clause in enumerate(clauses):
            for known, restricted in DIMENSIONS:
                named = {name for norm in clause.norms for name in getattr(norm, restricted)}
                if named:
                    self._restricting[known].append(place)
                for name in named:
                    self._naming.setdefault((known, name), []).append(place)

    def of(self, situation: Situation) -> Floats:
        """The agreement of every clause, shape (len(DIMENSIONS), clauses)."""
        table = np.zeros((len(DIMENSIONS), self._size), dtype=np.float32)
        for row, (known, _) in zip(table, DIMENSIONS, strict=True):
            name = getattr(situation, known)
            if name is not None:
                row[self._restricting[known]] = -1
                row[self._naming_any(known, self._lineage(known, name))] = 1
        return table

    def _naming_any(self, known: str, names: Sequence[str]) -> list[int]:
        return list({place for name in names for place in self._naming.get((known, name), ())})
