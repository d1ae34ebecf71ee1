"""Vectors of earlier builds by the digest of their text: only what is new is embedded again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import Progress
from indexer.exported import DocumentEncoder

_VECTORS = "embeddings.npy"
_DIGESTS = "embeddings.txt"

Vectors = NDArray[np.float32]


class VectorCache:
    """Looks a text's vector up, and embeds the texts that have none yet, all at one go."""

    def __init__(self, encoder: DocumentEncoder, progress: Progress | None = None) -> None:
        self._encoder = encoder
        self._progress = progress
        self._rows: dict[str, int] = {}
        self._vectors: Vectors = np.zeros((0, encoder.dimension), dtype=np.float32)
        self._used: dict[str, int] = {}
        self.embedded = 0

    def load(self, folder: Path) -> None:
        """Take over the vectors that an earlier build of the same model left in ``folder``."""
        try:
            digests = (folder / _DIGESTS).read_text(encoding="ascii").split()
            vectors: Vectors = np.load(folder / _VECTORS, allow_pickle=False)
        except (OSError, ValueError):
            return  # a cache that cannot be read only costs time
        if vectors.shape == (len(digests), self._encoder.dimension):
            self._rows = {digest: row for row, digest in enumerate(digests)}
            self._vectors = vectors

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of ``texts``, shape (len(texts), dimension)."""
        digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        missing = {
            digest: text
            for digest, text in zip(digests, texts, strict=True)
            if digest not in self._rows
        }
        if missing:
            new = self._encoder.encode(list(missing.values()), self._progress)
            first = len(self._vectors)
            self._rows.update((digest, first + row) for row, digest in enumerate(missing))
            self._vectors = np.concatenate((self._vectors, new))
            self.embedded += len(missing)
        for digest in digests:
            self._used[digest] = self._rows[digest]
        found: Vectors = self._vectors[[self._rows[digest] for digest in digests]]
        return found

    def save(self, folder: Path) -> None:
        """Keep the vectors that this build used for the next one."""
        np.save(folder / _VECTORS, self._vectors[list(self._used.values())], allow_pickle=False)
        (folder / _DIGESTS).write_text("\n".join(self._used), encoding="ascii")
