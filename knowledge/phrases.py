"""Phrases of the vocabulary and the places of a text where they stand.

A phrase is a row of steps; a step names the forms that a word may have there and how many words
may stand before it. See the head of ``vocabulary.toml`` for how phrases are written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.vocabulary_file import Entry
from knowledge.vocabulary_words import POSSESSIVE, Word, forms, words_of

_GAP = re.compile(r"~(\d*)$")
_USUAL_GAP = 3
_LONGEST_AMHARIC_HEAD, _LONGEST_AMHARIC_TAIL = 4, 6


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase: any of ``forms``, after at most ``gap`` other words."""

    forms: frozenset[str]
    gap: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Steps that together say the name of an entry."""

    entry: Entry
    order: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at certain words (positions in the list of words) of a text."""

    phrase: Phrase
    positions: tuple[int, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Sorts the telling first: more words, less between them, earlier in the vocabulary."""
        spread = self.positions[-1] - self.positions[0]
        return (-len(self.positions), spread, self.phrase.order)


def read_phrase(entry: Entry, order: int, written: str, language: str) -> Phrase:
    """A phrase as it is written in the file."""
    steps: list[Step] = []
    gap = 0
    for part in written.split():
        if marker := _GAP.match(part):
            gap = int(marker.group(1) or _USUAL_GAP)
            continue
        steps.extend(_steps(part, gap, language))
        gap = 0
    return Phrase(entry, order, tuple(steps))


def _steps(part: str, gap: int, language: str) -> Iterator[Step]:
    if "|" in part:
        yield Step(frozenset(_form(choice, language) for choice in part.split("|")), gap)
        return
    if part.endswith(POSSESSIVE):
        yield Step(frozenset({_form(part, language)}), gap)
        return
    exact = "=" if part.startswith("=") else ""
    for word in words_of(part.removeprefix("="), language):
        yield Step(frozenset({_form(exact + word.text, language)}), gap)
        gap = 0


def _form(word: str, language: str) -> str:
    if word.endswith(POSSESSIVE):
        return forms(word.removesuffix(POSSESSIVE), language)[0] + POSSESSIVE
    lower, keys = forms(word.removeprefix("="), language)
    return "=" + lower if word.startswith("=") else keys[0]


class PhraseBook:
    """The phrases of one language, looked up by their first word."""

    def __init__(self, phrases: Iterable[Phrase], language: str) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        self.forms: set[str] = set()
        for phrase in phrases:
            for form in phrase.steps[0].forms:
                self._by_first[form].append(phrase)
            for step in phrase.steps:
                self.forms.update(step.forms)
        self._inner: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            if form[0] >= "\u1200" and len(form) > 1:
                self._inner[form[:2]].append(form)
        self._is_amharic = language == "am"

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """Every phrase at every place, overlapping ones too."""
        keys = [self._keys(word) for word in words]
        for position, forms_here in enumerate(keys):
            for form in forms_here:
                for phrase in self._by_first.get(form, ()):
                    rest = _walk(phrase.steps, 1, words, keys, position)
                    if rest is not None:
                        yield Found(phrase, (position, *rest))

    def _keys(self, word: Word) -> tuple[str, ...]:
        if not self._is_amharic or word.lower[0] < "\u1200":
            return word.keys
        pairs = {word.lower[at : at + 2] for at in range(len(word.lower) - 1)}
        inside = (form for pair in sorted(pairs) for form in self._inner.get(pair, ()))
        return (*word.keys, *(form for form in inside if _grows_from(word.lower, form)))


def _walk(
    steps: tuple[Step, ...],
    step: int,
    words: Sequence[Word],
    keys: Sequence[tuple[str, ...]],
    last: int,
) -> tuple[int, ...] | None:
    if step == len(steps):
        return ()
    for position in range(last + 1, min(last + 2 + steps[step].gap, len(words))):
        if not steps[step].forms.isdisjoint(keys[position]):
            rest = _walk(steps, step + 1, words, keys, position)
            if rest is not None:
                return (position, *rest)
        if words[position].is_barrier:
            return None
    return None


def _grows_from(word: str, form: str) -> bool:
    """Whether an Amharic word is ``form`` with prefixes and suffixes; short forms bear few.

    A suffix changes the vowel of the letter before it (ቤተሰብ, ቤተሰቤ): the last letter need only
    have the same consonant, that is, stand in the same row of the script.
    """
    if word == form:
        return False
    at = word.find(form[:-1]) if len(form) > 2 else word.find(form)
    end = at + len(form)
    if at < 0 or end > len(word) or _row(word[end - 1]) != _row(form[-1]):
        return False
    if len(form) == 2:
        return at <= 1 and len(word) - end <= 2
    return at <= _LONGEST_AMHARIC_HEAD and len(word) - end <= _LONGEST_AMHARIC_TAIL


def _row(letter: str) -> int:
    return ord(letter) // 8
