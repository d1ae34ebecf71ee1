"""Norms that an admin sets by hand, in the file ``<directive id>.norms.toml`` beside the directive.

The file replaces, clause by clause, what the grammar reads; it is needed only where the grammar is
wrong or not sure. Every table is named by the number of a clause; an empty list says that the
clause has no norm. The spans are given by the clause's (or its lead-in's) own words::

    # mfa-smd.norms.toml
    "12.2" = []                                    # informs, rules nothing

    [["22.6"]]
    kind = "prohibition"                           # permission, prohibition, duty, exemption,
                                                   # advice_for, advice_against
    trigger = "does not benefit from the exception"
    condition = "altered or accompanied by a comment"   # may be left out, as may all below
    exception = "unless …"
    actions = ["share"]                            # names of vocabulary.toml
    accounts = ["personal"]
    roles = []
    topics = []
    versions = ["2"]                               # only in these versions of the directive
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.norms.reading import read_norms
from indexer.toml_lines import line_of, reason_and_line
from knowledge.clause import Clause
from knowledge.errors import SourceError
from knowledge.norm import Norm, NormKind, Span
from knowledge.vocabulary import Vocabulary

ReadNorms = Callable[[Clause, Vocabulary], tuple[Norm, ...]]

_SPANS = ("trigger", "condition", "exception")
_SETS = {"actions": "action", "accounts": "account", "roles": "role", "topics": "topic"}
_KEYS = frozenset({"kind", "versions", *_SPANS, *_SETS})
_REMEDY = "See the example at the head of indexer/norms/by_hand.py."


def with_norms(
    clauses: Sequence[Clause],
    vocabulary: Vocabulary,
    path: Path | None = None,
    *,
    read: ReadNorms = read_norms,
) -> tuple[Clause, ...]:
    """The clauses of one directive version with their norms: by hand where ``path`` has some."""
    by_hand = read_by_hand(path, clauses, vocabulary) if path and path.exists() else {}
    return tuple(
        replace(
            clause,
            norms=by_hand[clause.ref.number]
            if clause.ref.number in by_hand
            else read(clause, vocabulary),
        )
        for clause in clauses
    )


def read_by_hand(
    path: Path, clauses: Sequence[Clause], vocabulary: Vocabulary
) -> Mapping[str, tuple[Norm, ...]]:
    """The norms by hand, by number; a mistake is a ``SourceError`` naming file, line, key and
    cure."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        reason, line = reason_and_line(fault, text)
        raise SourceError(
            path, f"no readable norms: {reason}", line=line, remedy=_REMEDY
        ) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise SourceError(path, f"no readable norms: {fault}", remedy=_REMEDY) from fault
    return norms_in(path, table, clauses, vocabulary, text=text)


def norms_in(
    path: Path,
    table: Mapping[str, Any],
    clauses: Sequence[Clause],
    vocabulary: Vocabulary,
    *,
    text: str = "",
) -> Mapping[str, tuple[Norm, ...]]:
    """As ``read_by_hand``, of a table that was read from ``path`` (with the ``text`` there) or is
    to be written there."""
    by_hand = _ByHand(clauses, vocabulary)
    found = {}
    for number, entries in table.items():
        try:
            norms = by_hand.norms(number, entries)
        except _MistakeError as fault:
            raise SourceError(
                path,
                f'"{number}": {fault}',
                line=line_of(text, number, fault.entry),
                remedy=fault.cure,
            ) from None
        if norms is not None:
            found[number] = norms
    return found


class _MistakeError(Exception):
    """What is wrong with the norms of a number, or with its ``entry``, counted from 0."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure
        self.entry = 0


class _ByHand:
    def __init__(self, clauses: Sequence[Clause], vocabulary: Vocabulary) -> None:
        self._clauses = {clause.ref.number: clause for clause in clauses}
        self._vocabulary = vocabulary

    def norms(self, number: str, entries: object) -> tuple[Norm, ...] | None:
        """The norms of a number; ``None`` where all of them are of other versions."""
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise _MistakeError("must be a list of norms", f'Write [["{number}"]].')
        if not entries:
            self._clause(number)
            return ()
        norms = [self._entry(number, place, entry) for place, entry in enumerate(entries)]
        return tuple(norm for norm in norms if norm) or None

    def _entry(self, number: str, place: int, entry: Mapping[str, Any]) -> Norm | None:
        try:
            if not self._is_of_this_version(entry):
                return None
            return self._norm(self._clause(number), entry)
        except _MistakeError as fault:
            fault.entry = place
            raise

    def _is_of_this_version(self, entry: Mapping[str, Any]) -> bool:
        versions = self._words("versions", entry.get("versions", []))
        return not versions or any(
            clause.ref.version in versions for clause in self._clauses.values()
        )

    def _clause(self, number: str) -> Clause:
        if number not in self._clauses:
            raise _MistakeError(
                "the directive has no clause of this number",
                "Correct the number, or limit the entry with `versions`.",
            )
        return self._clauses[number]

    def _norm(self, clause: Clause, entry: Mapping[str, Any]) -> Norm:
        for key in entry:
            if key not in _KEYS:
                raise _MistakeError(f"unknown key {key!r}", f"Known: {_listed(_KEYS)}.")
        spans = {key: self._span(clause, key, entry.get(key)) for key in _SPANS}
        trigger = spans["trigger"]
        if trigger is None:
            raise _MistakeError("has no trigger", "Give the words that carry the norm.")
        condition, exception = spans["condition"], spans["exception"]
        names = {key: self._names(key, entry.get(key, [])) for key in _SETS}
        return Norm(
            kind=self._kind(entry.get("kind")),
            trigger=trigger[0],
            in_lead_in=trigger[1],
            condition=condition[0] if condition else None,
            exception=exception[0] if exception else None,
            by_hand=True,
            condition_in_lead_in=bool(condition and condition[1]),
            exception_in_lead_in=bool(exception and exception[1]),
            **names,
        )

    def _kind(self, written: object) -> NormKind:
        try:
            return NormKind(str(written))
        except ValueError:
            message = f"{written!r} is no kind of norm" if written else "has no kind"
            raise _MistakeError(message, f"One of: {_listed(NormKind)}.") from None

    def _span(self, clause: Clause, key: str, words: object) -> tuple[Span, bool] | None:
        """The words as a span, and whether they stand in the lead-in."""
        if words is None:
            return None
        texts = [clause.text, clause.lead_in.text if clause.lead_in else ""]
        for in_lead_in, text in enumerate(texts):
            start = text.find(words) if isinstance(words, str) and words else -1
            if start >= 0:
                return Span(start, start + len(str(words))), bool(in_lead_in)
        raise _MistakeError(
            f"{key} {words!r} does not stand in the clause",
            "Copy the words exactly, with their capitals and signs.",
        )

    def _names(self, key: str, raw: object) -> frozenset[str]:
        known = self._vocabulary.names(_SETS[key])
        names = frozenset(self._words(key, raw))
        for name in sorted(names.difference(known)):
            raise _MistakeError(f"{key}: {name!r} is unknown", f"Known: {_listed(known)}.")
        return names

    def _words(self, key: str, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
            raise _MistakeError(f"{key} must be a list of words", _REMEDY)
        return tuple(raw)


def _listed(names: Sequence[str] | frozenset[str] | type[NormKind]) -> str:
    return ", ".join(sorted(names))
