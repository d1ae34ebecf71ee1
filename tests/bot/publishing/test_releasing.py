"""A prepared snapshot is requested, approved by another admin, and goes live once."""

from __future__ import annotations

import multiprocessing
import shutil
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

import pytest

from bot.evaluation.rehearsal import REHEARSAL, Flip, Given, Rehearsal, Turn
from bot.publishing.outcomes import NotDone, RollbackOffer, RolledBack
from bot.publishing.publishing import Publishing, open_publishing
from bot.publishing.releasing import Releasing
from bot.settings import Settings
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.engine import connect
from bot.storage.news import NewsKind
from bot.storage.people import Person
from bot.storage.publications import Publication, PublicationState
from bot.storage.submissions import SubmissionState
from knowledge.snapshot.store import SnapshotStore
from tests.bot.publishing.conftest import TODAY
from tests.small_library import SmallLibrary

TURNED = Flip(
    "q", Given("permitted", "TEST v1 §2.2"), Given("forbidden", "TEST v2 §2.3"), Turn.WRONG
)
WRONG = Rehearsal("first", "second", date(2026, 3, 1), 2, 0, 2, 1, (TURNED,), ())
REASON = "Version 2 changes this on purpose."


@pytest.fixture
def requested(publishing: Publishing, prepared, admin: Person) -> Publication:
    asked = publishing.releasing.request(prepared().id, by=admin.id)
    assert isinstance(asked, Publication)
    return asked


def kinds(publishing: Publishing) -> list[NewsKind]:
    return [one.kind for one in publishing.news.untold("test")]


def test_what_a_second_admin_approves_goes_live_and_is_told_once(
    publishing: Publishing,
    requested: Publication,
    other_admin: Person,
    store: SnapshotStore,
    library: SmallLibrary,
    database: Database,
) -> None:
    approved = publishing.releasing.approve(requested.id, by=other_admin.id)
    assert approved.state is PublicationState.APPROVED
    assert [one.id for one in publishing.releasing.carry_out_due()] == [requested.id]
    assert publishing.releasing.carry_out_due() == ()
    assert store.current() == library.second
    assert kinds(publishing) == [NewsKind.REQUESTED, NewsKind.APPROVED, NewsKind.WENT_LIVE]
    live = publishing.news.untold("test")[-1]
    assert (live.snapshot, live.before) == (library.second, library.first)
    actions = [line.action for line in AuditLog(database).latest()]
    assert actions[:3] == ["went live", "publication approved", "publication requested"]
    assert AuditLog(database).latest()[0].digest == requested.digest


def test_nobody_approves_their_own_request(
    publishing: Publishing, requested: Publication, admin: Person, diplomat: Person
) -> None:
    approve = publishing.releasing.approve
    assert approve(requested.id, by=admin.id) is NotDone.SAME_PERSON
    assert approve(requested.id, by=diplomat.id) is NotDone.NOT_ALLOWED
    assert approve("nothing", by=admin.id) is NotDone.UNKNOWN


def test_one_person_may_do_both_where_the_configuration_says_so(
    settings: Settings, database: Database, requested: Publication, admin: Person
) -> None:
    one = settings.publishing.model_copy(update={"two_persons": False})
    alone = open_publishing(settings.model_copy(update={"publishing": one}), database)
    approved = alone.releasing.approve(requested.id, by=admin.id)
    assert approved.state is PublicationState.APPROVED


def test_a_plan_that_was_overtaken_is_neither_requested_nor_approved_and_is_made_anew(
    publishing: Publishing,
    requested: Publication,
    prepared,
    admin: Person,
    other_admin: Person,
    store: SnapshotStore,
    library: SmallLibrary,
) -> None:
    second = prepared("2")
    store.publish(library.second)
    assert publishing.releasing.request(second.id, by=admin.id) is NotDone.OVERTAKEN
    refused = publishing.releasing.approve(requested.id, by=other_admin.id)
    assert refused is NotDone.OVERTAKEN
    assert publishing.releasing.get(requested.id).state is PublicationState.OVERTAKEN
    again = publishing.submitting.get(requested.submission_id)
    assert (again.state, again.staged) == (SubmissionState.COMPLETE, None)
    assert kinds(publishing)[-1] is NewsKind.OVERTAKEN


