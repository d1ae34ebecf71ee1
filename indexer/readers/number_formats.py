"""List numbers as word processors write them: ``3``, ``c``, ``iii``, ``3rd``, ``third``."""

from __future__ import annotations

from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC_LETTERS = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HINDI_DIGITS = "०१२३४५६७८९"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_MOST_REPEATED = 10


def letters(number: int, alphabet: str = _LATIN) -> str:
    """``a`` … ``z``, then ``aa``, ``bb``: word processors repeat the letter."""
    if number < 1:
        return str(number)
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * min(times + 1, _MOST_REPEATED)


def roman(number: int) -> str:
    """``iv`` for 4; a number that has no roman form stays as it is."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def format_number(number: int, number_format: str) -> str | None:
    """``number`` in a format of WordprocessingML; ``None`` for a format that is not known."""
    write = _FORMATS.get(number_format)
    return write(number) if write else None


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if teen else ending}"


def _cardinal_text(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    if number < len(_UNITS):
        return _UNITS[number].capitalize()
    tens, unit = divmod(number, 10)
    return (_TENS[tens] + (f"-{_UNITS[unit]}" if unit else "")).capitalize()


def _ordinal_text(number: int) -> str:
    if not 0 < number < 100:
        return _ordinal(number)
    first, dash, last = _cardinal_text(number).lower().rpartition("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{first}{dash}{_IRREGULAR.get(last, regular)}".capitalize()


def _digits(digits: str) -> Callable[[int], str]:
    return lambda number: str(number).translate(
        {48 + place: sign for place, sign in enumerate(digits)}
    )


def _lettered(alphabet: str) -> Callable[[int], str]:
    return lambda number: letters(number, alphabet)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalEnclosedCircle": str,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "russianLower": _lettered(_RUSSIAN),
    "russianUpper": lambda number: letters(number, _RUSSIAN).upper(),
    "hebrew1": _lettered(_HEBREW),
    "hebrew2": _lettered(_HEBREW),
    "arabicAlpha": _lettered(_ARABIC_LETTERS),
    "arabicAbjad": _lettered(_ARABIC_ABJAD),
    "hindiNumbers": _digits(_HINDI_DIGITS),
    "hindiArabic": _digits(_ARABIC_DIGITS),
    "none": lambda _number: "",
}
