"""From features to one score: a linear model over features set against the other candidates.

Each feature becomes its distance from the mean of the candidates in standard deviations, so a
scorer that cannot tell the candidates of this question apart counts for little in it, and one
that singles a clause out counts for much. That makes one set of weights do for lawyers'
questions and for people's. ``benchmarks/train_fusion.py`` makes the weights.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.features import NAMES, Features

Floats = NDArray[np.float32]

_FLAT = 1e-6
_BEST = ("share", "meaning", "profile_meaning", "learned", "concepts")
_NAMED = ("action", "account", "topic", "platform", "role", "asking")
_LEARNED = NAMES.index("learned")
_SHIPPED = Path(__file__).parent.parent / "fusion.toml"


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weights by feature name; a name that a table lacks weighs nothing.

    ``taught`` are for an index whose clauses have example questions, ``plain`` for others.
    ``floors`` is a typical spread of each feature: where it spreads much less, it counts less.
    """

    plain: Mapping[str, float]
    taught: Mapping[str, float]
    floors: Mapping[str, float] = field(default_factory=dict)
    plain_confidence: Mapping[str, float] = field(default_factory=dict)
    taught_confidence: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path = _SHIPPED) -> Fusion:
        """The weights of a file; without one, those that the library carries."""
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(**read)

    def scores(self, table: Floats) -> Floats:
        """One score for each candidate (column); higher is better."""
        chosen = self.taught if _is_taught(table) else self.plain
        scores: Floats = _row_of(chosen) @ standardised(table, _row_of(self.floors))
        return scores

    def confidence_of(self, found: Features, scores: Floats) -> float:
        """The chance that the best candidate answers at all."""
        evidence = evidence_of(found, scores)
        chosen = self.taught_confidence if _is_taught(found.table) else self.plain_confidence
        total = sum(chosen.get(name, 0.0) * value for name, value in evidence.items())
        return float(1 / (1 + np.exp(-total)))


def _is_taught(table: Floats) -> bool:
    return not np.isnan(table[_LEARNED]).all()


def evidence_of(found: Features, scores: Floats) -> dict[str, float]:
    """What speaks for and against there being an answer: the first clause's own features, the
    best that any candidate has of some, how far the first stands above the others, and how much of
    the vocabulary the question names."""
    known = np.nan_to_num(found.table)
    first = int(scores.argmax())
    rest = np.delete(scores, first)
    margin = float(scores[first] - rest.max(initial=scores[first] - 5))
    evidence = {"bias": 1.0, "margin": margin, "covered": found.covered}
    evidence |= {name: float(known[row, first]) for row, name in enumerate(NAMES)}
    evidence |= {f"best_{name}": float(known[NAMES.index(name)].max()) for name in _BEST}
    evidence |= {f"names_{name}": float(found.named.get(name, 0)) for name in _NAMED}
    return evidence


def standardised(table: Floats, floors: Floats) -> Floats:
    """Each row less its mean, in standard deviations; an unknown value becomes the mean."""
    known = ~np.isnan(table)
    values = np.where(known, table, 0)
    count = np.maximum(known.sum(axis=1, keepdims=True), 1)
    centred = np.where(known, values - values.sum(axis=1, keepdims=True) / count, 0)
    spread = np.sqrt((centred**2).sum(axis=1, keepdims=True) / count)
    result: Floats = centred / (spread + floors[:, None] + _FLAT)
    return result.astype(np.float32)


def _row_of(values: Mapping[str, float]) -> Floats:
    return np.array([values.get(name, 0.0) for name in NAMES], dtype=np.float32)
