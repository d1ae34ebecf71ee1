"""The digest of what changed when a publication went live: short, the most telling first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from pydantic import TypeAdapter

from knowledge.revision.change import ChangeKind, ClauseChange
from knowledge.revision.revision import DirectiveRevision, Revision
from knowledge.revision.wording import details_of, title

# What may get somebody into trouble is told first.
ORDER = (
    ChangeKind.HARDENED,
    ChangeKind.DEADLINE_CHANGED,
    ChangeKind.ADDED,
    ChangeKind.REMOVED,
    ChangeKind.SOFTENED,
    ChangeKind.REWORDED,
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A changed clause, with what is certain about the change."""

    kind: ChangeKind
    number: str
    heading: str
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one directive. ``placed_anew`` counts the clauses of which only the number,
    the heading or the typing is another; ``since`` is the day of force, where there is one."""

    directive: str
    title: str
    since: date | None
    lines: tuple[Line, ...]
    placed_anew: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What changed on a day, or, where ``back``, what was taken back on it."""

    day: date
    back: bool
    parts: tuple[Part, ...]


# The JSON of a digest, in which it is kept.
DIGEST = TypeAdapter(Digest)


def digest_of(revision: Revision, day: date, *, back: bool = False) -> Digest | None:
    """The digest of a revision; ``None`` where no reader is concerned."""
    parts = tuple(part for one in revision.directives if (part := _part(one)))
    return Digest(day, back, parts) if parts else None


def _part(revision: DirectiveRevision) -> Part | None:
    # A directive that comes or goes as a whole is told in its title: all its clauses do.
    whole = revision.before is None or revision.after is None
    told = () if whole else tuple(one for one in revision.changes if not one.placed_anew)
    placed_anew = 0 if whole else len(revision.changes) - len(told)
    if not (whole or told or placed_anew):
        return None
    lines = sorted(map(_line, told), key=lambda line: ORDER.index(line.kind))
    since = revision.after.in_force_from if revision.after else None
    return Part(revision.directive.id, title(revision), since, tuple(lines), placed_anew)


def _line(change: ClauseChange) -> Line:
    heading = change.clause.heading[-1] if change.clause.heading else ""
    how = shorten("; ".join(details_of(change)), _LONGEST, placeholder=" …")
    return Line(change.kind, change.number, heading, how)
