"""All that a channel needs to let admins publish; the same parts serve every channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.evaluation.rehearsal import REHEARSAL, Rehearsal
from bot.publishing.releasing import Releasing
from bot.publishing.submitting import Submitting
from bot.publishing.uploads import Uploads
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.news import NewsLedger
from bot.storage.submissions import Submission, Submissions, SubmissionState
from knowledge.errors import SnapshotError
from knowledge.revision.compare import compare
from knowledge.revision.editions import editions_in
from knowledge.revision.revision import Revision
from knowledge.snapshot.store import SnapshotStore

_UPLOADS = "uploads"


@dataclass(frozen=True, slots=True)
class Publishing:
    """The steps (``submitting``, ``releasing``), what came of them (``news``), and what there is
    to look at."""

    submitting: Submitting
    releasing: Releasing
    news: NewsLedger
    store: SnapshotStore
    submissions: Submissions

    def hold_only_what_waits(self) -> None:
        """Keep the snapshots that wait to be published, and no others, from being pruned."""
        prepared = self.submissions.in_states((SubmissionState.PREPARED,))
        waiting = [one.snapshot for one in self.releasing.waiting()]
        self.store.hold_only([*waiting, *(one.staged.snapshot for one in prepared if one.staged)])

    def plan(self, submission: Submission) -> Revision | None:
        """What the prepared snapshot changes; ``None`` where it, or what it was compared with, is
        gone. Reads both snapshots' clauses: not to be called on an event loop."""
        staged = submission.staged
        if staged is None:
            return None
        try:
            before = editions_in(self.store.folder(staged.against)) if staged.against else ()
            return compare(before, editions_in(self.store.folder(staged.snapshot)))
        except SnapshotError:
            return None

    def rehearsal(self, submission: Submission) -> Rehearsal | None:
        """What asking everything of the prepared snapshot showed."""
        stored = submission.rehearsal
        return None if stored is None else REHEARSAL.validate_python(stored)


def open_publishing(
    settings: Settings, database: Database, *, today: Callable[[], date] = date.today
) -> Publishing:
    """The parts over the store of snapshots and the one database."""
    store = SnapshotStore(settings.knowledge.directory)
    releasing = Releasing(
        database,
        store,
        two_persons=settings.publishing.two_persons,
        keep=settings.knowledge.keep,
        today=today,
    )
    submitting = Submitting(database, store, uploads_of(store))
    return Publishing(submitting, releasing, NewsLedger(database), store, Submissions(database))


def uploads_of(store: SnapshotStore) -> Uploads:
    """Where the files that admins send lie: beside the snapshots."""
    return Uploads(store.directory / _UPLOADS)
