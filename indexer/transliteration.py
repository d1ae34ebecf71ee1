"""Lets a model read Amharic that knows no Ethiopic letter, by their names in Latin.

Such a model takes every Amharic word for the same unknown one. Unicode names each syllable by its
sound (ይ is ETHIOPIC SYLLABLE YE), so that words are told apart, and examples can teach what they
mean. The letters are replaced within the tokenizer, which goes the same way into the export.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from knowledge.terms import folded

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_TWO_WORDS = ("ይህን", "ፖስት")
_ETHIOPIC = range(0x1200, 0x1380)
_SYLLABLE = "ETHIOPIC SYLLABLE "
_MARKS = {"፡": " ", "።": ".", "፣": ",", "፤": ";", "፥": ":", "፦": ":", "፧": "?"}


def transliterate(tokenizer: Tokenizer) -> None:
    """Make ``tokenizer`` spell Ethiopic syllables in Latin letters, if it cannot tell two words
    apart that are written in them."""
    from tokenizers import normalizers

    one, other = (tokenizer.encode(word).ids for word in _TWO_WORDS)
    if one != other:
        return
    latin = _syllables() | _MARKS
    spelt = [normalizers.Replace(letter, spelling) for letter, spelling in latin.items()]
    before = [tokenizer.normalizer] if tokenizer.normalizer else []
    tokenizer.normalizer = normalizers.Sequence([*spelt, *before])


def _syllables() -> dict[str, str]:
    """Each syllable with its sound; those that sound alike are spelt alike."""
    letters = [chr(code) for code in _ETHIOPIC]
    names = {letter: unicodedata.name(folded(letter), "") for letter in letters}
    return {
        letter: name.removeprefix(_SYLLABLE).split()[-1].lower()
        for letter, name in names.items()
        if name.startswith(_SYLLABLE)
    }
