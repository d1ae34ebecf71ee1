"""Misspelt words of a question, set right to a word of the index where the case is clear.

Conservative on purpose: a word is touched only if neither the index nor the list of known words
has it, if it is long enough, and if a word one slip away (two for long words) begins alike.
The distance is that of optimal string alignment: a swap of neighbours is one slip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 4
_LONG = 8  # from this length on, two slips are forgiven


class Speller:
    """Corrects single words; ``frequencies`` are the words of the index with how many texts hold
    them, ``known`` says of a word whether it is right although the index lacks it."""

    def __init__(self, frequencies: Mapping[str, int], known: Callable[[str], bool]) -> None:
        self._frequencies = frequencies
        self._known = known
        self._words = [word for word in frequencies if len(word) >= _SHORTEST and word.isalpha()]

    def corrected(self, word: str) -> str:
        """``word``, or the word of the index that it was most likely meant to be."""
        if not self._is_doubtful(word):
            return word
        slips = 2 if len(word) >= _LONG else 1
        near = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=20, processor=None
        )
        alike = [
            (candidate, distance)
            for candidate, distance, _ in near
            if _begins_alike(candidate, word)
        ]
        if not alike:
            return word
        return min(alike, key=lambda pair: (pair[1], -self._frequencies[pair[0]], pair[0]))[0]

    def _is_doubtful(self, word: str) -> bool:
        return (
            len(word) >= _SHORTEST
            and word.isalpha()
            and word not in self._frequencies
            and not self._known(word)
        )


def _begins_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or one[:2] == other[1::-1]
