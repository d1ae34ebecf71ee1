"""Facts about a directive that a document states above its text, line by line or in a table.

Only what is plainly given counts: at least two known labels in a row before the first clause. A
date counts only where it cannot be misread: ``2026-03-01`` or ``1 March 2026``, never ``01/03/26``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from indexer.readers.characters import on_one_line
from indexer.readers.front_matter import KEYS, Fact
from indexer.readers.structure import Heading, Paragraph, Part, Table

_FIRST_PARTS = 40
_FEWEST = 2
_LINE = re.compile(r"(?P<label>[A-Za-z][A-Za-z _-]{1,20}?)\s*[:：]\s*(?P<value>\S.*)?")
_FENCE = re.compile(r"-{3,}|—+|\.{3}|_{3,}|\*{3,}")
_SYNONYMS = {
    "entry into force": "in_force_from",
    "in force since": "in_force_from",
    "effective from": "in_force_from",
    "valid until": "in_force_until",
    "replaces": "supersedes",
}
_DATES = ("in_force_from", "in_force_until", "review_by")
_OURS = {"in_force_from", "in_force_until"}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
)


def split_facts(parts: Sequence[Part]) -> tuple[dict[str, Fact], tuple[Part, ...]]:
    """The facts stated above the text, and the parts without those that state them.

    The line of a fact is the place of its paragraph in the document.
    """
    facts: dict[str, Fact] = {}
    used: set[int] = set()
    for place, part in enumerate(parts[:_FIRST_PARTS]):
        stated = _facts_of(part, place + 1)
        if stated:
            facts = {**stated, **facts}
            used.add(place)
        elif not _is_fence(part) and (facts or _is_clause(part)):
            break
    if len(facts) < _FEWEST:
        return {}, tuple(parts)
    first, last = min(used), max(used)
    fences = {
        place
        for place, part in enumerate(parts)
        if first - 1 <= place <= last + 1 and _is_fence(part)
    }
    return facts, tuple(part for place, part in enumerate(parts) if place not in used | fences)


def facts_in_properties(properties: Mapping[str, str], title: str = "") -> dict[str, Fact]:
    """The facts among a file's properties, if these are ours: nobody else calls one so.

    A document management system fills properties such as "Version" with numbers of its own.
    """
    if not _OURS & {name.strip().lower() for name in properties}:
        return {}
    return {
        key: Fact(_value(key, text), 1)
        for name, text in {"title": title, **properties}.items()
        if (key := _key(name)) is not None and text.strip()
    }


def _facts_of(part: Part, place: int) -> dict[str, Fact]:
    match part:
        case Paragraph(text, marker) if not marker or marker in "-•":
            return _facts_in_lines(text.split("\n"), place)
        case Table(rows):
            return _facts_in_rows(rows, place)
    return {}


def _facts_in_lines(lines: Sequence[str], place: int) -> dict[str, Fact]:
    facts = {}
    for line in lines:
        if _FENCE.fullmatch(line.strip()):
            continue
        found = _LINE.fullmatch(on_one_line(line).strip("*_"))
        key = _key(found["label"]) if found else None
        if found is None or key is None:
            return {}
        facts[key] = Fact(_value(key, (found["value"] or "").strip("*_ ")), place)
    return facts


def _facts_in_rows(rows: Sequence[Sequence[str]], place: int) -> dict[str, Fact]:
    pairs = [[on_one_line(cell) for cell in row if cell.strip()] for row in rows]
    facts = {
        key: Fact(_value(key, pair[1]), place)
        for pair in pairs
        if len(pair) == 2 and (key := _key(pair[0])) is not None
    }
    return facts if len(facts) == len([pair for pair in pairs if pair]) else {}


def _key(label: str) -> str | None:
    words = re.sub(r"[\s_-]+", " ", label.strip(" :*").lower())
    key = _SYNONYMS.get(words, words.replace(" ", "_"))
    return key if key in KEYS else None


def _value(key: str, text: str) -> str:
    words = on_one_line(text).strip("\"'“”")
    return _date(words) if key in _DATES else words


def _date(words: str) -> str:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if found := pattern.fullmatch(words):
            names = [place for place, name in enumerate(_MONTHS, 1)
                     if name.startswith(found["month"].lower())]  # fmt: skip
            try:
                return date(int(found["year"]), names[0], int(found["day"])).isoformat()
            except (ValueError, IndexError):
                return words
    return words


def _is_fence(part: Part) -> bool:
    return isinstance(part, Paragraph) and _FENCE.fullmatch(part.text.strip()) is not None


def _is_clause(part: Part) -> bool:
    if isinstance(part, Heading):
        return False
    return isinstance(part, Table) or part.text[:1].isdecimal()
