"""Opens what a rehearsal needs: two snapshots, their plan, and the questions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.answering.engine import Engine
from bot.evaluation.counterparts import Counterparts
from bot.evaluation.golden import read_golden
from bot.evaluation.rehearsal import Ask, Rehearsal, Rehearsing
from bot.settings import Settings
from knowledge.directive import Directive
from knowledge.errors import KnowledgeError
from knowledge.revision.compare import compare
from knowledge.revision.editions import editions_of
from knowledge.revision.revision import Revision
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Always the same snapshot."""

    snapshot: Snapshot

    def current(self) -> Snapshot:
        return self.snapshot


def rehearse(
    settings: Settings,
    name: str,
    real: tuple[str, ...] = (),
    *,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    today: Callable[[], date] = date.today,
) -> Rehearsal:
    """Ask the golden questions, and ``real`` ones, of the snapshot ``name`` beside the live one.

    Golden questions about a directive that is in neither of them are left out. All are asked as of
    today, or of the day on which the new text begins where that is later: the day that counts.
    """
    store = SnapshotStore(settings.knowledge.directory)
    staged = Snapshot.open(store, name)
    history = store.history()
    live = _opened(store, history[0]) if history else None
    revision = _plan(live, staged)
    day = max([today(), *_beginnings(revision)])
    known = {one.id for snapshot in (live, staged) if snapshot for one in _directives(snapshot)}
    golden = [one for one in read_golden(settings.publishing.golden) if one.directive in known]
    return Rehearsing(
        live=next(iter(history), ""),
        staged=name,
        ask_live=_ask(live, settings, day) if live else None,
        ask_staged=_ask(staged, settings, day),
        counterparts=Counterparts.from_revision(revision),
        day=day,
    ).run(golden, real, progress)


def _opened(store: SnapshotStore, name: str) -> Snapshot | None:
    """The live snapshot, unless it is damaged or foreign: then any other is better."""
    try:
        return Snapshot.open(store, name)
    except KnowledgeError as fault:
        logger.warning("nothing is compared: %s", fault)
        return None


def _plan(live: Snapshot | None, staged: Snapshot) -> Revision:
    before = editions_of(live.directives, live.clauses) if live else ()
    return compare(before, editions_of(staged.directives, staged.clauses))


def _beginnings(revision: Revision) -> list[date]:
    """The first days of the texts that come in."""
    return [
        one.after.in_force_from
        for one in revision.directives
        if one.after and one.changes and one.after.in_force_from
    ]


def _directives(snapshot: Snapshot) -> list[Directive]:
    return list(snapshot.directives.values())


def _ask(snapshot: Snapshot, settings: Settings, day: date) -> Ask:
    engine = Engine(
        _Fixed(snapshot),
        home=settings.knowledge.home,
        answering=settings.answering,
        today=lambda: day,
    )
    return engine.answer
