"""An admin sends a file: what it leaves out is asked for, and it waits to be prepared.

Every step is short and may be part of a transaction. The slow work between the steps (reading,
building, rehearsing) is the ``Workshop``'s; what came of it, and of the steps, is in the news
(``bot.storage.news``), which each channel passes on.
"""

from __future__ import annotations

import hashlib

from bot.publishing.facts import (
    NO,
    REPLACE,
    FactQuestion,
    Misread,
    missing_of,
    question_of,
    read_answer,
)
from bot.publishing.outcomes import LARGEST_FILE, NotDone, SubmitResult, SupplyResult
from bot.publishing.uploads import Uploads, shown_name
from bot.storage.audit import AuditLog, actor_of
from bot.storage.codes import new_id
from bot.storage.database import Database
from bot.storage.identity import Address
from bot.storage.people import People
from bot.storage.role import Role
from bot.storage.submissions import OPEN_STATES, Submission, Submissions, SubmissionState
from knowledge.directive import Directive
from knowledge.snapshot.manifest import Manifest
from knowledge.snapshot.store import SnapshotStore


class Submitting:
    """An admin sends a file and answers what it leaves open."""

    def __init__(self, database: Database, store: SnapshotStore, uploads: Uploads) -> None:
        self._database = database
        self._store = store
        self._uploads = uploads
        self._submissions = Submissions(database)
        self._audit = AuditLog(database)

    def submit(self, data: bytes, name: str, *, by: int, where: Address) -> SubmitResult:
        """Takes a file in; the workshop reads it, and the news tells what came of it.

        ``where`` is the message that it came with: the same file from there is taken in once,
        however often a crash repeats the step.
        """
        if not is_admin(self._database, by):
            return NotDone.NOT_ALLOWED
        if not data.strip():
            return NotDone.EMPTY
        if len(data) > LARGEST_FILE:
            return NotDone.TOO_LARGE
        submission_id, digest = new_id(), f"sha256:{hashlib.sha256(data).hexdigest()}"
        with self._database.write():
            if before := self._submissions.sent_with(where, digest):
                return before
            # Before the row: a row without its file could not be worked; a file without its row
            # is swept away.
            self._uploads.write(submission_id, name, data)
            self._submissions.add(submission_id, shown_name(name), digest, by=by, where=where)
            self._audit.record(
                actor_of(by), "directive sent", f"submission {submission_id}", digest
            )
            return self._require(submission_id)

    def question(self, submission: Submission) -> FactQuestion | None:
        """The next fact to ask for; ``None`` where nothing is missing."""
        if submission.state is not SubmissionState.ASKING or not submission.missing:
            return None
        title = submission.reading.offered_title if submission.reading else ""
        key, known = submission.missing[0], known_of(submission)
        return question_of(key, known, self.live_directives(), title)

    def supply(self, submission_id: str, key: str, text: str, *, by: int) -> SupplyResult:
        """Takes the answer to one question, in any order; a bad one changes nothing."""
        found = self._own(submission_id, by)
        if isinstance(found, NotDone):
            return found
        answer = read_answer(key, text)
        if isinstance(answer, Misread):
            return answer
        with self._database.write():
            found = self._require(submission_id)
            asked = {*found.missing, *found.answers}
            if found.state is not SubmissionState.ASKING or key not in asked:
                return NotDone.TOO_LATE
            answers = {**found.answers, key: answer}
            missing = [one for one in found.missing if one != key]
            missing += missing_of(known_of(found) | answers, self.live_directives())
            if (key, answer) == (REPLACE, NO):
                missing.insert(0, "version")
            changed = self._submissions.change(
                submission_id,
                since=(SubmissionState.ASKING,),
                answers=answers,
                missing=tuple(dict.fromkeys(missing)),
                state=SubmissionState.ASKING if missing else SubmissionState.COMPLETE,
                remark="",
            )
            self._audit.record(actor_of(by), f"stated {key}", f"submission {submission_id}")
            return changed or NotDone.TOO_LATE

    def cancel(self, submission_id: str, *, by: int) -> SubmitResult:
        """Ends it before its publication was requested; the file is deleted."""
        found = self._own(submission_id, by)
        if isinstance(found, NotDone):
            return found
        with self._database.write():
            cancelled = self._submissions.change(
                submission_id, since=OPEN_STATES, state=SubmissionState.CANCELLED
            )
            if cancelled is None:
                return NotDone.TOO_LATE
            self._audit.record(actor_of(by), "cancelled", f"submission {submission_id}")
        self._uploads.remove(submission_id)
        return cancelled

    def open_of(self, person_id: int) -> tuple[Submission, ...]:
        """The person's submissions that wait for something, the oldest first."""
        return self._submissions.in_states(OPEN_STATES, by=person_id)

    def get(self, submission_id: str) -> Submission | None:
        """The submission of that name."""
        return self._submissions.get(submission_id)

    def ahead_of(self, submission: Submission) -> int:
        """How many other files are worked before this one."""
        return self._submissions.ahead_of(submission)

    def _own(self, submission_id: str, person_id: int) -> Submission | NotDone:
        found = self._submissions.get(submission_id)
        if not is_admin(self._database, person_id):
            return NotDone.NOT_ALLOWED
        if found is None:
            return NotDone.UNKNOWN
        return found if found.submitted_by == person_id else NotDone.NOT_YOURS

    def _require(self, submission_id: str) -> Submission:
        found = self._submissions.get(submission_id)
        if found is None:
            raise LookupError(submission_id)
        return found

    def live_directives(self) -> tuple[Directive, ...]:
        """All versions of all directives that are live."""
        history = self._store.history()
        if not history:
            return ()
        manifest = Manifest.read(self._store.folder(history[0]))
        return tuple(source.directive for source in manifest.sources)


def known_of(submission: Submission) -> dict[str, str]:
    """The facts so far: what the file states, and over it what the admin did."""
    stated = submission.reading.facts if submission.reading else {}
    return {**stated, **submission.answers}


def is_admin(database: Database, person_id: int) -> bool:
    """Whether the person may update directives, now."""
    person = People(database).get(person_id)
    return person is not None and not person.revoked and person.role is Role.ADMIN
