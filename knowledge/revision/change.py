"""One clause's change: its kinds, its words marked, what it now rules, its deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.clause import Clause
from knowledge.norm import NormKind


class ChangeKind(StrEnum):
    """What happened to a clause, the most telling first."""

    ADDED = "added"
    REMOVED = "removed"
    HARDENED = "hardened"  # may → must, should → must, an exception dropped
    SOFTENED = "softened"
    DEADLINE_CHANGED = "deadline_changed"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    MOVED = "moved"  # under another heading
    RETYPED = "retyped"  # only spaces, quotation marks or dashes are others

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return self.value.replace("_", " ")


TELLING = tuple(ChangeKind)
_PLACED_ANEW = {ChangeKind.RENUMBERED, ChangeKind.MOVED, ChangeKind.RETYPED}


class MarkKind(StrEnum):
    """What became of a run of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text, whole words, with what became of it."""

    kind: MarkKind
    text: str


class ShiftOf(StrEnum):
    """The part of a rule that a shift is about."""

    RULE = "rule"
    CONDITION = "condition"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Shift:
    """A rule that grew harder or softer: the words that carried it and those that carry it now.

    ``direction`` is ``HARDENED`` or ``SOFTENED``, or ``REWORDED`` where a rule turned into
    another of the same weight ("shall" → "shall not"). ``about`` says which part of the rule
    the words are; they are empty where there was none, or is none now.
    """

    direction: ChangeKind
    about: ShiftOf
    before: str
    after: str
    rule_before: NormKind | None = None
    rule_after: NormKind | None = None


class Trend(StrEnum):
    """How a deadline moved; only said where it is certain."""

    SHORTER = "shorter"
    LONGER = "longer"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """A limit of time in the words of the text; empty where there was none, or is none now."""

    before: str
    after: str
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause before and after; either is ``None`` where the clause was added or removed.

    ``marks`` join back to exactly the text before (kept and removed) and after (kept and added);
    so do ``lead_in_marks`` for the lead-in. ``kinds`` are in the order of ``ChangeKind``.
    """

    before: Clause | None
    after: Clause | None
    kinds: tuple[ChangeKind, ...]
    marks: tuple[Mark, ...]
    lead_in_marks: tuple[Mark, ...] = ()
    shifts: tuple[Shift, ...] = ()
    deadlines: tuple[DeadlineChange, ...] = ()

    @property
    def kind(self) -> ChangeKind:
        """The most telling of the kinds."""
        return self.kinds[0]

    @property
    def placed_anew(self) -> bool:
        """Whether nothing but its number, its heading or its typing is another."""
        return set(self.kinds) <= _PLACED_ANEW

    @property
    def clause(self) -> Clause:
        """The clause as it is now, or as it was where it is gone."""
        clause = self.after or self.before
        if clause is None:
            raise ValueError("a change has a clause before or after")
        return clause

    @property
    def number(self) -> str:
        """The number to look the clause up by."""
        return self.clause.ref.number


def text_before(marks: tuple[Mark, ...]) -> str:
    """The text as it was, from its marks."""
    return "".join(mark.text for mark in marks if mark.kind is not MarkKind.ADDED)


def text_after(marks: tuple[Mark, ...]) -> str:
    """The text as it is now, from its marks."""
    return "".join(mark.text for mark in marks if mark.kind is not MarkKind.REMOVED)
