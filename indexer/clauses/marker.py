"""The grammar of what stands before an item: ``23.1``, ``(a)``, ``iv.``, ``A1.``, ``Q3.``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.clauses.ordinal import letter, roman

BULLET = "•"
LABEL = "label"
FULL = "1.1"
QUESTION = "Q"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a label: the style of its list, and its place in it."""

    style: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A label at ``text[start:end]`` of a line, without the space after it.

    ``wrap`` is how it is written: ``(x)``, ``x)``, ``x.``, ``x``, ``•``, or ``label`` for a
    heading that the text runs on from ("Article 5. Staff shall …"). ``key`` is filled for full
    numbers, which name their place themselves: ``23.1`` is (23, 1), ``A1`` is (65, 1).
    """

    label: str
    wrap: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    key: tuple[int, ...] = ()

    @property
    def style(self) -> str:
        """The style that it has on first sight."""
        return self.readings[0].style

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it."""
        return any(reading.ordinal == 1 for reading in self.readings)


_LABEL = r"(?P<label>\d{1,3}|[^\W\d_]{1,5})"
_BULLET = re.compile(r"[-*+•‣▪●◦·–—](?=\s)")
_EMPHASIS = r"(?P<open>\*\*|__|\*|_)?"
_CLOSE = r"(?(open)(?P=open)?)"
_PAREN = re.compile(rf"{_EMPHASIS}\({_LABEL}\){_CLOSE}(?=\s|\(|$)")
_HALF = re.compile(rf"{_EMPHASIS}{_LABEL}\){_CLOSE}(?=\s)")
_DOT = re.compile(rf"{_EMPHASIS}{_LABEL}\.{_CLOSE}(?=\s)")
_FULL = re.compile(
    rf"{_EMPHASIS}(?:§+\s*)?(?P<label>\d{{1,5}}(?:\.\d{{1,4}}){{1,7}}[a-z]?)(?P<dot>\.|\))?{_CLOSE}"
    r"(?=\s|\(\w{1,5}\))"
)
_SECTION = re.compile(r"§+\s*(?P<label>\d{1,5}[a-z]?)\.?(?=\s)")
_LETTERED = re.compile(r"(?P<label>(?P<letter>[A-Z])\.?(?P<rest>\d{1,3}(?:\.\d{1,3})*))[.)](?=\s)")
_CODE = re.compile(r"\d{1,3} [A-Z]{2,6} (?P<label>\d{1,5}(?:\.\d{1,4})*)(?:[ ]\(\d{4}\))?:(?=\s)")
_NAMED = re.compile(
    r"(?:Article|Art\.|Section|Sec\.|Rule|Artikel|Artículo|Artigo|Articolo|Статья|المادة|አንቀጽ)"
    r"\s+(?P<label>\d{1,4}(?:\.\d{1,4})*[a-z]?)\s?(?:[.:]|[–—-](?=\s))(?=\s)"
)
_QUESTION = re.compile(r"\**(?P<label>Q(?:uestion)?\s?(?P<number>\d{1,3}))\s?[.:)]\**(?=\s)")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d\b)")


def markers_at(text: str) -> tuple[Marker, ...]:
    """The markers with which a line begins: one, several (``(c)(1)``), or none."""
    first = _first(text)
    if first is None:
        return ()
    markers = [first]
    while first.wrap not in (BULLET, LABEL) and (following := _paren(text, markers[-1].end)):
        markers.append(following)
    if text[markers[-1].end : markers[-1].end + 1].strip():
        return ()
    return tuple(markers)


def _first(text: str) -> Marker | None:
    head = text[:1]
    if not head or not (head in "(*_§•‣▪●◦·–—-+" or head.isalnum()):
        return None
    if _BULLET.match(text):
        return Marker(BULLET, BULLET, 0, 1, (Reading(BULLET, 1),))
    for read in (_question, _full, _lettered, _labelled, _paren, _half, _dot):
        if marker := read(text, 0):
            return marker
    return None


def _question(text: str, at: int) -> Marker | None:
    found = _QUESTION.match(text, at)
    if not found:
        return None
    number = found["number"]
    readings = (Reading(QUESTION, int(number)),)
    return Marker(f"Q{number}", "x.", at, found.end(), readings)


def _full(text: str, at: int) -> Marker | None:
    found = _FULL.match(text, at)
    if not found or _DATE.match(text, at):
        return None
    return _numbered(found, at, "x")


def _numbered(found: re.Match[str], at: int, wrap: str) -> Marker:
    numbers = re.findall(r"\d+", found["label"])
    key = tuple(int(number) for number in numbers)
    suffix = found["label"][-1]
    if suffix.isalpha():
        key = (*key, ord(suffix))
    return Marker(found["label"], wrap, at, found.end(), (Reading(FULL, key[-1]),), key)


def _lettered(text: str, at: int) -> Marker | None:
    found = _LETTERED.match(text, at)
    if not found:
        return None
    numbers = tuple(int(number) for number in found["rest"].split("."))
    key = (ord(found["letter"]), *numbers)
    return Marker(found["label"], "x", at, found.end(), (Reading(FULL, key[-1]),), key)


def _labelled(text: str, at: int) -> Marker | None:
    found = _NAMED.match(text, at) or _CODE.match(text, at) or _SECTION.match(text, at)
    return _numbered(found, at, LABEL) if found else None


def _paren(text: str, at: int) -> Marker | None:
    return _listed(_PAREN, text, at, "(x)")


def _half(text: str, at: int) -> Marker | None:
    return _listed(_HALF, text, at, "x)")


def _dot(text: str, at: int) -> Marker | None:
    return _listed(_DOT, text, at, "x.")


def _listed(pattern: re.Pattern[str], text: str, at: int, wrap: str) -> Marker | None:
    found = pattern.match(text, at)
    readings = _readings(found["label"], wrap) if found else ()
    if not found or not readings:
        return None
    return Marker(found["label"], wrap, at, found.end(), readings)


def _readings(label: str, wrap: str) -> tuple[Reading, ...]:
    if label.isdecimal():
        return (Reading(wrap.replace("x", "1"), int(label)),)
    upper = label.isupper()
    if not upper and not label.islower():
        return ()
    readings = []
    if (place := letter(label)) is not None:
        readings.append(Reading(wrap.replace("x", "A" if upper else "a"), place))
    if (value := roman(label)) is not None and value:
        readings.append(Reading(wrap.replace("x", "I" if upper else "i"), value))
    if len(label) > 1:
        readings.reverse()
    return tuple(readings)
