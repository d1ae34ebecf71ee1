"""Reads ``vocabulary.toml``: entries, context rules, ordinary words; an unknown key is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import SourceError

LANGUAGES = ("en", "fr", "am")
DIMENSIONS = (
    "action", "account", "topic", "role", "platform", "country", "asking", "matter",
    "circumstance",
)  # fmt: skip
_ENTRY_KEYS = frozenset({"label", "gloss", "parent", "without_account", "any", *LANGUAGES})
_SIDES = ("only_after", "not_after", "only_before", "not_before")
_REMEDY = "Compare it with the notes at the head of vocabulary.toml."


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a dimension, with its everyday words by language (``any``: of every language)."""

    dimension: str
    name: str
    label: str
    gloss: str
    parent: str | None
    words: Mapping[str, tuple[str, ...]]
    without_account: bool = False

    @property
    def key(self) -> str:
        """``action.like``"""
        return f"{self.dimension}.{self.name}"


@dataclass(frozen=True, slots=True)
class ContextRule:
    """Neighbours that an ambiguous word must or must not have to count for an entry."""

    entry: str
    words: frozenset[str]
    only_after: frozenset[str]
    not_after: frozenset[str]
    only_before: frozenset[str]
    not_before: frozenset[str]
    reach: int = 1
    phrases: bool = False

    def allows(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Whether the word counts between the words before it (nearest first) and after it."""
        return (
            (not self.only_after or before[0] in self.only_after)
            and self.not_after.isdisjoint(before[: self.reach])
            and (not self.only_before or after[0] in self.only_before)
            and self.not_before.isdisjoint(after[: self.reach])
        )


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """What stands in a vocabulary file."""

    entries: tuple[Entry, ...]
    context: tuple[ContextRule, ...]
    ordinary: frozenset[str]


def read_vocabulary_file(path: Path) -> VocabularyFile:
    """The file, checked; a mistake in it is a ``SourceError`` that names the key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SourceError(path, f"not a readable vocabulary: {fault}", remedy=_REMEDY) from fault
    return _Reader(path).read(table)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, table: Mapping[str, Any]) -> VocabularyFile:
        known = {*DIMENSIONS, "context", "spelling"}
        self._refuse_unknown("the file", table, known)
        entries = tuple(
            self._entry(dimension, name, raw)
            for dimension in DIMENSIONS
            for name, raw in self._table(dimension, table.get(dimension, {})).items()
        )
        self._check_parents(entries)
        names = {entry.key for entry in entries}
        context = tuple(self._rule(raw, names) for raw in table.get("context", []))
        ordinary = frozenset(table.get("spelling", {}).get("ordinary", []))
        return VocabularyFile(entries, context, ordinary)

    def _entry(self, dimension: str, name: str, raw: Mapping[str, Any]) -> Entry:
        place = f"{dimension}.{name}"
        self._refuse_unknown(place, raw, _ENTRY_KEYS)
        words = {
            language: self._strings(f"{place}.{language}", raw.get(language, []))
            for language in ("any", *LANGUAGES)
        }
        label = str(raw.get("label", name.replace("_", " ")))
        return Entry(
            dimension,
            name,
            label,
            str(raw.get("gloss", "")),
            raw.get("parent"),
            words,
            without_account=raw.get("without_account") is True,
        )

    def _rule(self, raw: Mapping[str, Any], names: set[str]) -> ContextRule:
        place = f"context of {raw.get('entry', '?')}"
        self._refuse_unknown(place, raw, {"entry", "words", "reach", "phrases", *_SIDES})
        if raw.get("entry") not in names:
            raise self._fault(f"{place}: no such entry")
        sides = {
            side: frozenset(self._strings(f"{place}.{side}", raw.get(side, []))) for side in _SIDES
        }
        words = frozenset(self._strings(f"{place}.words", raw.get("words", [])))
        reach = raw.get("reach", 1)
        if not isinstance(reach, int) or reach < 1:
            raise self._fault(f"{place}.reach must be a number of words, from 1 on")
        phrases = raw.get("phrases") is True
        return ContextRule(raw["entry"], words, **sides, reach=reach, phrases=phrases)

    def _table(self, place: str, raw: object) -> Mapping[str, Any]:
        if not isinstance(raw, Mapping):
            raise self._fault(f"{place} must be a table")
        return raw

    def _strings(self, place: str, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
            raise self._fault(f"{place} must be a list of words")
        return tuple(raw)

    def _check_parents(self, entries: tuple[Entry, ...]) -> None:
        names = {entry.key for entry in entries}
        for entry in entries:
            if entry.parent and f"{entry.dimension}.{entry.parent}" not in names:
                raise self._fault(f"{entry.key}: its parent {entry.parent!r} is no entry")

    def _refuse_unknown(self, place: str, raw: object, known: frozenset[str] | set[str]) -> None:
        for key in self._table(place, raw):
            if key not in known:
                raise self._fault(
                    f"{place}: unknown key {key!r}; known: {', '.join(sorted(known))}"
                )

    def _fault(self, message: str) -> SourceError:
        return SourceError(self._path, message, remedy=_REMEDY)
