"""Deliveries, calls and processes that fail: nothing is lost, and nothing is done twice."""

from __future__ import annotations

import pytest

from bot.storage.audit import SYSTEM
from bot.storage.news import NewsKind
from bot.storage.submissions import Submissions, SubmissionState
from tests.scenarios.slack.publishing.conftest import Bureau, heard
from tests.slack_emulator import Fault, Message
from tests.slack_emulator.user import SlackUser

pytestmark = pytest.mark.thorough


def _pages(bureau: Bureau, person: SlackUser) -> list[Message]:
    bureau.slack.quiet(0.3).result()
    return [message for message in person.dm.messages() if message.is_from_app and message.files]


@pytest.mark.parametrize("mishap", ["duplicate", "lose_ack"])
def test_a_file_that_is_delivered_twice_is_taken_once(bureau: Bureau, mishap: str) -> None:
    bureau.slack.script_delivery(mishap, "message")  # type: ignore[arg-type]
    bureau.send(bureau.ada)
    heard(bureau.ada, "Rehearsal:")
    if mishap == "lose_ack":
        bureau.slack.wait_for(lambda: _attempts(bureau) > 1 or None, timeout=10).result()
    assert len(bureau.said(bureau.ada, "Reading “v2.md”")) == 1
    assert len(bureau.said(bureau.ada, "Rehearsal:")) == 1
    assert bureau.actions().count("directive sent") == 1


def _attempts(bureau: Bureau) -> int:
    return sum(delivery.name == "message" for delivery in bureau.slack.journal.deliveries)


def test_a_restart_between_all_steps_loses_nothing(bureau: Bureau) -> None:
    bureau.workshop.may_prepare.clear()
    bureau.send(bureau.ada)
    heard(bureau.ada, "is read: 3 clauses.")
    bureau.restart()
    bureau.workshop.may_prepare.set()
    plan = heard(bureau.ada, "Rehearsal:")
    bureau.restart()
    bureau.request(plan)
    request = heard(bureau.ben, "asks for approval")
    bureau.restart()
    bureau.ben.press(request, "Approve").result()
    for admin, shown in ((bureau.ada, plan), (bureau.ben, request)):
        bureau.now(admin, shown, "is live since")
    for admin in (bureau.ada, bureau.ben):
        assert len(bureau.said(admin, "Rehearsal:")) == 1
    assert bureau.actions().count("went live") == 1


def test_two_processes_pass_each_piece_of_news_on_once(bureau: Bureau) -> None:
    with bureau.start():
        bureau.approved()
        assert len(bureau.said(bureau.ada, "Rehearsal:")) == 1
        assert len(bureau.said(bureau.ben, "Rehearsal:")) == 1
        assert len(bureau.said(bureau.ada, "MFA-SMD v2 is live since")) == 2
        assert len(_pages(bureau, bureau.ada)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.dropped("files.completeUploadExternal", after_commit=True),
        Fault.server_error("files.completeUploadExternal"),
        Fault.rate_limited("files.getUploadURLExternal"),
        Fault.server_error("upload"),
        Fault.dropped("upload", after_commit=True),
    ],
    ids=["lost answer", "server error", "rate limit", "no upload", "lost upload"],
)
def test_the_page_is_handed_out_once_whatever_happens(bureau: Bureau, fault: Fault) -> None:
    bureau.slack.add_fault(fault)
    bureau.prepared()
    bureau.ada.dm.wait_for_reply(lambda seen: bool(seen.files)).result()
    assert len(_pages(bureau, bureau.ada)) == 1


def test_without_the_scope_the_plan_comes_all_the_same(bureau: Bureau) -> None:
    bureau.slack.add_fault(Fault.error("files.getUploadURLExternal", "missing_scope", times=9))
    assert "Request publication" in bureau.prepared().button_labels
    assert _pages(bureau, bureau.ada) == []


def test_a_plan_is_posted_once_though_the_answer_is_lost(bureau: Bureau) -> None:
    lost = Fault.dropped("chat.postMessage", after_commit=True)
    lost.match = {"text": "Plan: MFA-SMD v2"}
    bureau.slack.add_fault(lost)
    plan = bureau.prepared()
    assert len(bureau.said(bureau.ada, "Rehearsal:")) == 1
    bureau.request(plan)
    bureau.now(bureau.ada, plan, "Requested: MFA-SMD v2")


def test_a_press_that_is_delivered_twice_is_one_decision(bureau: Bureau) -> None:
    request = bureau.requested()
    bureau.slack.script_delivery("duplicate", "approve")
    bureau.ben.press(request, "Approve").result()
    bureau.now(bureau.ben, request, "is live since")
    assert bureau.said(bureau.ben, "decided already") == []


def test_a_window_that_opens_too_late_is_said(bureau: Bureau) -> None:
    plan = bureau.prepared()
    bureau.slack.add_fault(Fault.error("views.open", "expired_trigger_id"))
    bureau.ada.press(plan, "Request publication").result()
    heard(bureau.ada, "That took too long to open. Press the button again.")


def test_news_that_cannot_be_drawn_holds_no_other_up(bureau: Bureau) -> None:
    bureau.workshop.may_prepare.clear()
    bureau.send(bureau.ada)
    heard(bureau.ada, "is read: 3 clauses.")
    submissions = Submissions(bureau.database)
    (sent,) = submissions.in_states({SubmissionState.COMPLETE})
    broken = {"state": SubmissionState.PREPARED, "rehearsal": {"of": "another version"}}
    with bureau.database.write():
        submissions.change(sent.id, since=(sent.state,), **broken)
        bureau.publishing.news.add(NewsKind.PREPARED, SYSTEM, submission_id=sent.id)
    heard(bureau.ada, "Something went wrong on our side")
    bureau.workshop.may_prepare.set()
    bureau.send(bureau.ada)
    heard(bureau.ada, "Rehearsal:")
