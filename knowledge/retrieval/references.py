"""References in a question ("Art. 9", "§ 2635.702(a)", "paragraph 2 of article 23"): look-ups.

A number is compared part by part, so "23.1(a)", "23.1.a" and "23 (1) (a)" are one address, and
"article 23" reaches all that stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.terms import folded, words_of

Parts = tuple[str, ...]

_NUMBER = r"\d+(?:\.\d+)*\.?(?:\s?\([0-9a-z]{1,5}\))*"
_KIND = (
    r"(?:articles?\b|arts?\b\.?|§+|sections?\b|secs?\b\.?|clauses?\b|rules?\b|provisions?\b"
    r"|paragraphs?\b|paras?\b\.?|paragraphes?\b|alinéas?\b|subsections?\b|sub-?paragraphs?\b"
    r"|points?\b|items?\b|አንቀጽ)"
)
_INNER = r"(?:paragraphs?|paras?\.?|paragraphes?|alinéas?|sub-?paragraphs?|points?|items?|letter)"
_PART = r"\(?([0-9]{1,3}|[a-z])\)?"
_AND = r"(?:\s*(?:,|and|or|et|ou|&)\s*)"
# "paragraph 2 of article 23", "Article 23, paragraph 2", then "articles 10 and 23.1".
_PART_OF = re.compile(rf"{_INNER}\s*{_PART}\s*(?:of|in|under|de l'|du|de)\s*{_KIND}\s*({_NUMBER})")
_THEN_PART = re.compile(rf"{_KIND}\s*({_NUMBER}),?\s*{_INNER}\s*{_PART}(?!\w)")
_NAMED = re.compile(rf"{_KIND}\s*({_NUMBER}(?:{_AND}{_KIND}?\s*{_NUMBER})*)(?![\w%])")
_BARE = re.compile(r"(?<![\w.$€£])(\d+\.\d+(?:\.\d+)*(?:\([0-9a-z]{1,5}\))*)(?![\w.%])")
_ALONE = re.compile(rf"^\W*({_NUMBER})\W*$")

_ASKING_FOR_THE_TEXT = frozenset(
    words_of(
        "a about according article articles can cite cited clause contain contains content could "
        "de directive dit does exact exactly explain find full give get i in is it know l la le "
        "look me of on open paragraph please point print provide que quel quote quoi read rule s "
        "say says section see show state states tell text that the there to under up us v version "
        "want what whats which whole wording would you your"
    )
)


@dataclass(frozen=True, slots=True)
class References:
    """The addresses named in a question. ``lookup``: the question asks for their text alone."""

    addresses: tuple[Parts, ...] = ()
    lookup: bool = False


def parts_of(number: str) -> Parts:
    """The parts of a clause's number: ``2635.702(a)`` is ``("2635", "702", "a")``."""
    return tuple(re.findall(r"\w+", folded(number)))


def references_in(text: str, names: Sequence[str] = ()) -> References:
    """The references in a question; ``names`` are words that name a directive ("MFA-SMD")."""
    rest = folded(text)
    alone = _ALONE.match(rest)
    if alone:
        return References((parts_of(alone.group(1)),), lookup=True)
    addresses: list[Parts] = []
    for pattern, read in _READERS:
        for found in pattern.finditer(rest):
            addresses.extend(read(found))
        rest = pattern.sub(" ", rest)
    ignored = _ASKING_FOR_THE_TEXT.union(*(words_of(name) for name in names))
    lookup = bool(addresses) and all(word in ignored for word in words_of(rest))
    return References(tuple(dict.fromkeys(addresses)), lookup)


def _part_of(found: re.Match[str]) -> list[Parts]:
    return [(*parts_of(found.group(2)), found.group(1))]


def _then_part(found: re.Match[str]) -> list[Parts]:
    return [(*parts_of(found.group(1)), found.group(2))]


def _each(found: re.Match[str]) -> list[Parts]:
    return [parts_of(number) for number in re.findall(_NUMBER, found.group(1))]


_READERS = ((_PART_OF, _part_of), (_THEN_PART, _then_part), (_NAMED, _each), (_BARE, _each))


class Addresses:
    """Finds the clauses that an address reaches: the clause itself, or all that is under it."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self._under: dict[Parts, list[int]] = {}
        for place, number in enumerate(numbers):
            parts = parts_of(number)
            for length in range(1, len(parts) + 1):
                self._under.setdefault(parts[:length], []).append(place)

    def reached_by(self, address: Parts) -> Sequence[int]:
        """The places of the clauses at or under ``address``, in the order of the source."""
        return self._under.get(address, ())
