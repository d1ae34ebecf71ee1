"""Deliveries and sockets that go wrong: nothing acknowledged is lost, nothing is worked twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from bot.storage.inbox import Inbox
from tests.scenarios.slack.served import ServedSlack
from tests.scenarios.telegram.model_engine import LIKE_PERSONAL, ModelEngine
from tests.slack_emulator import Channel, Fault, Message, SlackEmulator
from tests.slack_emulator.user import SlackUser

pytestmark = pytest.mark.thorough

ASK = "May I like this on my personal account?"
Serve = Callable[..., ServedSlack]


def _answers(slack: SlackEmulator, channel: Channel) -> list[Message]:
    slack.quiet(0.3).result()
    return [message for message in channel.messages() if message.is_from_app]


def _answered_once(slack: SlackEmulator, ada: SlackUser, question: Message) -> None:
    answer = ada.dm.wait_for_reply(to=question, timeout=15).result()
    assert answer.quotations == (LIKE_PERSONAL,)
    assert len(_answers(slack, ada.dm)) == 1


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_a_duplicate_delivery_is_worked_once(
    slack: SlackEmulator, serve: Serve, ada: SlackUser, mode: str
) -> None:
    serve(mode=mode)
    slack.script_delivery("duplicate", "message")
    _answered_once(slack, ada, ada.say(ASK))


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_a_lost_acknowledgement_makes_no_second_answer(
    slack: SlackEmulator, serve: Serve, ada: SlackUser, mode: str
) -> None:
    serve(mode=mode)
    slack.script_delivery("lose_ack", "message")
    question = ada.say(ASK)
    slack.wait_for(lambda: len(slack.journal.deliveries) > 1 or None, timeout=10).result()
    _answered_once(slack, ada, question)


def test_duplicates_over_two_sockets_are_worked_once(
    slack: SlackEmulator, serve: Serve, ada: SlackUser
) -> None:
    first = serve()
    serve(database=first.database)
    slack.wait_for_socket(2).result()
    room = slack.add_channel("room", members=[ada])
    for number in range(6):
        slack.script_delivery("duplicate")
        slack.script_delivery("duplicate")
        room.wait_for_reply(to=ada.mention_app(f"{ASK} {number}", to=room)).result()
    assert len(_answers(slack, room)) == 6


def test_a_mention_and_its_message_in_any_order_are_answered_once(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    room = slack.add_channel("room", members=[ada])
    for backwards in (False, True):
        slack.hold_events()
        question = ada.mention_app(ASK, to=room)
        slack.release_events(reverse=backwards)
        room.wait_for_reply(to=question).result()
    assert len(_answers(slack, room)) == 2


def test_a_disconnect_between_event_and_acknowledgement_loses_nothing(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.script_delivery("disconnect_before_ack", "message")
    _answered_once(slack, ada, ada.say(ASK))


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
def test_a_socket_is_changed_without_losing_a_question(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser, reason: str
) -> None:
    slack.disconnect_sockets(reason)  # type: ignore[arg-type]
    slack.wait_for_call("apps.connections.open", count=2).result()
    slack.wait_for_socket().result()
    _answered_once(slack, ada, ada.say(ASK))


@pytest.mark.parametrize("break_", ["close_sockets", "abort_sockets", "silence_sockets"])
def test_a_broken_socket_is_replaced(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser, break_: str
) -> None:
    getattr(slack, break_)()
    slack.wait_for_call("apps.connections.open", count=2, timeout=20).result()
    slack.wait_for_socket(timeout=20).result()
    _answered_once(slack, ada, ada.say(ASK))


@pytest.mark.parametrize(
    "fault",
    [
        Fault.rate_limited("apps.connections.open", retry_after=1),
        Fault.server_error("apps.connections.open", times=2),
        Fault.error("apps.connections.open", "internal_error", times=2),
        Fault.dropped("apps.connections.open", times=2),
    ],
    ids=["429", "503", "internal_error", "drop"],
)
def test_opening_a_socket_is_tried_until_it_succeeds(
    slack: SlackEmulator, serve: Serve, ada: SlackUser, fault: Fault
) -> None:
    slack.add_fault(fault)
    serve()
    _answered_once(slack, ada, ada.say(ASK))


def test_reopening_a_socket_is_tried_until_it_succeeds(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.error("apps.connections.open", "internal_error", times=3))
    slack.abort_sockets()
    slack.wait_for_socket(timeout=20).result()
    _answered_once(slack, ada, ada.say(ASK))


def test_a_start_in_the_middle_of_slacks_trouble_waits_it_out(
    slack: SlackEmulator, serve: Serve, ada: SlackUser
) -> None:
    slack.add_fault(Fault.server_error("auth.test", times=2))
    slack.add_fault(Fault.rate_limited("auth.test", retry_after=1))
    serve()
    _answered_once(slack, ada, ada.say(ASK))


def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept, failures = Inbox.accept, iter((True,))

    def failing(inbox: Inbox, arrivals: object) -> object:
        if next(failures, False):
            raise OperationalError("INSERT", {}, Exception("disk full"))
        return accept(inbox, arrivals)  # type: ignore[arg-type]

    monkeypatch.setattr(Inbox, "accept", failing)
    question = ada.say(ASK)
    answer = ada.dm.wait_for_reply(to=question, timeout=15).result()
    assert answer.quotations == (LIKE_PERSONAL,)
    # Not to be acknowledged in time is what the emulator holds against an app, and is right here.
    assert {violation.rule for violation in slack.violations} == {"not_acked"}
    slack.journal.violations.clear()


@pytest.mark.parametrize("action", ["bad_signature", "stale_timestamp"])
def test_a_request_that_slack_did_not_sign_is_not_believed(
    slack: SlackEmulator, serve: Serve, ada: SlackUser, action: str
) -> None:
    served = serve(mode="http")
    slack.script_delivery(action, "message")  # type: ignore[arg-type]
    _answered_once(slack, ada, ada.say(ASK))  # the second delivery, at once, is signed
    assert isinstance(served.engine, ModelEngine)
    assert len(served.engine.asked) == 1


def test_a_replayed_request_is_worked_once(
    slack: SlackEmulator, serve: Serve, ada: SlackUser
) -> None:
    serve(mode="http")
    slack.script_delivery("replay", "message")
    _answered_once(slack, ada, ada.say(ASK))


def test_many_questions_at_once_are_all_answered(slack: SlackEmulator, served: ServedSlack) -> None:
    people = [slack.add_user(f"Person {number}") for number in range(12)]
    asked = [(person, person.say(ASK)) for person in people for _ in range(3)]
    for person, question in asked:
        person.dm.wait_for_reply(to=question, timeout=20).result()
    assert all(len(_app(person.dm)) == 3 for person in people)


def _app(channel: Channel) -> list[Message]:
    return [message for message in channel.messages() if message.is_from_app]


def test_a_bot_that_was_stopped_answers_what_came_meanwhile(
    slack: SlackEmulator, ada: SlackUser, serve: Serve
) -> None:
    question = ada.say(ASK)
    serve()
    _answered_once(slack, ada, question)
