"""An admin sends a file and states what it leaves out."""

from __future__ import annotations

from bot.publishing.facts import Misread
from bot.publishing.outcomes import LARGEST_FILE, NotDone
from bot.publishing.publishing import Publishing, open_publishing, uploads_of
from bot.settings import Settings
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.people import People, Person
from bot.storage.submissions import Reading, Submission, SubmissionState
from knowledge.snapshot.store import SnapshotStore
from tests.bot.publishing.conftest import CHAT

NOTHING_STATED = ("id", "version", "in_force_from", "rank", "jurisdiction")


def sent(publishing: Publishing, person: Person, message: str = "1") -> Submission:
    found = publishing.submitting.submit(
        b"1.1 Staff may.", "SMD v2.docx", by=person.id, where=CHAT.place.at(message)
    )
    assert isinstance(found, Submission)
    return found


def asking(publishing: Publishing, person: Person, *missing: str) -> Submission:
    changed = publishing.submissions.change(
        sent(publishing, person).id,
        since=(SubmissionState.RECEIVED,),
        state=SubmissionState.ASKING,
        reading=Reading({}, "A test directive", 5, ()),
        missing=missing or NOTHING_STATED,
    )
    assert changed is not None
    return changed


def test_a_file_is_kept_with_its_digest_until_it_is_worked(
    publishing: Publishing, admin: Person, store: SnapshotStore, database: Database
) -> None:
    submission = sent(publishing, admin)
    path = uploads_of(store).path(submission.id)
    assert path is not None
    assert path.read_bytes() == b"1.1 Staff may."
    assert path.suffix == ".docx"
    assert submission.name == "SMD v2.docx"
    (line,) = AuditLog(database).latest()
    assert (line.actor, line.action) == (f"person {admin.id}", "directive sent")
    assert line.digest == submission.digest


def test_only_admins_send_directives(
    publishing: Publishing, diplomat: Person, admin: Person, database: Database
) -> None:
    People(database).revoke(admin.id)
    for person in (diplomat.id, admin.id, 999):
        refused = publishing.submitting.submit(b"x", "x.md", by=person, where=CHAT)
        assert refused is NotDone.NOT_ALLOWED


def test_an_empty_or_too_large_file_is_refused_at_once(
    publishing: Publishing, admin: Person, store: SnapshotStore
) -> None:
    submit = publishing.submitting.submit
    assert submit(b" \n", "x.md", by=admin.id, where=CHAT) is NotDone.EMPTY
    large = bytes(LARGEST_FILE + 1)
    assert submit(b"x" + large, "x.md", by=admin.id, where=CHAT) is NotDone.TOO_LARGE
    assert not uploads_of(store).folder.exists()


def test_a_message_that_is_delivered_again_is_one_submission(
    publishing: Publishing, admin: Person
) -> None:
    assert sent(publishing, admin).id == sent(publishing, admin).id
    assert sent(publishing, admin).id != sent(publishing, admin, "2").id


def test_facts_are_stated_in_any_order_and_then_it_waits_for_the_workshop(
    publishing: Publishing, admin: Person
) -> None:
    submission = asking(publishing, admin)
    supply = publishing.submitting.supply
    for key, text in (
        ("jurisdiction", "home"),
        ("in_force_from", "1 March 2026"),
        ("id", "TEST"),
        ("rank", "directive"),
    ):
        submission = supply(submission.id, key, text, by=admin.id)
        assert submission.state is SubmissionState.ASKING
    assert submission.missing == ("version",)
    done = supply(submission.id, "version", "2", by=admin.id)
    assert done.state is SubmissionState.COMPLETE
    assert done.answers["in_force_from"] == "2026-03-01"


def test_questions_go_on_after_a_restart(
    publishing: Publishing, admin: Person, settings: Settings, database: Database
) -> None:
    submission = asking(publishing, admin)
    publishing.submitting.supply(submission.id, "id", "TEST", by=admin.id)
    again = open_publishing(settings, database).submitting
    (found,) = again.open_of(admin.id)
    question = again.question(found)
    assert question is not None
    assert question.key == "version"


def test_a_directive_that_is_not_live_yet_is_asked_about_further(
    publishing: Publishing, admin: Person
) -> None:
    submission = asking(publishing, admin)
    changed = publishing.submitting.supply(submission.id, "id", "NEW-1", by=admin.id)
    assert {"title", "issuer", "language"} < {*changed.missing}


def test_a_bad_answer_changes_nothing(publishing: Publishing, admin: Person) -> None:
    submission = asking(publishing, admin)
    refused = publishing.submitting.supply(submission.id, "in_force_from", "soon", by=admin.id)
    assert isinstance(refused, Misread)
    assert publishing.submitting.get(submission.id) == submission


def test_an_answer_given_before_may_be_corrected(publishing: Publishing, admin: Person) -> None:
    submission = asking(publishing, admin)
    publishing.submitting.supply(submission.id, "version", "3", by=admin.id)
    changed = publishing.submitting.supply(submission.id, "version", "2", by=admin.id)
    assert changed.answers == {"version": "2"}


def test_who_will_not_replace_a_version_is_asked_for_another_one(
    publishing: Publishing, admin: Person
) -> None:
    submission = asking(publishing, admin, "replace")
    changed = publishing.submitting.supply(submission.id, "replace", "no", by=admin.id)
    assert changed.missing[0] == "version"


def test_another_admin_may_not_go_on_with_it(
    publishing: Publishing, admin: Person, other_admin: Person
) -> None:
    submission = asking(publishing, admin)
    supply, cancel = publishing.submitting.supply, publishing.submitting.cancel
    assert supply(submission.id, "version", "2", by=other_admin.id) is NotDone.NOT_YOURS
    assert cancel(submission.id, by=other_admin.id) is NotDone.NOT_YOURS


def test_a_cancelled_file_is_deleted_and_stays_so(
    publishing: Publishing, admin: Person, store: SnapshotStore
) -> None:
    submission = asking(publishing, admin)
    assert publishing.submitting.cancel(submission.id, by=admin.id).state == "cancelled"
    assert uploads_of(store).path(submission.id) is None
    supply, cancel = publishing.submitting.supply, publishing.submitting.cancel
    assert supply(submission.id, "version", "2", by=admin.id) is NotDone.TOO_LATE
    assert cancel(submission.id, by=admin.id) is NotDone.TOO_LATE


def test_the_second_file_knows_how_many_are_before_it(
    publishing: Publishing, admin: Person, other_admin: Person, clock
) -> None:
    sent(publishing, admin)
    clock.advance(seconds=5)
    assert publishing.submitting.ahead_of(sent(publishing, other_admin, "2")) == 1
