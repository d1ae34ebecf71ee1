"""What a clause does to an action in a situation, in ODRL 2.2's words plus exemption and advice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NormKind(StrEnum):
    """The deontic kinds that a clause's own words can carry."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    DUTY = "duty"
    EXEMPTION = "exemption"  # no duty: "is not required to", "needs no permission"
    ADVICE_FOR = "advice_for"  # should, is encouraged to
    ADVICE_AGAINST = "advice_against"  # should not


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into the text of a clause (or of its lead-in)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Norm:
    """One rule of a clause, with the words that carry it and the situation it speaks of.

    ``trigger`` lies in the clause's text, or in its lead-in where ``in_lead_in`` is true; so do
    ``condition`` ("only with the approval of …") and ``exception`` ("unless …"), each by its own
    flag. A condition of a prohibition narrows it: it forbids only where the condition holds.

    An empty set of actions, accounts, roles or topics means that the norm does not restrict that
    dimension; the names are those of ``vocabulary.toml``. The action ``other`` stands for an act
    that the vocabulary has no word for: the norm speaks of something, but not of everything.
    """

    kind: NormKind
    trigger: Span
    in_lead_in: bool = False
    condition: Span | None = None
    exception: Span | None = None
    actions: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    by_hand: bool = False
    condition_in_lead_in: bool = False
    exception_in_lead_in: bool = False
