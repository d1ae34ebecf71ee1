"""The slow work, with its real processes: a file is read, staged, rehearsed, refused."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.evaluation.rehearsal import Turn
from bot.publishing.outcomes import NotDone
from bot.publishing.processes import BOT, INDEXER, environment
from bot.publishing.publishing import Publishing, open_publishing, uploads_of
from bot.publishing.workshop import Workshop
from bot.publishing.workshop_lock import workshop_lock
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.news import NewsKind
from bot.storage.people import Person
from bot.storage.submissions import Submission, SubmissionState
from knowledge.clause import Example
from knowledge.revision.change import ChangeKind
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore
from tests.bot.publishing.conftest import CHAT
from tests.small_library import FACTS, SECOND, SmallLibrary


@pytest.fixture
def workshop(settings: Settings, database: Database, publishing: Publishing) -> Workshop:
    return Workshop(settings, database, publishing)


@pytest.fixture
def sent(publishing: Publishing, admin: Person) -> Callable[..., Submission]:
    def send(data: bytes, name: str = "v2.md", message: str = "1") -> Submission:
        found = publishing.submitting.submit(data, name, by=admin.id, where=CHAT.place.at(message))
        assert isinstance(found, Submission)
        return found

    return send


def worked(workshop: Workshop) -> bool:
    return asyncio.run(workshop.work_once())


def kinds(publishing: Publishing) -> list[NewsKind]:
    return [one.kind for one in publishing.news.untold("test") if one.submission_id]


def test_from_the_file_to_the_live_text(
    workshop: Workshop,
    publishing: Publishing,
    sent,
    admin: Person,
    other_admin: Person,
    store: SnapshotStore,
    library: SmallLibrary,
    settings: Settings,
    database: Database,
) -> None:
    submission = sent(SECOND.encode())
    assert worked(workshop)
    asked = publishing.submitting.get(submission.id)
    assert asked.state is SubmissionState.ASKING
    assert asked.reading.clauses == 5
    assert asked.reading.offered_title == "A test directive"
    while question := publishing.submitting.question(asked):
        asked = publishing.submitting.supply(
            asked.id, question.key, FACTS[question.key], by=admin.id
        )
    # Another process takes over from here: whatever was stated is in the database.
    restarted = Workshop(settings, database, open_publishing(settings, database))
    assert worked(restarted)
    done = publishing.submitting.get(submission.id)
    assert (done.state, done.remark) == (SubmissionState.PREPARED, "")
    assert done.staged.against == library.first
    assert done.staged.day == "2026-03-01"
    assert "TEST v1 is in force until 2026-02-28" in done.staged.warnings
    plan = publishing.plan(done)
    assert [change.kind for change in plan.changes if change.number == "2.1"] == [ChangeKind.ADDED]
    rehearsal = publishing.rehearsal(done)
    assert (rehearsal.golden, rehearsal.right_before, rehearsal.right_after) == (2, 2, 1)
    (wrong,) = rehearsal.turned_wrong
    assert (wrong.golden, wrong.turn, wrong.clause_changed) == ("share", Turn.WRONG, True)
    assert (wrong.before.clause, wrong.after.clause) == ("TEST v1 §2.2", "TEST v2 §2.3")
    assert kinds(publishing) == [NewsKind.READ, NewsKind.PREPARED]

    request = publishing.releasing.request
    assert request(done.id, by=admin.id) is NotDone.REASON_WANTED
    asked_for = request(done.id, by=admin.id, reason="Sharing is forbidden from now on.")
    publishing.releasing.approve(asked_for.id, by=other_admin.id)
    assert len(publishing.releasing.carry_out_due()) == 1
    live = Snapshot.open(store)
    assert {one.key: str(one.in_force_until) for one in live.directives.values()} == {
        "TEST v1": "2026-02-28",
        "TEST v2": "None",
    }
    (carried,) = (one for one in live.clauses if (one.ref.version, one.ref.number) == ("2", "2.2"))
    asked = (Example("how many days to report a password"),)
    assert carried.asked_digest == carried.with_asked(asked).asked_digest
    assert not worked(workshop)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("v2.pdf", b"%PDF-1.4 broken", ""),
        ("v2.docx", b"PK\x03\x04 no archive", ""),
        ("v2.md", b"\x00\x01\x02" * 50, ""),
        ("v2.jsonl", b'{"text": "Staff may."}\n', "Send one directive as"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    workshop: Workshop, publishing: Publishing, sent, name: str, data: bytes, says: str
) -> None:
    submission = sent(data, name)
    assert worked(workshop)
    refused = publishing.submitting.get(submission.id)
    assert refused.state is SubmissionState.REFUSED
    assert refused.remark.endswith(".")
    assert says in refused.remark
    assert str(uploads_of(publishing.store).folder) not in refused.remark
    assert "incident" not in refused.remark
    assert kinds(publishing) == [NewsKind.READ]


def test_a_fact_that_stands_in_the_way_is_asked_for_again(
    workshop: Workshop, publishing: Publishing, sent, admin: Person
) -> None:
    facts = {**FACTS, "version": "1"}
    head = "".join(f"{key}: {value}\n" for key, value in facts.items())
    submission = sent(f"---\n{head}---\n\n{SECOND}".encode())
    assert worked(workshop)
    assert publishing.submitting.get(submission.id).state is SubmissionState.COMPLETE
    assert worked(workshop)
    asked = publishing.submitting.get(submission.id)
    assert (asked.state, asked.missing) == (SubmissionState.ASKING, ("replace",))
    assert asked.remark == "TEST v1 is there already, with other words."
    question = publishing.submitting.question(asked)
    assert question.choices == ("yes", "no")
    asked = publishing.submitting.supply(asked.id, "replace", "no", by=admin.id)
    asked = publishing.submitting.supply(asked.id, "version", "2", by=admin.id)
    assert asked.state is SubmissionState.COMPLETE


def test_a_file_that_was_cancelled_while_it_was_read_stays_cancelled(
    workshop: Workshop, publishing: Publishing, sent, admin: Person
) -> None:
    submission = sent(SECOND.encode())

    async def cancelled_meanwhile() -> None:
        task = asyncio.create_task(workshop.work_once())
        await asyncio.sleep(0.3)
        publishing.submitting.cancel(submission.id, by=admin.id)
        await task

    asyncio.run(cancelled_meanwhile())
    assert publishing.submitting.get(submission.id).state is SubmissionState.CANCELLED


def test_one_process_works_at_a_time(
    workshop: Workshop, sent, store: SnapshotStore, publishing: Publishing
) -> None:
    submission = sent(b"\x00")
    with workshop_lock(store.directory) as held:
        assert held is not None
        assert not worked(workshop)
    assert publishing.submitting.get(submission.id).state is SubmissionState.RECEIVED


def test_the_lock_stays_held_by_what_a_dead_process_had_started(store: SnapshotStore) -> None:
    with workshop_lock(store.directory) as held:
        assert held is not None
        orphan = subprocess.Popen(["sleep", "60"], pass_fds=(held,))
    try:
        with workshop_lock(store.directory) as second:
            assert second is None
    finally:
        orphan.kill()
        orphan.wait()
    with workshop_lock(store.directory) as third:
        assert third is not None


def test_a_file_that_is_gone_is_told(workshop: Workshop, publishing: Publishing, sent) -> None:
    submission = sent(b"text")
    uploads_of(publishing.store).remove(submission.id)
    assert worked(workshop)
    assert "Send it again" in publishing.submitting.get(submission.id).remark


def test_what_is_over_is_swept_after_some_days_and_what_waits_is_kept(
    workshop: Workshop,
    publishing: Publishing,
    sent,
    prepared,
    admin: Person,
    store: SnapshotStore,
    clock,
) -> None:
    submission, waiting = sent(b"text"), prepared("2")
    asked = publishing.releasing.request(waiting.id, by=admin.id)
    store.hold("nobody-waits-for-this")
    clock.advance(days=15)
    workshop.sweep()
    assert publishing.submitting.get(submission.id) is None
    assert publishing.submitting.get(waiting.id) is not None
    assert [path.name for path in (store.directory / "held").iterdir()] == [asked.snapshot]
    publishing.releasing.reject(asked.id, by=admin.id)
    workshop.sweep()
    assert publishing.submitting.get(waiting.id) is None


def test_no_secret_goes_along(settings: Settings, tmp_path: Path) -> None:
    told = environment(INDEXER, settings)
    assert not [key for key in told if "TOKEN" in key or "STORAGE" in key]
    assert told["ATTACHE_KNOWLEDGE__DIRECTORY"] == str(tmp_path / "knowledge")
    assert "ATTACHE_EMBEDDING__MODEL" not in environment(BOT, settings)
