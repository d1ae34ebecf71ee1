"""Which texts mean something like a query: unit vectors under FAISS, several for one owner.

Up to ``FLAT_LIMIT`` vectors are compared one by one, which is exact; beyond that a graph index
(HNSW, Malkov and Yashunin 2018) finds the neighbours and the scores stay exact. An index is a
folder of plain files: ``vectors.npy``, ``owners.npy`` and, where large, ``graph.faiss``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

FLAT_LIMIT = 200_000
_LINKS = 32  # neighbours kept for each vector of the graph
_EFFORT = 400  # candidates that a search of the graph keeps in view
_NOTHING = -1.0  # the cosine of an owner that has no vector


class DenseIndex:
    """Unit vectors, each with the number of the owner (clause) that it stands for."""

    def __init__(self, vectors: Floats, owners: Ints, size: int, index: faiss.Index) -> None:
        self._vectors = vectors
        self._owners = owners
        self._size = size
        self._index = index
        # Vectors are sorted by owner, so an owner's vectors lie between two of these.
        self._starts = np.searchsorted(owners, np.arange(size + 1)).astype(np.int64)

    @classmethod
    def build(
        cls, vectors: Floats, owners: Sequence[int], size: int, *, flat_limit: int = FLAT_LIMIT
    ) -> DenseIndex:
        """An index of ``size`` owners; ``owners[i]`` is the owner of ``vectors[i]``."""
        owner = np.asarray(owners, dtype=np.int32)
        order = np.argsort(owner, kind="stable")
        rows = np.ascontiguousarray(vectors, dtype=np.float32)[order]
        return cls(rows, owner[order], size, _index_of(rows, flat_limit))

    def __len__(self) -> int:
        return self._size

    @property
    def vectors(self) -> Floats:
        """All vectors, sorted by owner."""
        return self._vectors

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._vectors.shape[1])

    def search(
        self, query: Floats, limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[Ints, Floats]:
        """The nearest of the ``allowed`` owners, best first, each with the cosine of its nearest
        vector; all owners are allowed where nothing is said."""
        # FAISS fills a short result with -1, which would quote the last clause: clamp, and drop.
        wanted = min(self._fanned_out(limit), len(self._vectors))
        if wanted < 1:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        scores, places = self._index.search(
            query.reshape(1, -1), wanted, params=self._restricted_to(allowed)
        )
        found = places[0] >= 0
        owners = self._owners[places[0][found]]
        _, first = np.unique(owners, return_index=True)
        first = np.sort(first)[:limit]
        return owners[first], scores[0][found][first].astype(np.float32)

    def _restricted_to(self, allowed: NDArray[np.bool_] | None) -> faiss.SearchParameters | None:
        if allowed is None or allowed.all():
            return None
        # faiss rewrites these constructors when it is imported, which its stubs do not tell.
        bits = np.packbits(allowed[self._owners], bitorder="little")
        selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        exact = isinstance(self._index, faiss.IndexFlat)
        kind = faiss.SearchParameters if exact else vars(faiss)["SearchParametersHNSW"]
        options = {"sel": selector} if exact else {"sel": selector, "efSearch": _EFFORT}
        parameters: faiss.SearchParameters = kind(**options)
        return parameters

    def _fanned_out(self, limit: int) -> int:
        # Owners with many near vectors crowd out others, so more vectors than owners are fetched.
        mean = len(self._vectors) / max(self._size, 1)
        return int(limit * max(1.0, 2 * mean))

    def scores_of(self, query: Floats, owners: NDArray[np.integer]) -> Floats:
        """The cosine of the nearest vector of each of ``owners``; -1 for one without a vector."""
        starts, ends = self._starts[owners], self._starts[owners + 1]
        counts = ends - starts
        best = np.full(len(owners), _NOTHING, dtype=np.float32)
        some = np.flatnonzero(counts)
        if not len(some):
            return best
        shifts = np.concatenate(([0], np.cumsum(counts[some])[:-1]))
        rows = np.arange(counts[some].sum()) + np.repeat(starts[some] - shifts, counts[some])
        best[some] = np.maximum.reduceat(self._vectors[rows] @ query, shifts)
        return best

    def first_vectors(self, owners: NDArray[np.integer]) -> Floats:
        """The first vector of each of ``owners``, every one of which must have one."""
        rows: Floats = self._vectors[self._starts[owners]]
        return rows

    def save(self, folder: Path) -> None:
        """Write the index as plain files into ``folder``, made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "vectors.npy", self._vectors, allow_pickle=False)
        np.save(folder / "owners.npy", self._owners, allow_pickle=False)
        (folder / "size.txt").write_text(str(self._size), encoding="ascii")
        if not isinstance(self._index, faiss.IndexFlat):
            faiss.write_index(self._index, str(folder / "graph.faiss"))

    @classmethod
    def open(cls, folder: Path) -> DenseIndex:
        """The index that ``save`` wrote."""
        vectors = np.load(folder / "vectors.npy", allow_pickle=False)
        owners = np.load(folder / "owners.npy", allow_pickle=False)
        size = int((folder / "size.txt").read_text(encoding="ascii"))
        graph = folder / "graph.faiss"
        index = faiss.read_index(str(graph)) if graph.exists() else _flat(vectors)
        return cls(vectors, owners, size, index)


def _index_of(vectors: Floats, flat_limit: int) -> faiss.Index:
    if len(vectors) <= flat_limit:
        return _flat(vectors)
    graph = faiss.IndexHNSWFlat(vectors.shape[1], _LINKS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = 80
    graph.hnsw.efSearch = _EFFORT
    graph.add(vectors)
    return graph


def _flat(vectors: Floats) -> faiss.Index:
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return index
