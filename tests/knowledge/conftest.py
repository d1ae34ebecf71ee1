"""A working fake of an embedding model: texts that share words get like vectors."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.terms import terms_of

WIDTH = 256


class WordHashEncoder:
    """Adds up one fixed random direction for each word of a text."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        return np.stack([_unit(sum(map(_direction, terms_of(text)), _DRIFT)) for text in texts])


def _direction(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=WIDTH)


_DRIFT = 0.01 * _direction("")


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float32]:
    return (vector / np.linalg.norm(vector)).astype(np.float32)


@pytest.fixture(scope="session")
def word_hash_encoder() -> WordHashEncoder:
    return WordHashEncoder()
