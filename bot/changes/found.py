"""Reads from two snapshots what a piece of news comes to: the digest, and the changed clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.changes.digest import Digest, digest_of
from bot.changes.wording import became_line, taken_back_line
from bot.storage.changed_clauses import ChangedClause
from bot.storage.news import News, NewsKind
from knowledge.clause import Clause
from knowledge.revision.compare import compare
from knowledge.revision.editions import Edition, editions_in
from knowledge.revision.revision import DirectiveRevision
from knowledge.snapshot.opened import directive_key
from knowledge.snapshot.store import SnapshotStore


@dataclass(frozen=True, slots=True)
class Found:
    """What a piece of news comes to; empty where it concerns no reader."""

    digest: Digest | None = None
    clauses: tuple[ChangedClause, ...] = ()


@dataclass(frozen=True, slots=True)
class _Was:
    """A clause as people were quoted it, what became of it, and since when."""

    clause: Clause
    how: str
    due: date


def found_in(news: News, store: SnapshotStore) -> Found:
    """What changed with a publication, or was taken back. Raises ``SnapshotError`` where one of
    the two snapshots is gone."""
    back = news.kind is NewsKind.ROLLED_BACK
    earlier, later = (news.snapshot, news.before) if back else (news.before, news.snapshot)
    if not earlier:
        return Found()  # the first texts of all: nobody was told otherwise
    before, after = editions_in(store.folder(earlier)), editions_in(store.folder(later))
    revision, day = compare(before, after), news.at.date()
    judge = _taken_back if back else _changed
    quoted = [was for part in revision.directives for was in judge(part, day)]
    clauses = _told_apart(quoted, after if back else before, news)
    return Found(digest_of(revision, day, back=back), tuple(clauses))


def _changed(part: DirectiveRevision, day: date) -> Iterator[_Was]:
    """The clauses that read otherwise, from the day of force on."""
    since = day
    if part.after and part.after.in_force_from and not _corrected(part):
        since = part.after.in_force_from
    for change in part.changes:
        if change.before and not change.placed_anew:
            yield _Was(change.before, became_line(change, since), max(since, day))


def _taken_back(part: DirectiveRevision, day: date) -> Iterator[_Was]:
    """The clauses of a version that does not hold any more, where the one before says other."""
    for change in part.changes:
        if change.after and not change.placed_anew:
            yield _Was(change.after, taken_back_line(day), day)


def _corrected(part: DirectiveRevision) -> bool:
    """Whether a text took the place of the same version: its day of force tells nothing then."""
    return part.before is not None and part.directive.key == part.before.key


def _told_apart(
    quoted: Iterable[_Was], editions: Iterable[Edition], news: News
) -> Iterator[ChangedClause]:
    same = {
        edition.directive.key: Counter(clause.digest for clause in edition.clauses)
        for edition in editions
    }
    for was in quoted:
        ref, digest = was.clause.ref, was.clause.digest
        alone = same[directive_key(ref)][digest] == 1
        yield ChangedClause(
            news.id, ref.directive, ref.number, digest, alone, news.snapshot, was.how, was.due
        )
