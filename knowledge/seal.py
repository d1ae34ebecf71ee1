"""What a large file is known by: its size, samples of it that are read at once, and its digest."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

# Together less than a millisecond of reading, and so near one another that every weight matrix of
# the default model holds one.
_SAMPLES, _SAMPLE = 256, 1024


@dataclass(frozen=True, slots=True)
class Seal:
    """The facts of a file as it was written."""

    size: int
    sample: str
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Seal:
        """The seal of the file as it is now."""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            whole = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(size, _sampled(path), whole)

    def fits(self, path: Path, *, wholly: bool) -> bool:
        """Whether the file still is the one that was sealed; ``wholly`` reads all of it."""
        if path.stat().st_size != self.size:
            return False
        return Seal.of(path) == self if wholly else _sampled(path) == self.sample


def _sampled(path: Path) -> str:
    """A digest of the beginning, the end, and places evenly spread between them."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        last = max(os.fstat(file.fileno()).st_size - _SAMPLE, 0)
        for number in range(_SAMPLES):
            file.seek(last * number // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()
