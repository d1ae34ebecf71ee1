"""What a build would change: clauses added, changed, dropped and kept, by their digests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.clause import Clause, ClauseRef


@dataclass(frozen=True, slots=True)
class Plan:
    """The difference between the live snapshot's clauses and those of a build."""

    added: tuple[ClauseRef, ...]
    changed: tuple[ClauseRef, ...]
    dropped: tuple[ClauseRef, ...]
    kept: int

    @property
    def nothing(self) -> bool:
        """Whether the clauses are the same as before."""
        return not (self.added or self.changed or self.dropped)


def plan_against(live: Sequence[Clause], new: Sequence[Clause]) -> Plan:
    """Compare clauses address by address."""
    before = {clause.ref: _content(clause) for clause in live}
    after = {clause.ref: _content(clause) for clause in new}
    return Plan(
        added=tuple(ref for ref in after if ref not in before),
        changed=tuple(ref for ref in after if ref in before and after[ref] != before[ref]),
        dropped=tuple(ref for ref in before if ref not in after),
        kept=sum(after.get(ref) == content for ref, content in before.items()),
    )


def _content(clause: Clause) -> tuple[object, ...]:
    return (
        clause.text,
        clause.lead_in and clause.lead_in.text,
        clause.heading,
        clause.asked,
        clause.norms,
    )
