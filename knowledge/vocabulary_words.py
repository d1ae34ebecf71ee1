"""Text cut into the words that the vocabulary compares: positions kept, accents and case folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.terms import folded, stem, unaccented

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|[^\w\s]")
_ETHIOPIC = re.compile("[\u1200-\u137f]")
# Signs that stand inside or around words and say nothing: "two-factor", “like”, #election, @page.
_SILENT = frozenset("'’‘`´\"“”„«»‹›-‐‑–—_*~#@$€£%&…\ufe0f")
POSSESSIVE = "'s"
BARRIERS = frozenset(".,;:?!()[]{}።፣፤፥?¿¡/|")

_FRENCH = """
    le la les un une des du de au aux et ou est sont sur dans pour par pas je j me mon ma mes nous
    vous il elle que qu qui quoi quel quelle ce cette ces son sa ses leur notre nos puis peut peux
    dois doit faut avec sans ne suis avons avez ai etre quand on a se si tout tous toute apres
    avant comme deux fait faire chez moi lui c deja encore aussi
"""
# French before an apostrophe; English has such letters behind one ("the embassy's", "don't").
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_ENGLISH = """
    the a an of to and or is are am i my me we you it in on for with by from may can must do does
    did not this that what who how when if our their his her be was were has have should will
    about as at no
"""
# Forms that no stemmer leads back to their verb.
_IRREGULAR = """
    wrote write written write sent send gave give given give took take taken take spoke speak spoken
    speak left leave kept keep sold sell told tell made make held hold ran run got get taught teach
    broke break broken break stole steal stolen steal said say paid pay went go gone go saw see seen
    see found find bought buy chose choose drew draw did do done do flew fly spread spread hid hide
    hidden hide shown show read read clicked click
"""
_LEMMAS = dict(zip(_IRREGULAR.split()[::2], _IRREGULAR.split()[1::2], strict=True))
_SMALL_WORDS = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a sign that counts; ``keys`` are the forms under which it is looked up."""

    text: str
    start: int
    end: int
    lower: str
    keys: tuple[str, ...]

    @property
    def is_barrier(self) -> bool:
        """Whether a phrase cannot reach across it."""
        return self.lower in BARRIERS


def language_of(text: str) -> str:
    """``am``, ``fr`` or ``en``, by script and by the small words of each language."""
    if _ETHIOPIC.search(text):
        return "am"
    words = [unaccented(found.group().casefold()) for found in _TOKEN.finditer(text)]
    small = {name: sum(word in known for word in words) for name, known in _SMALL_WORDS.items()}
    french = small["fr"] + len(_ELISION.findall(text))
    return "fr" if french > small["en"] else "en"


def words_of(text: str, language: str) -> list[Word]:
    """The words of ``text`` in order; silent signs and the possessive ``'s`` are left out."""
    return [_word(found, text, language) for found in _spoken(text)]


def _spoken(text: str) -> Iterator[re.Match[str]]:
    for found in _TOKEN.finditer(text):
        sign = found.group()
        if sign in _SILENT:
            continue
        if sign in "sS" and text[max(0, found.start() - 1) : found.start()] in ("'", "’"):
            continue
        yield found


def _word(found: re.Match[str], text: str, language: str) -> Word:
    lower, keys = forms(found.group(), language)
    if text[found.end() : found.end() + 2].lower() in ("'s", "’s"):
        keys = (*keys, lower + POSSESSIVE)
    return Word(found.group(), found.start(), found.end(), lower, keys)


@lru_cache(maxsize=50_000)
def forms(word: str, language: str) -> tuple[str, tuple[str, ...]]:
    """The folded form of a word, and its keys: ``=form`` for itself, the stem for its family."""
    lower = unaccented(folded(word))
    if not lower:
        return word, (word,)
    lemma = _LEMMAS.get(lower, lower) if language == "en" else lower
    return lower, (stem(lemma, language), "=" + lower)
