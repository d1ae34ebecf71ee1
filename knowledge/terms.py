"""From text to search terms: Unicode words, case and accents folded, Snowball stems.

Stems are Porter's (Porter 1980; his Snowball revision of 2001) in every language of the
snapshot. Ethiopic text has no Snowball stemmer: its words stay whole, and letters that sound
alike (ሀ ሐ ኀ ኸ; ሰ ሠ; አ ዐ; ጸ ፀ) are written as one, because people spell them freely.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import Stemmer

from knowledge.function_words import FUNCTION_WORDS, NO_WORDS

STEMMERS = {"en": "english", "fr": "french", "de": "german", "es": "spanish", "pt": "portuguese"}

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_JOINT = re.compile(r"[-'’.]")
_ENGLISH_TAIL = re.compile(r"['’](?:s|ve|re|ll|d|m)$")
_FRENCH_HEAD = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]")
# Each row: a letter whose seven orders are written with the letter that it sounds like.
_HOMOPHONES = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ኸ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
_ETHIOPIC = {
    ord(written) + order: ord(spoken) + order
    for written, spoken in _HOMOPHONES
    for order in range(7)
}
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def folded(text: str) -> str:
    """``text`` in one spelling: NFKC, case folded, invisible characters dropped."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold().translate(_ETHIOPIC)


def words_of(text: str) -> Iterator[str]:
    """The folded words of ``text`` in order, before stemming.

    A number keeps its dots ("23.1"); another compound gives its parts, and the parts as one
    word, so that "wi-fi" is found by "wifi".
    """
    for found in _WORD.finditer(folded(text)):
        word = _FRENCH_HEAD.sub("", _ENGLISH_TAIL.sub("", found.group()))
        parts = _JOINT.split(word)
        if len(parts) == 1 or (word[0].isdigit() and "." in word):
            yield word
        elif "'" in word or "’" in word:
            yield "".join(parts)
        else:
            yield from (part for part in parts if part)
            yield "".join(parts)


def unaccented(word: str) -> str:
    """``word`` without combining marks, as people type it in a hurry."""
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in marks if unicodedata.category(sign) != "Mn")


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language])


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "en") -> str:
    """The stem of a folded word; of a language without a stemmer, the word itself."""
    if language not in STEMMERS or word[0].isdigit():
        return unaccented(word)
    return unaccented(_stemmer(language).stemWord(word))


def terms_of(text: str, language: str = "en") -> list[str]:
    """The stems of the content words of ``text``, in order, repetitions kept."""
    binding = FUNCTION_WORDS.get(language, NO_WORDS)
    return [stem(word, language) for word in words_of(text) if word not in binding]


def query_terms(text: str, languages: Sequence[str] = ("en",)) -> list[str]:
    """The stems of a question under every language of the index, each once, in order."""
    return list(dict.fromkeys(term for language in languages for term in terms_of(text, language)))


def pairs_of(terms: Sequence[str]) -> list[str]:
    """Neighbouring terms as one term: "social media" is more than "social" and "media"."""
    return [f"{one} {other}" for one, other in pairwise(terms)]
