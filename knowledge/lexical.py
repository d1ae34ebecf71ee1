"""Which texts share words with a query, and how telling those words are: BM25 over plain arrays.

BM25 after Robertson and Zaragoza (2009) with Lucene's idf, which is never negative. As in BM25S
(Lù 2024), the weight of each term in each text is computed when the index is built, so a query
only adds up rows. An index is a folder of plain files: ``terms.txt`` and four ``.npy`` arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
_ARRAYS = ("starts", "texts", "weights", "idf")


class LexicalIndex:
    """Rows of an inverted index: for each term, the texts that hold it and its weight in each."""

    def __init__(
        self,
        terms: Sequence[str],
        starts: NDArray[np.int64],
        texts: Ints,
        weights: Floats,
        idf: Floats,
        size: int,
    ) -> None:
        self._row = {term: row for row, term in enumerate(terms)}
        self._terms = terms
        self._starts = starts
        self._texts = texts
        self._weights = weights
        self._idf = idf
        self._size = size
        # A word that no text holds is at least as telling as one that a single text holds.
        self._unseen_idf = float(np.log(1 + (size + 0.5) / 0.5)) if size else 0.0

    @classmethod
    def build(
        cls, documents: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.75
    ) -> LexicalIndex:
        """An index of texts given as lists of terms; an empty list is a text without words."""
        counts = [Counter(document) for document in documents]
        terms = sorted({term for count in counts for term in count})
        row = {term: number for number, term in enumerate(terms)}
        lengths = np.array([len(document) for document in documents], dtype=np.float32)
        postings = [
            (row[term], i, n) for i, count in enumerate(counts) for term, n in count.items()
        ]
        table = np.array(postings, dtype=np.int32).reshape(-1, 3)
        table = table[np.lexsort((table[:, 1], table[:, 0]))]
        in_texts = np.bincount(table[:, 0], minlength=len(terms))
        idf = np.log(1 + (len(documents) - in_texts + 0.5) / (in_texts + 0.5)).astype(np.float32)
        mean = max(float(lengths.mean()), 1.0) if len(documents) else 1.0
        damping = k1 * (1 - b + b * lengths[table[:, 1]] / mean)
        weights = idf[table[:, 0]] * table[:, 2] / (table[:, 2] + damping)
        starts = np.concatenate(([0], np.cumsum(in_texts))).astype(np.int64)
        texts = np.ascontiguousarray(table[:, 1])
        return cls(terms, starts, texts, weights.astype(np.float32), idf, len(documents))

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: object) -> bool:
        return term in self._row

    @property
    def terms(self) -> Sequence[str]:
        """Every indexed term, sorted."""
        return self._terms

    def idf(self, term: str) -> float:
        """How telling a term is; a term that no text holds counts as the rarest."""
        row = self._row.get(term)
        return self._unseen_idf if row is None else float(self._idf[row])

    def frequency(self, term: str) -> int:
        """In how many texts the term stands."""
        row = self._row.get(term)
        return 0 if row is None else int(self._starts[row + 1] - self._starts[row])

    def scores(self, query: Mapping[str, float]) -> Floats:
        """The BM25 score of every text; ``query`` gives each term's weight in the question."""
        total = np.zeros(self._size, dtype=np.float32)
        for term, weight in query.items():
            texts, weights = self._postings(term)
            total[texts] += np.float32(weight) * weights
        return total

    def contributions(self, terms: Sequence[str], texts: NDArray[np.integer]) -> Floats:
        """What each term (row) adds to the score of each of ``texts`` (column)."""
        table = np.zeros((len(terms), len(texts)), dtype=np.float32)
        for number, term in enumerate(terms):
            holding, weights = self._postings(term)
            if len(holding):
                place = np.minimum(np.searchsorted(holding, texts), len(holding) - 1)
                table[number] = np.where(holding[place] == texts, weights[place], 0)
        return table

    def lengths(self) -> Ints:
        """How many different terms each text holds."""
        return np.bincount(self._texts, minlength=self._size).astype(np.int32)

    def masses(self) -> Floats:
        """The idf of the different terms of each text, added up."""
        idf = np.repeat(self._idf, np.diff(self._starts))
        return np.bincount(self._texts, weights=idf, minlength=self._size).astype(np.float32)

    def holding_all(self, terms: Sequence[str]) -> Ints:
        """The texts that hold every one of ``terms``."""
        if not terms:
            return np.zeros(0, dtype=np.int32)
        held = [self._postings(term)[0] for term in terms]
        common = held[0]
        for texts in held[1:]:
            common = np.intersect1d(common, texts, assume_unique=True)
        return common

    def _postings(self, term: str) -> tuple[Ints, Floats]:
        row = self._row.get(term)
        here = slice(0, 0) if row is None else slice(self._starts[row], self._starts[row + 1])
        return self._texts[here], self._weights[here]

    def save(self, folder: Path) -> None:
        """Write the index as plain files into ``folder``, made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "terms.txt").write_text(
            "\n".join([str(self._size), *self._terms]), encoding="utf-8"
        )
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, f"_{name}"), allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """The index that ``save`` wrote."""
        size, *terms = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
        starts, texts, weights, idf = (
            np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS
        )
        return cls(terms, starts, texts, weights, idf, int(size))
