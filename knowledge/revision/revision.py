"""The whole difference between two sets of directives, as a value that can be stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from knowledge.clause import ClauseRef
from knowledge.directive import Directive
from knowledge.revision.change import TELLING, ChangeKind, ClauseChange

_FACTS = (
    "title", "issuer", "jurisdiction", "rank", "language", "in_force_from", "in_force_until",
    "review_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """A heading that was given other words."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact about the directive that is another now; ``None`` where it is not stated."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DirectiveRevision:
    """What a newer version of a directive changes; a side is ``None`` where the text is new or
    goes.

    ``kept`` counts the clauses that stand as they were. ``annotated`` names those whose text
    stands but whose reading, kept beside the text (example questions, rules set by hand), is
    another. ``withdrawn`` is true where the version before is no longer there to answer about
    its own days.
    """

    before: Directive | None
    after: Directive | None
    changes: tuple[ClauseChange, ...]
    headings: tuple[HeadingChange, ...] = ()
    annotated: tuple[ClauseRef, ...] = ()
    kept: int = 0
    withdrawn: bool = False

    @property
    def directive(self) -> Directive:
        """The newer version, or the older where the text goes."""
        directive = self.after or self.before
        if directive is None:
            raise ValueError("a revision has a directive before or after")
        return directive

    @property
    def nothing(self) -> bool:
        """Whether both versions say the same under the same facts."""
        return self.before == self.after and not (self.changes or self.headings or self.annotated)

    @property
    def facts(self) -> tuple[FactChange, ...]:
        """The facts that differ between two versions, dates of force among them."""
        if self.before is None or self.after is None:
            return ()
        told = ((name, _told(self.before, name), _told(self.after, name)) for name in _FACTS)
        return tuple(
            FactChange(name.replace("_", " "), was, now) for name, was, now in told if was != now
        )

    def counts(self) -> dict[ChangeKind, int]:
        """How many clauses there are of each main kind, the most telling kind first."""
        return _counted(self.changes)


@dataclass(frozen=True, slots=True)
class Revision:
    """The plan: each directive that changes, in the order in which the sources stand."""

    directives: tuple[DirectiveRevision, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing changes at all."""
        return all(directive.nothing for directive in self.directives)

    @property
    def changes(self) -> tuple[ClauseChange, ...]:
        """All changes of all directives."""
        return tuple(self._changes())

    def counts(self) -> dict[ChangeKind, int]:
        """How many clauses there are of each main kind, the most telling kind first."""
        return _counted(self.changes)

    def _changes(self) -> Iterator[ClauseChange]:
        for directive in self.directives:
            yield from directive.changes


def _told(directive: Directive, name: str) -> str | None:
    return str(getattr(directive, name) or "") or None


def _counted(changes: tuple[ClauseChange, ...]) -> dict[ChangeKind, int]:
    counts = Counter(change.kind for change in changes)
    return {kind: counts[kind] for kind in TELLING if counts[kind]}


# The JSON of a plan: ``REVISION.dump_json(revision)``, read back by ``validate_json``.
REVISION = TypeAdapter(Revision)
