"""Which clause a question belongs to, learned from the example questions when an index is built.

Kernel ridge regression (Saunders, Gammerman and Vovk 1998) on one indicator for each clause, with
the square of the cosine as kernel. It weighs every example of every clause against all others, so
it tells sibling paragraphs apart where the nearest example alone is a matter of luck. One more
indicator is of no clause: 1 for all that the directive covers, -1 for questions that are known not
to be covered. It is solved in closed form: the same index from the same texts, always. Of many
texts, an even choice of ``LANDMARKS`` spans the solution (Nyström; Williams and Seeger 2001), which
all of them still shape: memory grows no more with their number.

With that kernel the solution for a clause is a quadratic form of the question's vector, so it is
kept as its strongest eigenvectors: a search costs the same however many examples there are.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

PENALTY = 0.2
AXES = 24  # eigenvectors of a clause that are kept; more change no ranking
UNCOVERED = -1  # the owner of a question that no clause answers
LANDMARKS = 6_000
MOST_TEXTS = 100_000  # beyond, solving would take minutes
MOST_WORK = 30_000_000  # landmarks × clauses; beyond, finding the axes would take minutes
_BLOCK = 2048  # texts that are compared with all landmarks at a time
_FILES = ("axes", "weights", "forms")


class ExampleClassifier:
    """``axes``, shape (forms × AXES, dimension), and ``weights``, shape (forms, AXES), are the
    quadratic forms. ``forms`` gives, for each clause and at last for being covered, the number of
    its form: clauses of two versions that share their examples share one."""

    def __init__(self, axes: Floats, weights: Floats, forms: Ints) -> None:
        self._axes = axes
        self._weights = weights
        self._forms = forms

    @classmethod
    def build(cls, points: Floats, owners: Sequence[int], size: int) -> ExampleClassifier:
        """Learn from unit vectors and their owners, ``UNCOVERED`` for what no clause covers; of
        too many texts nothing is learned."""
        dimension = points.shape[1]
        texts = different(points)
        kept = points[first_of_each(texts)]
        marks = landmarks_of(kept)
        too_much = len(kept) > MOST_TEXTS or len(marks) * len(set(owners)) > MOST_WORK
        if too_much or not len(kept):
            return cls._of_nothing(dimension, size)
        indicators = indicators_of(texts, owners, size)
        forms = different(np.ascontiguousarray(indicators.T))
        says = solved(kept, marks, indicators[:, first_of_each(forms)])
        axes, weights = _strongest_of_each(marks, says, min(AXES, dimension))
        return cls(axes, weights, forms)

    @classmethod
    def _of_nothing(cls, dimension: int, size: int) -> ExampleClassifier:
        nothing = np.zeros((0, dimension), dtype=np.float32)
        return cls(nothing, nothing[:, :0], np.zeros(size + 1, dtype=np.int32))

    def __bool__(self) -> bool:
        return bool(self._axes.size)

    def scores(self, vector: Floats) -> Floats:
        """What speaks for each clause, about 0 to 1, from the unit vector of a question; and at
        last, about -1 to 1, whether any clause covers the question at all."""
        if not self:
            return np.zeros(len(self._forms), dtype=np.float32)
        along = (self._axes @ vector) ** 2
        of_forms = (self._weights * along.reshape(self._weights.shape)).sum(axis=1)
        scores: Floats = of_forms[self._forms].astype(np.float32)
        return scores

    def save(self, folder: Path) -> None:
        """Write the forms into ``folder``; half precision changes no ranking."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: tuple[NDArray[np.generic], ...] = (
            self._axes.astype(np.float16),
            self._weights,
            self._forms,
        )
        for name, array in zip(_FILES, arrays, strict=True):
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> ExampleClassifier:
        """The classifier that ``save`` wrote."""
        axes, weights, forms = (
            np.load(folder / f"{name}.npy", allow_pickle=False) for name in _FILES
        )
        return cls(axes.astype(np.float32), weights, forms)


def different(points: Floats) -> Ints:
    """For each point the number of its text; equal vectors are one text."""
    numbers: dict[bytes, int] = {}
    return np.array([numbers.setdefault(p.tobytes(), len(numbers)) for p in points], dtype=np.int32)


def first_of_each(texts: Ints) -> NDArray[np.int64]:
    """The place of the first point of each text."""
    places: NDArray[np.int64] = np.unique(texts, return_index=True)[1]
    return places


def landmarks_of(points: Floats, most: int = LANDMARKS) -> Floats:
    """The points themselves, or of many an even choice: examples stand clause by clause."""
    if len(points) <= most:
        return points
    return points[np.linspace(0, len(points) - 1, most).astype(np.int64)]


def kernel_of(points: Floats, others: Floats) -> Floats:
    """The squared cosines of unit vectors, shape (len(points), len(others))."""
    kernel: Floats = points @ others.T
    np.square(kernel, out=kernel)
    return kernel


def indicators_of(texts: Ints, owners: Sequence[int], size: int) -> Floats:
    """For each text (row) 1 in the columns of its clauses, and in the last whether it is covered:
    1 or -1."""
    # Owner -1 writes into the last column, which is that of no clause.
    indicators = np.zeros((int(texts.max()) + 1, size + 1), dtype=np.float32)
    indicators[texts, list(owners)] = 1
    indicators[:, size] = 1 - 2 * indicators[:, size]
    return indicators


def solved(points: Floats, marks: Floats, indicators: Floats) -> Floats:
    """What each landmark weighs for each form (columns of ``indicators``)."""
    # Only the indexer learns: a bot that only asks does not load scipy.
    from scipy.linalg import cho_factor, cho_solve

    matrix, wanted = kernel_of(marks, marks), indicators
    if len(marks) < len(points):
        matrix *= PENALTY
        wanted = np.zeros((len(marks), indicators.shape[1]), dtype=np.float32)
        for first in range(0, len(points), _BLOCK):
            block = kernel_of(points[first : first + _BLOCK], marks)
            matrix += block.T @ block
            wanted += block.T @ indicators[first : first + _BLOCK]
    matrix[np.diag_indices_from(matrix)] += np.float32(PENALTY)
    # The matrix is symmetric: its transpose is laid out as LAPACK wants it, and is not copied.
    factor = cho_factor(matrix.T, overwrite_a=True, check_finite=False)
    solution: Floats = cho_solve(factor, wanted, check_finite=False)
    return solution


def _strongest_of_each(points: Floats, says: Floats, most: int) -> tuple[Floats, Floats]:
    """The axes and weights of all forms, a form on each processor at a time.

    Matrices this small are no work for several threads: where others are busy as well, these
    wait for each other ten times longer than they calculate.
    """
    from threadpoolctl import threadpool_limits

    with (
        threadpool_limits(1, user_api="blas"),
        ThreadPoolExecutor(max_workers=os.cpu_count()) as pool,
    ):
        found = list(pool.map(lambda each: _strongest(points, each, most), says.T))
    return np.concatenate([axes for axes, _ in found]), np.stack([weights for _, weights in found])


def _strongest(points: Floats, says: Floats, most: int) -> tuple[Floats, Floats]:
    """The eigenvectors (rows) and eigenvalues of the form that ``says``, one weight a point,
    makes of the points."""
    values, vectors = np.linalg.eigh((points * says[:, None]).T @ points)
    order = np.argsort(-np.abs(values))[:most]
    return np.ascontiguousarray(vectors[:, order].T), values[order]
