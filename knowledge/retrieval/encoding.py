"""What retrieval asks of an embedding model: unit vectors for texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class QueryEncoder(Protocol):
    """Turns texts into rows of length one, so that an inner product is a cosine."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order."""
        ...
