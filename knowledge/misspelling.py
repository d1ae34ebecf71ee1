"""Long words that are one slip away from a word of the vocabulary ("facebok", "passwrod")."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5  # of the misspelt word; the word that is meant has at least one letter more
_LONG = 10  # from this length on two slips are forgiven


class Misspellings:
    """Finds the word that is meant; ordinary words and those of the vocabulary stay."""

    def __init__(self, words: Iterable[str], ordinary: Collection[str]) -> None:
        self._words = sorted({word for word in words if len(word) > _SHORTEST and word.isalpha()})
        self._right = frozenset(ordinary).union(self._words)
        self.meant = lru_cache(maxsize=10_000)(self._meant)

    def _meant(self, word: str) -> str | None:
        if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word in self._right:
            return None
        slips = 2 if len(word) >= _LONG else 1
        found = process.extractOne(
            word, self._words, scorer=OSA.distance, score_cutoff=slips, processor=None
        )
        if found is None or found[0][0] != word[0] or _is_inflection(word, found[0]):
            return None
        return str(found[0])


def _is_inflection(word: str, other: str) -> bool:
    """Whether the two differ at their end alone: then it is another form, not a slip."""
    return word.startswith(other) or other.startswith(word) or word[:-1] == other[:-1]
