"""Which clause of a staged snapshot is which of the live one, whatever its number is now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.golden import Golden
from knowledge.clause import ClauseRef
from knowledge.revision.change import ChangeKind
from knowledge.revision.revision import Revision

_SAME_WORDS = {ChangeKind.MOVED, ChangeKind.RETYPED}


@dataclass(frozen=True, slots=True)
class Counterparts:
    """``before`` leads from a staged clause back to what it was (``None``: it is new), where it
    changed at all; ``versions`` from a version of a directive to the one that takes over;
    ``changed`` holds the live clauses whose words or number are others, or that are gone."""

    before: dict[ClauseRef, ClauseRef | None]
    versions: dict[tuple[str, str], str]
    changed: frozenset[ClauseRef]

    @classmethod
    def from_revision(cls, revision: Revision) -> Counterparts:
        """The pairs that a plan found."""
        pairs = [
            (
                change.before.ref if change.before else None,
                change.after.ref if change.after else None,
                change.kinds,
            )
            for change in revision.changes
        ]
        return cls(
            before={now: was for was, now, _ in pairs if now},
            versions={
                (one.before.id, one.before.version): one.after.version
                for one in revision.directives
                if one.before and one.after and one.before.version != one.after.version
            },
            changed=frozenset(
                was for was, _, kinds in pairs if was and not _SAME_WORDS.issuperset(kinds)
            ),
        )

    def same(self, was: ClauseRef, now: ClauseRef) -> bool:
        """Whether a live clause and a staged one are the same clause, if in other words."""
        if now in self.before:
            return self.before[now] == was
        version = self.versions.get((was.directive, was.version), was.version)
        # An earlier version answers for its own days still.
        return now in (was, ClauseRef(was.directive, version, was.number))

    def names(self, golden: Golden, ref: ClauseRef) -> bool:
        """Whether a staged clause is one that a golden question expects, by the number that it
        had when the question was written."""
        if golden.version == ref.version or ref not in self.before:
            return golden.names(ref)
        was = self.before[ref]
        if was is not None:
            return golden.names(was)
        # A new clause may stand under the number that the expected one has left.
        left = any(old.number == ref.number and golden.names(old) for old in self.changed)
        return golden.names(ref) and not left

    def expectation_changed(self, golden: Golden) -> bool:
        """Whether the update changes a clause that the golden question expects."""
        taking_over = {
            version for (name, _), version in self.versions.items() if name == golden.directive
        }
        if golden.version is not None and golden.version not in taking_over:
            return False  # it is about an earlier day, whose version stays
        return any(golden.names(ref) for ref in self.changed)
