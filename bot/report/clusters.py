"""Puts questions that ask for the same together, by the snapshot's own encoder.

FAISS, which the bot has anyway, finds all that lie near each question; the question with the most
neighbours is the first centre, and so on. So every question lies near the centre of its cluster,
nobody has to say how many clusters there are, and the same questions give the same clusters.
"""

from __future__ import annotations

import itertools

import faiss
import numpy as np
from numpy.typing import NDArray

# The cosine from which two questions ask for the same. With the default model, paraphrases lie
# above it, and questions on one subject that ask for another thing below.
ALIKE = 0.62


def clusters_of(vectors: NDArray[np.float32], alike: float = ALIKE) -> tuple[tuple[int, ...], ...]:
    """The numbers of the unit vectors, the largest cluster first and its centre at its head."""
    if not len(vectors):
        return ()
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    limits, cosines, found = index.range_search(vectors, alike)
    circles = [
        _circle(centre, found[start:end], cosines[start:end])
        for centre, (start, end) in enumerate(itertools.pairwise(limits))
    ]
    left = set(range(len(vectors)))
    clusters = []
    for circle in sorted(circles, key=len, reverse=True):
        members = tuple(number for number in circle if number in left)
        if circle[0] in left:
            left.difference_update(members)
            clusters.append(members)
    return tuple(sorted(clusters, key=len, reverse=True))


def _circle(centre: int, found: NDArray[np.int64], cosines: NDArray[np.float32]) -> tuple[int, ...]:
    """The centre, then its neighbours, the nearest first."""
    nearest = np.argsort(-cosines, kind="stable")
    return (centre, *(int(found[at]) for at in nearest if found[at] != centre))