def test_an_approved_update_waits_for_its_day_and_is_void_where_another_went_live(
    publishing: Publishing,
    settings: Settings,
    database: Database,
    prepared,
    admin: Person,
    other_admin: Person,
    store: SnapshotStore,
    library: SmallLibrary,
) -> None:
    day = TODAY + timedelta(days=3)
    asked = publishing.releasing.request(prepared().id, by=admin.id, live_on=day)
    publishing.releasing.approve(asked.id, by=other_admin.id)
    assert publishing.releasing.carry_out_due() == ()
    assert publishing.releasing.waiting()[0].live_on == day
    another = shutil.copytree(store.folder(library.first), store.snapshots / "another")
    store.publish(another.name)
    then = Releasing(database, store, two_persons=True, keep=3, today=lambda: day)
    assert then.carry_out_due() == ()
    assert store.current() == another.name
    assert publishing.releasing.get(asked.id).state is PublicationState.OVERTAKEN


def test_on_its_day_it_goes_live(
    publishing: Publishing, database: Database, prepared, admin, other_admin, store: SnapshotStore
) -> None:
    day = TODAY + timedelta(days=3)
    asked = publishing.releasing.request(prepared().id, by=admin.id, live_on=day)
    publishing.releasing.approve(asked.id, by=other_admin.id)
    then = Releasing(database, store, two_persons=True, keep=3, today=lambda: day)
    assert [one.id for one in then.carry_out_due()] == [asked.id]


def test_a_death_between_approval_and_publication_is_made_good(
    publishing: Publishing,
    requested: Publication,
    other_admin: Person,
    settings: Settings,
    database: Database,
    store: SnapshotStore,
) -> None:
    publishing.releasing.approve(requested.id, by=other_admin.id)
    restarted = open_publishing(settings, database)
    assert len(restarted.releasing.carry_out_due()) == 1
    assert store.current() == requested.snapshot


def test_a_death_between_publication_and_its_entry_is_made_good(
    publishing: Publishing, requested: Publication, other_admin: Person, store: SnapshotStore
) -> None:
    publishing.releasing.approve(requested.id, by=other_admin.id)
    store.publish(requested.snapshot)
    assert len(publishing.releasing.carry_out_due()) == 1
    assert kinds(publishing).count(NewsKind.WENT_LIVE) == 1


def decide_and_carry_out(settings: Settings, url: str, publication: str, by: int) -> list[str]:
    database = Database(connect(url))
    releasing = open_publishing(settings, database).releasing
    decided = releasing.approve(publication, by=by)
    done = [one.id for one in releasing.carry_out_due()]
    database.close()
    return [str(decided if isinstance(decided, NotDone) else decided.state), *done]


def test_of_two_processes_one_approves_and_one_publishes(
    publishing: Publishing,
    requested: Publication,
    other_admin: Person,
    settings: Settings,
    store: SnapshotStore,
) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        task = (decide_and_carry_out, settings, settings.storage.url, requested.id, other_admin.id)
        results = [future.result() for future in [pool.submit(*task), pool.submit(*task)]]
    assert sorted(result[0] for result in results) == ["already_decided", "approved"]
    publishing.releasing.carry_out_due()
    assert store.current() == requested.snapshot
    assert kinds(publishing).count(NewsKind.WENT_LIVE) == 1


def test_a_snapshot_that_was_tampered_with_is_not_approved_and_does_not_go_live(
    publishing: Publishing, requested: Publication, other_admin: Person, store: SnapshotStore
) -> None:
    manifest = store.folder(requested.snapshot) / "manifest.json"
    genuine = manifest.read_bytes()
    manifest.write_bytes(genuine + b" ")
    approve = publishing.releasing.approve
    assert approve(requested.id, by=other_admin.id) is NotDone.OTHER_ARTEFACT
    manifest.write_bytes(genuine)
    assert isinstance(approve(requested.id, by=other_admin.id), Publication)
    (store.folder(requested.snapshot) / "clauses.json").write_text("[]")
    assert publishing.releasing.carry_out_due() == ()
    failed = publishing.releasing.get(requested.id)
    assert failed.state is PublicationState.FAILED
    assert "is not the one that was built" in failed.fault
    assert kinds(publishing)[-1] is NewsKind.FAILED


def test_a_snapshot_that_waits_is_not_pruned(
    publishing: Publishing, requested: Publication, store: SnapshotStore, library: SmallLibrary
) -> None:
    publishing.hold_only_what_waits()
    for number in range(4):
        (store.snapshots / f"30000101T00000{number}").mkdir()
    store.prune(2)
    assert {library.first, library.second} <= {*store.names()}


def test_golden_answers_that_turn_wrong_want_a_reason_which_is_kept(
    publishing: Publishing, prepared, admin: Person, database: Database
) -> None:
    submission = prepared(rehearsal=REHEARSAL.dump_python(WRONG, mode="json"))
    request = publishing.releasing.request
    assert publishing.releasing.reason_wanted(submission)
    assert request(submission.id, by=admin.id) is NotDone.REASON_WANTED
    assert request(submission.id, by=admin.id, reason="because") is NotDone.REASON_WANTED
    asked = request(submission.id, by=admin.id, reason=REASON)
    assert asked.reason == REASON
    assert REASON in AuditLog(database).latest()[0].subject


