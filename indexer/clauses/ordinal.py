"""What a list label counts as: ``b`` is 2, ``iv`` is 4, ``bb`` is 28."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
)


def roman(label: str) -> int | None:
    """The value of a roman number up to 39; longer lists have other labels."""
    if not label or not _ROMAN.fullmatch(label):
        return None
    values = [_ROMAN_VALUES[letter] for letter in label.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < next_ else one for one, next_ in zip(values, following, strict=True))


def letter(label: str) -> int | None:
    """The place of a letter in its alphabet; ``aa`` follows ``z``, and ``bb`` follows ``aa``."""
    if not label or len(set(label)) != 1 or len(label) > 2:
        return None
    for alphabet in _ALPHABETS:
        place = alphabet.find(label[0].lower())
        if place >= 0:
            return place + 1 + (len(label) - 1) * len(alphabet)
    return None
