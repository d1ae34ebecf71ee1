"""The day that a question is about, where its words name one: "in 2025", "before March 2026"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS |= {
    name: number
    for number, name in enumerate(
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre".split(),
        start=1,
    )
}
_SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
_MONTH = "|".join(sorted({*_MONTHS, *_SEASONS}, key=len, reverse=True))
_BEFORE = re.compile(r"(?:before|until|till|prior to|avant|up to)\s*$", re.IGNORECASE)
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|er)?\s+)?({_MONTH})\.?,?\s+(?:of\s+)?(20\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|en|since|during|back in|of|from|dated|before|until|avant|year|በ)\s?(20\d\d)\b",
    re.IGNORECASE,
)
_ETHIOPIC_YEAR = re.compile(r"(?:በ)?(20\d\d)(?=\s*(?:ዓ\.?ም|ላይ|ውስጥ))")
_LAST_YEAR = re.compile(
    r"\blast year\b|\bl'an dernier\b|\bl'année dernière\b|ባለፈው ዓመት", re.IGNORECASE
)
_OLD_TEXT = re.compile(
    r"\b(?:old|previous|former|earlier|first) (?:directive|version|text|rules?|edition)\b"
    r"|\bversion (?:1|one)\b|\bancienne (?:directive|version)\b",
    re.IGNORECASE,
)


def day_in(text: str, today: date) -> date | None:
    """The day named in ``text``: of a month or a year without a day, one in its middle.

    "Before" a day means the day before it. None where no day is named.
    """
    if found := _ISO.search(text):
        return _shifted(text, found, _date(*map(int, found.groups())))
    if found := _DAY.search(text):
        day, month, year = found.groups()
        number = _MONTHS.get(month.lower()) or _SEASONS[month.lower()]
        middle = 1 if _BEFORE.search(text[: found.start()]) else 15
        return _shifted(text, found, _date(int(year), number, int(day or middle)))
    if found := _YEAR.search(text) or _ETHIOPIC_YEAR.search(text):
        year = int(found.group(1))
        before = re.match(r"before|until|avant", found.group(), re.IGNORECASE)
        return _past(date(year - 1, 12, 31) if before else date(year, 7, 1), year, today)
    if _LAST_YEAR.search(text):
        return date(today.year - 1, 7, 1)
    return None


def speaks_of_the_old_text(text: str) -> bool:
    """Whether the question names the version before the one in force."""
    return _OLD_TEXT.search(text) is not None


def _past(day: date, year: int, today: date) -> date:
    # "In 2026", asked in 2026, is about the rules of now.
    return today if year == today.year and day.year == year else day


def _shifted(text: str, found: re.Match[str], day: date | None) -> date | None:
    if day is not None and _BEFORE.search(text[: found.start()]):
        return day - timedelta(days=1)
    return day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
