"""What goes live, once and in one place: by a request, from a shell, or back to what was."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from bot.publishing.outcomes import NotDone, RollbackOffer, RollbackResult, RolledBack
from bot.publishing.submitting import is_admin
from bot.storage.audit import SHELL, SYSTEM, AuditLog, actor_of
from bot.storage.database import Database
from bot.storage.news import NewsKind, NewsLedger
from bot.storage.publications import Publication, Publications, PublicationState
from bot.storage.submissions import Submissions, SubmissionState
from knowledge.errors import KnowledgeError, SnapshotBusyError, SnapshotError
from knowledge.snapshot.manifest import Manifest, manifest_digest
from knowledge.snapshot.store import SnapshotStore

logger = logging.getLogger(__name__)


class GoingLive:
    """Changes which snapshot is live, under the store's lock, and enters it where it belongs."""

    def __init__(
        self,
        database: Database,
        store: SnapshotStore,
        *,
        keep: int,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._store = store
        self._keep = keep
        self._today = today
        self._submissions = Submissions(database)
        self._publications = Publications(database)
        self._audit = AuditLog(database)
        self._news = NewsLedger(database)

    def carry_out_due(self) -> tuple[Publication, ...]:
        """Publishes what is approved and due; returns what this call made live.

        Safe at any time and in any number of processes: the store's lock lets one publish, a
        death in between is made good by the next call, and the row is marked exactly once.
        """
        return tuple(one for one in self._publications.due(self._today()) if self._publish(one))

    def _publish(self, due: Publication) -> bool:
        try:
            with self._store.locked():
                live = next(iter(self._store.history()), "")
                if live not in (due.against, due.snapshot):
                    self._overtake(due)
                    return False
                if self._digest_now(due.snapshot) != due.digest:
                    self._fail(due, NotDone.OTHER_ARTEFACT.sentence)
                    return False
                if live != due.snapshot:
                    self._store.publish(due.snapshot)
                done = self._mark_live(due)
                self._store.release(due.snapshot)
                self._store.prune(self._keep)
                return done
        except SnapshotBusyError:
            return False  # the next call finds it due still
        except OSError as fault:
            logger.error("publication %s waits: %s", due.id, fault.strerror)
            return False
        except KnowledgeError as fault:
            self._fail(due, f"{fault} {fault.remedy}".strip())
            return False

    def publish_now(self, actor: str, snapshot: str, *, against: str, reason: str) -> None:
        """Publishes from a shell what was rehearsed beside the live snapshot ``against``.

        Raises ``SnapshotError`` where another one went live since, or it cannot be published.
        """
        with self._store.locked():
            live = next(iter(self._store.history()), "")
            if live != against:
                raise SnapshotError(
                    "another snapshot went live during the rehearsal",
                    remedy="Make and rehearse the update again, against what is live now.",
                )
            self._store.publish(snapshot)
            with self._database.write():
                subject = snapshot + (f": {reason}" if reason else "")
                self._audit.record(actor, "published", subject, self._digest_now(snapshot))
                self._news.add(NewsKind.WENT_LIVE, actor, snapshot=snapshot, before=live)
            self._store.release(snapshot)
            self._store.prune(self._keep)

    def _mark_live(self, due: Publication) -> bool:
        with self._database.write():
            if not self._publications.mark_published(due.id):
                return False
            self._audit.record(SYSTEM, "went live", due.snapshot, due.digest)
            self._tell(NewsKind.WENT_LIVE, due.decided_by, due)
            return True

    def _overtake(self, publication: Publication) -> None:
        with self._database.write():
            if self._publications.mark_not_published(
                publication.id, PublicationState.OVERTAKEN, NotDone.OVERTAKEN.sentence
            ):
                self._audit.record(SYSTEM, "overtaken", publication.snapshot, publication.digest)
                self._tell(NewsKind.OVERTAKEN, None, publication)
                if publication.submission_id:
                    self.prepare_again(publication.submission_id)

    def _fail(self, publication: Publication, why: str) -> None:
        logger.error("publication %s cannot go live: %s", publication.id, why)
        with self._database.write():
            if self._publications.mark_not_published(publication.id, PublicationState.FAILED, why):
                self._audit.record(SYSTEM, "failed", publication.snapshot, publication.digest)
                self._tell(NewsKind.FAILED, None, publication)

    def note_live(self) -> None:
        """Enters in the news what went live without us, by a command that knows no database."""
        try:
            with self._store.locked(), self._database.write():
                live, before = next(iter(self._store.history()), ""), self._news.last_live()
                if live and live != before:
                    found = {"snapshot": live, "before": before or live}
                    self._news.add(NewsKind.WENT_LIVE, SHELL, **found)
                    self._audit.record(SHELL, "went live", live, self._digest_now(live))
        except SnapshotBusyError:
            pass  # noted the next time

    def rollback_offer(self) -> RollbackOffer | NotDone:
        """What going back would do now, to be confirmed."""
        live, to = self._store.history()[:1], self._store.rollback_target()
        if not live or to is None:
            return NotDone.NOTHING_TO_GO_BACK_TO
        now, then = self._keys(live[0]), self._keys(to)
        gone = tuple(key for key in now if key not in then)
        back = tuple(key for key in then if key not in now)
        return RollbackOffer(live[0], to, gone, back)

    def roll_back(self, *, by: int, leaving: str) -> RollbackResult:
        """Goes back to what was live before ``leaving``, the snapshot that the admin was shown."""
        if not is_admin(self._database, by):
            return NotDone.NOT_ALLOWED
        return self.go_back(actor_of(by), leaving)

    def go_back(self, actor: str, leaving: str) -> RollbackResult:
        """As ``roll_back``, for whoever has the right already."""
        try:
            with self._store.locked():
                if self._store.history()[:1] != (leaving,):
                    return NotDone.ALREADY_ANOTHER
                if self._store.rollback_target() is None:
                    return NotDone.NOTHING_TO_GO_BACK_TO
                name = self._store.rollback()
        except SnapshotBusyError:
            return NotDone.BUSY
        except KnowledgeError as fault:
            logger.error("no way back: %s", fault)
            return NotDone.EARLIER_DAMAGED
        with self._database.write():
            self._audit.record(actor, "rolled back", f"{leaving} to {name}", self._digest_now(name))
            self._news.add(NewsKind.ROLLED_BACK, actor, snapshot=name, before=leaving)
        return RolledBack(name, leaving)

    def prepare_again(self, submission_id: str) -> None:
        """Lets the workshop make the plan anew, against what is live now."""
        self._submissions.change(
            submission_id,
            since=(SubmissionState.PREPARED, SubmissionState.REQUESTED),
            state=SubmissionState.COMPLETE,
            staged=None,
            rehearsal=None,
        )

    def _holds(self, against: str) -> bool:
        """Whether the plan made against that snapshot is still what would be published."""
        return next(iter(self._store.history()), "") == against

    def _digest_now(self, snapshot: str) -> str:
        """The digest of what lies there now; of nothing, it equals no other."""
        try:
            return manifest_digest(self._store.folder(snapshot))
        except KnowledgeError:
            return ""

    def _keys(self, snapshot: str) -> tuple[str, ...]:
        manifest = Manifest.read(self._store.folder(snapshot))
        return tuple(source.directive.key for source in manifest.sources)

    def _tell(self, kind: NewsKind, by: int | None, what: Publication) -> None:
        self._news.add(
            kind,
            SYSTEM if by is None else actor_of(by),
            submission_id=what.submission_id,
            publication_id=what.id,
            snapshot=what.snapshot,
            before=what.against,
        )
