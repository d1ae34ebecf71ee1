"""Limits of time in a clause: "within 2 working days", "yearly", "not later than the last day"."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from knowledge.revision.change import DeadlineChange, Trend

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
# Each unit in hours, from the shortest that it can be to the longest.
_UNITS = {
    "minute": (1 / 60, 1 / 60),
    "hour": (1, 1),
    "day": (24, 24),
    "working day": (24, 72),
    "week": (168, 168),
    "month": (28 * 24, 31 * 24),
    "quarter": (90 * 24, 92 * 24),
    "year": (365 * 24, 366 * 24),
}
_ADVERBS = {
    "yearly": "year", "annually": "year", "annual": "year", "quarterly": "quarter",
    "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
}  # fmt: skip
_AT_ONCE = ("immediately", "forthwith", "at once", "without delay", "without undue delay")
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = r"(?P<unit>minute|hour|day|week|month|quarter|year)s?\b"
_QUANTITY = (
    rf"(?:(?:every|each)\s+)?\b(?P<number>\d+(?:\.\d+)?|(?:{_WORD})(?:[-\s](?:{_WORD}))?)"
    rf"(?:\s*\([\w-]+\))?[\s-]+(?P<days>working|business|calendar|consecutive)?\s*{_UNIT}"
)
_SINGLE = (
    r"\b(?:every|each|once\s+an?|(?<=within\s)an?)\s+"
    r"(?P<one>minute|hour|day|week|month|quarter|year)\b"
)
_ADVERB = rf"\b(?P<adverb>{'|'.join(_ADVERBS)})\b"
_PROMPT = rf"\b(?P<prompt>{'|'.join(_AT_ONCE)})\b"
_SAME_DAY = r"\bthe\s+same\s+(?:working\s+|business\s+)?day\b"
_DAY = rf"(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\s+(?P<year>\d{{4}}))"
_DATED = rf"\b(?:by|before|on or before|(?:not|no)\s+later\s+than)\s+{_DAY}"
_EVENT = (
    r"\b(?:(?:not|no)\s+later\s+than|at\s+the\s+latest\s+(?:by|on)|by\s+the\s+end\s+of"
    rf"|before\s+the\s+end\s+of)\s+(?!{re.sub(r'P<[a-z]+>', ':', _QUANTITY)})[^,.;:()]+"
)
_LIMIT = re.compile(
    "|".join((_QUANTITY, _SINGLE, _ADVERB, _PROMPT, _SAME_DAY, _DATED, _EVENT)), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of time: its words, and its length in hours or its day, where they tell one."""

    words: str
    hours: tuple[float, float] | None = None
    day: date | None = None

    @property
    def meaning(self) -> object:
        """What two limits in different words have in common."""
        return self.hours or self.day or self.words.casefold()


def limits_in(text: str) -> tuple[Limit, ...]:
    """The limits of time that ``text`` sets, in the order in which they stand."""
    return tuple(_limit(found) for found in _LIMIT.finditer(text))


def deadlines_changed(before: str, after: str) -> tuple[DeadlineChange, ...]:
    """The limits that are others now; those in other words for the same time are not."""
    old, new = limits_in(before), limits_in(after)
    return tuple(_changed(old, new))


def _changed(old: tuple[Limit, ...], new: tuple[Limit, ...]) -> Iterator[DeadlineChange]:
    for was, now in zip_longest(_without(old, new), _without(new, old)):
        yield DeadlineChange(was.words if was else "", now.words if now else "", _trend(was, now))


def _without(limits: tuple[Limit, ...], others: tuple[Limit, ...]) -> list[Limit]:
    spare = Counter(limit.meaning for limit in others)
    left = []
    for limit in limits:
        if spare[limit.meaning]:
            spare[limit.meaning] -= 1
        else:
            left.append(limit)
    return left


def _limit(found: re.Match[str]) -> Limit:
    words, part = " ".join(found.group().split()), found.groupdict()
    if part["number"]:
        working = (part["days"] or "").casefold() in ("working", "business")
        unit = "working day" if working else part["unit"].casefold()
        return Limit(words, _hours(_number(part["number"]), unit))
    if part["one"] or part["adverb"]:
        unit = part["one"] or _ADVERBS[part["adverb"].casefold()]
        return Limit(words, _hours(1, unit.casefold()))
    if part["prompt"]:
        return Limit(words, (0, 0))
    if part["day"]:
        return Limit(words, day=_date(int(part["year"]), part["month"], int(part["day"])))
    return Limit(words)


def _hours(amount: float, unit: str) -> tuple[float, float]:
    shortest, longest = _UNITS[unit]
    return amount * shortest, amount * longest


def _number(written: str) -> float:
    if written[0].isdigit():
        return float(written)
    return sum(_NUMBERS[word] for word in re.split(r"[-\s]", written.casefold()))


def _date(year: int, month: str, day: int) -> date | None:
    try:
        return date(year, _MONTHS[month.casefold()], day)
    except ValueError:
        return None


def _trend(was: Limit | None, now: Limit | None) -> Trend | None:
    """Which way a limit moved, where both tell a time and no reading of them says otherwise."""
    if was is None or now is None:
        return None
    if was.day and now.day:
        return Trend.EARLIER if now.day < was.day else Trend.LATER
    if was.hours and now.hours:
        # Both ends, so that five working days are compared with ten, and not with a week.
        if now.hours[0] < was.hours[0] and now.hours[1] < was.hours[1]:
            return Trend.SHORTER
        if now.hours[0] > was.hours[0] and now.hours[1] > was.hours[1]:
            return Trend.LONGER
    return None
