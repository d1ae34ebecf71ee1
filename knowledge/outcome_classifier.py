"""Which outcome a question wants of a clause, learned from examples whose outcome is known.

"May we skip it", "we skipped it" and "how often must we do it" are about the same clause and must
get different answers. Multinomial logistic regression over the vector of the question, with
weights that all clauses share and weights of each group of clauses: a question that "asked nobody"
is forbidden by a permission on a condition, and required of by a duty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.clause import Clause

Floats = NDArray[np.float32]

FEWEST = 200  # examples; of fewer nothing is learned
_SCALE = 8.0  # of the unit vectors: what is shared is learned before what is special
_OWN_SCALE = 4.0
_PENALTY = 30.0
_ROUNDS = 150
_WEIGHTS, _NAMES = "weights.npy", "names.json"


class OutcomeClassifier:
    """``weights``, shape (1 + groups, dimension + 1, outcomes): first what all groups share."""

    def __init__(self, weights: Floats, outcomes: Sequence[str], groups: Sequence[str]) -> None:
        self._weights = weights
        self._outcomes = tuple(outcomes)
        self._groups = {group: place for place, group in enumerate(groups, start=1)}

    @classmethod
    def build(
        cls, points: Floats, outcomes: Sequence[str], groups: Sequence[str]
    ) -> OutcomeClassifier:
        """Learn from the unit vectors of questions, their outcomes and their clauses' groups."""
        names, kinds = sorted(set(outcomes)), sorted(set(groups))
        if len(points) < FEWEST or len(names) < 2:
            return cls(np.zeros((1, points.shape[1] + 1, 0), dtype=np.float32), (), ())
        wanted = np.array([names.index(outcome) for outcome in outcomes])
        of_group = np.array([kinds.index(group) for group in groups])
        return cls(_learned(points, wanted, of_group, len(names), len(kinds)), names, kinds)

    def __bool__(self) -> bool:
        return bool(self._outcomes)

    def chances(self, vector: Floats, group: str) -> Mapping[str, float]:
        """The chance of each outcome for the unit vector of a question, of a clause of
        ``group``; nothing where nothing was learned."""
        if not self or group not in self._groups:
            return {}
        shared, own = self._weights[0], self._weights[self._groups[group]]
        logits = _SCALE * vector @ shared[:-1] + shared[-1] + _OWN_SCALE * vector @ own[:-1]
        logits += own[-1]
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        return dict(zip(self._outcomes, map(float, chances), strict=True))

    def save(self, folder: Path) -> None:
        """Write the weights into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _WEIGHTS, self._weights, allow_pickle=False)
        names = {"outcomes": self._outcomes, "groups": list(self._groups)}
        (folder / _NAMES).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> OutcomeClassifier:
        """The classifier that ``save`` wrote."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        weights = np.load(folder / _WEIGHTS, allow_pickle=False)
        return cls(weights, names["outcomes"], names["groups"])


def group_of(clause: Clause) -> str:
    """What decides which outcomes a clause can have: the kind of its first norm, and whether that
    has a condition or an exception."""
    norm = next(iter(clause.norms), None)
    if norm is None:
        return "none"
    limbs = ("condition" if norm.condition else "", "exception" if norm.exception else "")
    return " ".join(filter(None, (norm.kind.value, *limbs)))


def _learned(
    points: Floats, wanted: NDArray[np.int64], of_group: NDArray[np.int64], names: int, kinds: int
) -> Floats:
    # Only the indexer learns: a bot that only asks does not load scipy.
    from scipy.optimize import minimize

    count, dimension = points.shape
    targets = np.zeros((count, names), dtype=np.float32)
    targets[np.arange(count), wanted] = 1
    one = np.ones((count, 1), dtype=np.float32)
    shared = np.concatenate((_SCALE * points, one), axis=1)
    own = np.concatenate((_OWN_SCALE * points, one), axis=1)
    rows = [np.flatnonzero(of_group == kind) for kind in range(kinds)]
    shape = (1 + kinds, dimension + 1, names)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape).astype(np.float32)
        logits = shared @ weights[0]
        for kind, some in enumerate(rows, start=1):
            logits[some] += own[some] @ weights[kind]
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        missed = -np.log(np.maximum(chances[np.arange(count), wanted], 1e-9)).sum()
        wrong = chances - targets
        slope = np.empty(shape, dtype=np.float32)
        slope[0] = shared.T @ wrong
        for kind, some in enumerate(rows, start=1):
            slope[kind] = own[some].T @ wrong[some]
        penalised = weights.copy()
        penalised[:, -1] = 0
        slope += _PENALTY * penalised
        total = float(missed + _PENALTY / 2 * (penalised**2).sum())
        return total, slope.ravel().astype(np.float64)

    start = np.zeros(int(np.prod(shape)))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    weights: Floats = found.x.reshape(shape).astype(np.float32)
    return weights
