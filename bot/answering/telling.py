"""What a question says of the conditions and exceptions of a clause: that they hold, or do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.function_words import FUNCTION_WORDS
from knowledge.terms import stem, terms_of, words_of
from knowledge.vocabulary import Vocabulary

_NOT = (
    r"(?:\bnot|\b\w+n['’]t|\b(?:do|does|did|is|was|are|were|has|have|had|ca|wo|would|should)nt)\b"
)
_NEGATION = re.compile(rf"\b(?:no|never|without|nothing|none)\b|{_NOT}", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:before|not yet|ahead of|prior to|still (?:not|no)|avant)\b" + rf"|{_NOT}.*\byet\b",
    re.IGNORECASE,
)
# Words that take back what follows them: "without using the VPN", "before telling the unit".
_TAKEN_BACK = re.compile(
    r"(?:\b(?:without|never|nobody|no one|instead of|rather than|before|unless|sans|pas|avant)\b"
    rf"|{_NOT})(?:[ \t]+[\w'’]+){{0,3}}[ \t]*$",
    re.IGNORECASE,
)
# So much of a condition's own words must stand in the question for it to speak of the condition.
_ECHO = 0.5
_CIRCUMSTANCE = "circumstance"


@dataclass(frozen=True)
class Telling:
    """A question beside the vocabulary's circumstances ("nothing sensitive in it")."""

    text: str
    vocabulary: Vocabulary

    def says(self, limb: str) -> bool:
        """Whether the question says what the words of a condition or exception say: by the
        circumstances that both name, or else in the same words."""
        named = _circumstances(limb, self.vocabulary)
        return (bool(named) and named <= self._told) or self._echoes(limb)

    @property
    def not_yet(self) -> bool:
        """Whether it says that something has not happened yet."""
        return bool(_NOT_YET.search(self.text))

    @cached_property
    def _told(self) -> frozenset[str]:
        mentions = self.vocabulary.mentions(self.text)
        return frozenset(
            each.name
            for each in mentions
            if each.dimension == _CIRCUMSTANCE
            and not _TAKEN_BACK.search(self.text[: each.span.start])
            and not _is_denied_within(each.words)
        )

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(terms_of(self.text))

    def _echoes(self, limb: str) -> bool:
        telling = _telling_words(limb)
        told = telling.intersection(self._terms)
        alike = all(
            bool(turn.search(limb)) == bool(turn.search(self.text))
            for turn in (_NEGATION, _NOT_YET)
        )
        return alike and bool(telling) and len(told) >= _ECHO * len(telling)


def _is_denied_within(words: str) -> bool:
    """Whether a negation stands between the first and the last word: "with no VPN"."""
    inner = words.split()[1:-1]
    return _NEGATION.search(" ".join(inner)) is not None


@lru_cache(maxsize=1024)  # the conditions of a directive are read again with each question
def _telling_words(limb: str) -> frozenset[str]:
    words = (word for word in words_of(limb) if word not in FUNCTION_WORDS["en"])
    return frozenset(map(stem, words)) - {stem("provided")}


def _circumstances(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    mentions = vocabulary.mentions(text)
    return frozenset(each.name for each in mentions if each.dimension == _CIRCUMSTANCE)
