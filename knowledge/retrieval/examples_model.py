"""Learns from the example questions which clause a question is about.

Linear discriminant analysis (Fisher 1936; shared covariance, shrunk towards a multiple of the
identity as by Ledoit and Wolf 2004) over the vectors of the examples. It has a closed form, so
it is fitted anew with each snapshot in a fraction of a second, and it tells apart clauses whose
examples are near each other better than the nearest example does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_SHRINKAGE = 0.3
_ARRAYS = ("directions", "offsets", "owners")


@dataclass(frozen=True)
class ExamplesModel:
    """One linear discriminant a clause that has examples; ``owners`` are those clauses' places."""

    directions: Floats
    offsets: Floats
    owners: Ints

    @classmethod
    def fit(cls, vectors: Floats, owners: Sequence[int]) -> ExamplesModel:
        """Fit to examples: unit vectors, shape (examples, dimension), and whose each is."""
        dimension = vectors.shape[1] if vectors.ndim == 2 else 0
        clauses, rows = np.unique(np.asarray(owners, dtype=np.int32), return_inverse=True)
        if len(clauses) < 2:
            return cls(np.zeros((0, dimension), np.float32), np.zeros(0, np.float32), clauses[:0])
        sums = np.zeros((len(clauses), dimension))
        np.add.at(sums, rows, vectors)
        means = sums / np.bincount(rows)[:, None]
        spread = vectors - means[rows]
        covariance = spread.T @ spread / len(vectors)
        size = max(float(np.trace(covariance)) / dimension, 1e-9)
        shrunk = (1 - _SHRINKAGE) * covariance + _SHRINKAGE * size * np.eye(dimension)
        directions = np.linalg.solve(shrunk, means.T).T
        offsets = -0.5 * (directions * means).sum(axis=1)
        return cls(directions.astype(np.float32), offsets.astype(np.float32), clauses)

    def scores(self, vector: Floats, size: int) -> Floats:
        """The log-probability of each of ``size`` clauses; NaN for one without examples."""
        found = np.full(size, np.nan, dtype=np.float32)
        if len(self.owners):
            values = self.directions @ vector + self.offsets
            values -= values.max()
            found[self.owners] = values - np.log(np.exp(values).sum())
        return found

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> ExamplesModel:
        """The model that ``save`` wrote."""
        return cls(*(np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS))
