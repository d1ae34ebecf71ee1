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
Ints = NDArray[np.int32]

PENALTY = 0.3
UNCOVERED = -1  # the owner of a question that no clause answers
MOST_TEXTS = 12_000  # beyond, solving would take minutes
_COEFFICIENTS = "coefficients.npy"
_TEXTS = "texts.npy"


class ExampleClassifier:
    """``coefficients``: what each different text (column) says for and against each clause (row),
    and in the last row for and against being covered. ``texts`` gives, for each point, the number
    of its text: one that stands in two versions of a directive is one text."""

    def __init__(self, coefficients: Floats, texts: Ints) -> None:
        self._coefficients = coefficients
        self.texts = texts

    @classmethod
    def build(cls, points: Floats, owners: Sequence[int], size: int) -> ExampleClassifier:
        """Learn from unit vectors and their owners, ``UNCOVERED`` for what no clause covers; of
        too many texts nothing is learned."""
        texts = different(points)
        if not 0 < len(first_of_each(texts)) <= MOST_TEXTS:
            return cls(np.zeros((size + 1, 0), dtype=np.float32), texts)
        kernel, indicators = system_of(points, texts, owners, size)
        return cls(np.ascontiguousarray(np.linalg.solve(kernel, indicators).T), texts)

    def __bool__(self) -> bool:
        return bool(self._coefficients.size)

    def scores(self, cosines: Floats, clauses: Ints) -> Floats:
        """For each of ``clauses`` about 0 to 1, from the cosines of a question to the texts. The
        clause after the last, about -1 to 1, says whether any covers the question at all."""
        scores: Floats = self._coefficients[clauses] @ cosines**2
        return scores

    def save(self, folder: Path) -> None:
        """Write the coefficients into ``folder``; half precision changes no ranking."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _COEFFICIENTS, self._coefficients.astype(np.float16), allow_pickle=False)
        np.save(folder / _TEXTS, self.texts, allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> ExampleClassifier:
        """The classifier that ``save`` wrote."""
        coefficients = np.load(folder / _COEFFICIENTS, allow_pickle=False).astype(np.float32)
        return cls(coefficients, np.load(folder / _TEXTS, allow_pickle=False))


def different(points: Floats) -> Ints:
    """For each point the number of its text; equal vectors are one text."""
    numbers: dict[bytes, int] = {}
    return np.array([numbers.setdefault(p.tobytes(), len(numbers)) for p in points], dtype=np.int32)


def first_of_each(texts: Ints) -> NDArray[np.int64]:
    """The place of the first point of each text."""
    places: NDArray[np.int64] = np.unique(texts, return_index=True)[1]
    return places


def system_of(
    points: Floats, texts: Ints, owners: Sequence[int], size: int
) -> tuple[Floats, Floats]:
    """The two sides of the equations: the regularised kernel, and each text's owners."""
    kept = points[first_of_each(texts)]
    # Owner -1 writes into the last column, which is that of no clause.
    indicators = np.zeros((len(kept), size + 1), dtype=np.float32)
    indicators[texts, list(owners)] = 1
    indicators[:, size] = 1 - 2 * indicators[:, size]
    kernel = (kept @ kept.T) ** 2
    kernel[np.diag_indices_from(kernel)] += PENALTY
    return kernel.astype(np.float32), indicators