def test_a_day_that_is_over_is_refused_and_a_request_is_made_once(
    publishing: Publishing, prepared, admin: Person, other_admin: Person
) -> None:
    submission, request = prepared(), publishing.releasing.request
    yesterday = TODAY - timedelta(days=1)
    assert request(submission.id, by=admin.id, live_on=yesterday) is NotDone.DAY_PAST
    assert request(submission.id, by=other_admin.id) is NotDone.NOT_YOURS
    assert isinstance(request(submission.id, by=admin.id), Publication)
    assert request(submission.id, by=admin.id) is NotDone.TOO_LATE


def test_a_rejected_request_does_not_go_live(
    publishing: Publishing, requested: Publication, other_admin: Person, store: SnapshotStore
) -> None:
    assert publishing.releasing.reject(requested.id, by=other_admin.id).state == "rejected"
    approve = publishing.releasing.approve
    assert approve(requested.id, by=other_admin.id) is NotDone.ALREADY_DECIDED
    assert publishing.releasing.carry_out_due() == ()
    assert publishing.releasing.waiting() == ()


def test_an_admin_goes_back_from_the_state_that_was_shown_and_from_no_other(
    publishing: Publishing,
    admin: Person,
    diplomat: Person,
    store: SnapshotStore,
    library: SmallLibrary,
) -> None:
    assert publishing.releasing.rollback_offer() is NotDone.NOTHING_TO_GO_BACK_TO
    store.publish(library.second)
    offer = publishing.releasing.rollback_offer()
    assert offer == RollbackOffer(library.second, library.first, ("TEST v2",), ())
    back = publishing.releasing.roll_back
    assert back(by=diplomat.id, leaving=offer.leaving) is NotDone.NOT_ALLOWED
    assert back(by=admin.id, leaving=offer.leaving) == RolledBack(library.first, library.second)
    assert back(by=admin.id, leaving=offer.leaving) is NotDone.ALREADY_ANOTHER
    assert store.current() == library.first
    assert kinds(publishing) == [NewsKind.ROLLED_BACK]


def test_what_was_live_before_and_is_damaged_does_not_come_back(
    publishing: Publishing, admin: Person, store: SnapshotStore, library: SmallLibrary
) -> None:
    store.publish(library.second)
    (store.folder(library.first) / "clauses.json").unlink()
    back = publishing.releasing.roll_back(by=admin.id, leaving=library.second)
    assert back is NotDone.EARLIER_DAMAGED
    assert store.current() == library.second


def test_every_refusal_has_its_sentence() -> None:
    assert all(one.sentence.endswith(".") for one in NotDone)


def test_while_somebody_builds_nothing_fails_and_it_goes_live_afterwards(
    publishing: Publishing,
    requested: Publication,
    admin: Person,
    other_admin: Person,
    store: SnapshotStore,
    library: SmallLibrary,
) -> None:
    publishing.releasing.approve(requested.id, by=other_admin.id)
    with store.locked():
        assert publishing.releasing.carry_out_due() == ()
        publishing.releasing.note_live()
        leaving = publishing.releasing.roll_back(by=admin.id, leaving=library.first)
        assert leaving is NotDone.BUSY
    assert len(publishing.releasing.carry_out_due()) == 1


def test_what_a_command_without_the_database_published_is_noted_once(
    publishing: Publishing, store: SnapshotStore, library: SmallLibrary
) -> None:
    publishing.releasing.note_live()
    assert publishing.news.untold("test") == ()  # what was live before is no news
    store.publish(library.second)
    publishing.releasing.note_live()
    publishing.releasing.note_live()
    (noted,) = publishing.news.untold("test")
    assert (noted.actor, noted.snapshot, noted.before) == ("shell", library.second, library.first)


def test_each_listener_is_told_once(publishing: Publishing, requested: Publication) -> None:
    (news,) = publishing.news.untold("telegram")
    assert publishing.news.told(news.id, "telegram")
    assert not publishing.news.told(news.id, "telegram")
    assert publishing.news.untold("telegram") == ()
    assert publishing.news.untold("slack") == (news,)


def test_the_plan_shows_what_changes(publishing: Publishing, prepared) -> None:
    plan = publishing.plan(prepared())
    assert plan is not None
    assert {change.number: change.kind.value for change in plan.changes} == {
        "1.1": "reworded",
        "2.1": "added",
        "2.2": "deadline_changed",
        "2.3": "hardened",
    }
