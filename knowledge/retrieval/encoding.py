"""What retrieval asks of an embedding model: a vector for a text and one for each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text in the model's eyes.

    ``vector`` is the sentence embedding, of length one. ``tokens`` are the last layer's token
    embeddings, one row of length one for each word piece, those of special tokens ([CLS],
    [SEP], padding) left out; ``pieces`` are the word pieces themselves, in the same order.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]
    pieces: tuple[str, ...]


class QueryEncoder(Protocol):
    """Turns texts into rows of length one, so that an inner product is a cosine."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order."""
        ...

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Each text with its token embeddings, in order."""
        ...
