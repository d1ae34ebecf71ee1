"""Which clause a question belongs to, learned from the example questions when an index is built.

Kernel ridge regression (Saunders, Gammerman and Vovk 1998) on one indicator for each clause, with
the square of the cosine as kernel. It weighs every example of every clause against all others, so
it tells sibling paragraphs apart where the nearest example alone is a matter of luck. One more
indicator is of no clause: 1 for all that the directive covers, -1 for questions that are known not
to be covered. It is solved in closed form: the same index from the same texts, always.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PENALTY = 0.3
UNCOVERED = -1  # the owner of a question that no clause answers
MOST_POINTS = 12_000  # beyond, solving would take minutes
_COEFFICIENTS = "coefficients.npy"
_ROWS = "rows.npy"


class ExampleClassifier:
    """``coefficients``: what each point (row) says for and against each clause (column), and in
    the last column for and against being covered; ``rows`` are the places of those points among
    all, each text once."""

    def __init__(self, coefficients: Floats, rows: NDArray[np.int32]) -> None:
        self._coefficients = coefficients
        self._rows = rows

    @classmethod
    def build(cls, points: Floats, owners: Sequence[int], size: int) -> ExampleClassifier:
        """Learn from unit vectors and their owners, ``UNCOVERED`` for what no clause covers; of
        too many points nothing is learned."""
        kernel, indicators, rows = system_of(points, owners, size)
        if len(rows) > MOST_POINTS:
            return cls(np.zeros((0, size + 1), np.float32), rows[:0])
        return cls(np.linalg.solve(kernel, indicators), rows)

    def __bool__(self) -> bool:
        return len(self._rows) > 0

    def scores(self, cosines: Floats) -> Floats:
        """For each clause about 0 to 1, and last about -1 to 1 whether any clause covers the
        question at all, from the cosines of the question to all points."""
        scores: Floats = (cosines[self._rows] ** 2) @ self._coefficients
        return scores

    def save(self, folder: Path) -> None:
        """Write the coefficients into ``folder``; half precision changes no ranking."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _COEFFICIENTS, self._coefficients.astype(np.float16), allow_pickle=False)
        np.save(folder / _ROWS, self._rows, allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> ExampleClassifier:
        """The classifier that ``save`` wrote."""
        coefficients = np.load(folder / _COEFFICIENTS, allow_pickle=False).astype(np.float32)
        return cls(coefficients, np.load(folder / _ROWS, allow_pickle=False))


def system_of(
    points: Floats, owners: Sequence[int], size: int
) -> tuple[Floats, Floats, NDArray[np.int32]]:
    """The two sides of the equations, and the points in them: one for each different text.

    A text that stands in two versions of a directive belongs to a clause of each.
    """
    places: dict[bytes, int] = {}
    point_of = [places.setdefault(point.tobytes(), len(places)) for point in points]
    rows = np.unique(np.asarray(point_of, dtype=np.int32), return_index=True)[1].astype(np.int32)
    kept = points[rows] if len(rows) else points
    # Owner -1 writes into the last column, which is that of no clause.
    indicators = np.zeros((len(rows), size + 1), dtype=np.float32)
    indicators[point_of, list(owners)] = 1
    indicators[:, size] = 1 - 2 * indicators[:, size]
    if len(rows) > MOST_POINTS:
        return np.zeros((0, 0), dtype=np.float32), indicators, rows
    kernel = (kept @ kept.T) ** 2
    kernel[np.diag_indices_from(kernel)] += PENALTY
    return kernel.astype(np.float32), indicators, rows
