"""What was prepared is requested by one admin, and approved or rejected by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.evaluation.rehearsal import REHEARSAL
from bot.publishing.going_live import GoingLive
from bot.publishing.outcomes import LEAST_REASON, DecisionResult, NotDone, RequestResult
from bot.publishing.submitting import is_admin
from bot.storage.audit import actor_of
from bot.storage.database import Database
from bot.storage.news import NewsKind
from bot.storage.publications import Publication, Publications, PublicationState, Refusal
from bot.storage.submissions import Staged, Submission, SubmissionState
from knowledge.snapshot.store import SnapshotStore

_REFUSALS = {
    Refusal.UNKNOWN: NotDone.UNKNOWN,
    Refusal.ALREADY_DECIDED: NotDone.ALREADY_DECIDED,
    Refusal.SAME_PERSON: NotDone.SAME_PERSON,
    Refusal.OTHER_ARTEFACT: NotDone.OTHER_ARTEFACT,
}
_WAITING = (PublicationState.REQUESTED, PublicationState.APPROVED)


class Releasing(GoingLive):
    """Requests and decisions, which may be part of a transaction, over what goes live by them."""

    def __init__(
        self,
        database: Database,
        store: SnapshotStore,
        *,
        two_persons: bool,
        keep: int,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(database, store, keep=keep, today=today)
        self._publications = Publications(database, two_persons=two_persons)

    def reason_wanted(self, submission: Submission) -> bool:
        """Whether golden answers turn wrong, so that an admin must say why it may go live."""
        stored = submission.rehearsal
        return stored is not None and bool(REHEARSAL.validate_python(stored).turned_wrong)

    def request(
        self, submission_id: str, *, by: int, reason: str = "", live_on: date | None = None
    ) -> RequestResult:
        """Asks for the publication of what was prepared; the other admins hear of it."""
        if not is_admin(self._database, by):
            return NotDone.NOT_ALLOWED
        with self._database.write():
            found = self._submissions.get(submission_id)
            if found is None:
                return NotDone.UNKNOWN
            if found.submitted_by != by:
                return NotDone.NOT_YOURS
            staged = found.staged
            if found.state is not SubmissionState.PREPARED or staged is None:
                early = found.state in (SubmissionState.RECEIVED, SubmissionState.COMPLETE)
                return NotDone.NOT_PREPARED if early else NotDone.TOO_LATE
            if live_on is not None and live_on < self._today():
                return NotDone.DAY_PAST
            if self.reason_wanted(found) and len(reason.strip()) < LEAST_REASON:
                return NotDone.REASON_WANTED
            if not self._holds(staged.against):
                self.prepare_again(submission_id)
                return NotDone.OVERTAKEN
            return self._enter(found, staged, by=by, reason=reason.strip(), live_on=live_on)

    def _enter(
        self, submission: Submission, staged: Staged, *, by: int, reason: str, live_on: date | None
    ) -> Publication:
        requested = self._publications.request(
            staged.snapshot,
            staged.digest,
            by=by,
            title=staged.directive,
            against=staged.against,
            submission_id=submission.id,
            reason=reason,
            live_on=live_on,
        )
        self._submissions.change(
            submission.id, since=(SubmissionState.PREPARED,), state=SubmissionState.REQUESTED
        )
        self._record(by, "publication requested", requested, reason)
        self._tell(NewsKind.REQUESTED, by, requested)
        return requested

    def approve(self, publication_id: str, *, by: int) -> DecisionResult:
        """Approves a request. It goes live by ``carry_out_due``: at once, or on its day."""
        if not is_admin(self._database, by):
            return NotDone.NOT_ALLOWED
        with self._database.write():
            found = self._publications.get(publication_id)
            if found is None:
                return NotDone.UNKNOWN
            if found.state is PublicationState.REQUESTED and not self._holds(found.against):
                self._overtake(found)
                return NotDone.OVERTAKEN
            decided = self._publications.approve(
                publication_id, by=by, digest=self._digest_now(found.snapshot)
            )
            if isinstance(decided, Refusal):
                return _REFUSALS[decided]
            self._record(by, "publication approved", decided)
            self._tell(NewsKind.APPROVED, by, decided)
            return decided

    def reject(self, publication_id: str, *, by: int) -> DecisionResult:
        """Turns a request down; whoever made it may do so too."""
        if not is_admin(self._database, by):
            return NotDone.NOT_ALLOWED
        with self._database.write():
            decided = self._publications.reject(publication_id, by=by)
            if isinstance(decided, Refusal):
                return _REFUSALS[decided]
            self._store.release(decided.snapshot)
            self._record(by, "publication rejected", decided)
            self._tell(NewsKind.REJECTED, by, decided)
            return decided

    def waiting(self) -> tuple[Publication, ...]:
        """Requests to be decided, and approved ones whose day has not come."""
        return self._publications.in_states(*_WAITING)

    def get(self, publication_id: str) -> Publication | None:
        """The publication of that name."""
        return self._publications.get(publication_id)

    def _record(self, by: int, action: str, what: Publication, reason: str = "") -> None:
        subject = f"{what.title}, {what.snapshot}" + (f": {reason}" if reason else "")
        self._audit.record(actor_of(by), action, subject, what.digest)
