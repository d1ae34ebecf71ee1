"""Calls that go wrong: every answer arrives, and none arrives twice."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.scenarios.slack.served import MANIFEST, ServedSlack
from tests.scenarios.telegram.model_engine import LIKE_PERSONAL, ModelEngine
from tests.slack_emulator import Channel, Fault, Message, SlackEmulator
from tests.slack_emulator.user import SlackUser

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackEmulator]:
    with SlackEmulator(MANIFEST) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def served(slack: SlackEmulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSlack]:
    """One bot for all: what a fault leaves behind shows in the next test."""
    folder = tmp_path_factory.mktemp("sending")
    with ServedSlack(slack, folder, ModelEngine()) as bot:
        yield bot


@pytest.fixture(autouse=True)
def nothing_left(slack: SlackEmulator) -> Iterator[None]:
    yield
    slack.clear_faults()
    slack.assert_clean()


ASK = "May I like this on my personal account?"


def _answers(slack: SlackEmulator, channel: Channel) -> list[Message]:
    slack.quiet(0.3).result()
    return [message for message in channel.messages() if message.is_from_app]


def _answered_once(slack: SlackEmulator, ada: SlackUser) -> None:
    answer = ada.dm.wait_for_reply(to=ada.say(ASK), timeout=10).result()
    assert answer.quotations == (LIKE_PERSONAL,)
    assert len(_answers(slack, ada.dm)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error("chat.postMessage", 500, times=2),
        Fault.server_error("chat.postMessage", 503),
        Fault.error("chat.postMessage", "internal_error", times=2),
        Fault.error("chat.postMessage", "fatal_error"),
        Fault.error("chat.postMessage", "ratelimited"),
        Fault.dropped("chat.postMessage"),
        Fault.dropped("chat.postMessage", reset=True),
        Fault.dropped("chat.postMessage", after_commit=True),
        Fault.dropped("chat.postMessage", after_commit=True, reset=True),
        Fault("chat.postMessage", "truncate", after_commit=True),
        Fault("chat.postMessage", "malformed", after_commit=True),
        Fault("chat.postMessage", "malformed"),
        Fault.slow("chat.postMessage", seconds=3),
    ],
    ids=[
        "500 twice",
        "503",
        "internal_error twice",
        "fatal_error",
        "ok:false ratelimited",
        "drop before",
        "reset before",
        "drop after",
        "reset after",
        "truncated after",
        "malformed after",
        "malformed before",
        "slower than the patience",
    ],
)
def test_an_answer_is_posted_once_whatever_happens_to_the_call(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser, fault: Fault
) -> None:
    slack.add_fault(fault)
    _answered_once(slack, ada)


def test_the_pause_that_slack_asks_for_is_kept(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.rate_limited("chat.postMessage", retry_after=2))
    began = time.monotonic()
    _answered_once(slack, ada)
    assert time.monotonic() - began >= 2


def test_the_trouble_of_one_channel_stops_no_other(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    bo = slack.add_user("Bo")
    busy, quiet = slack.add_channel("busy", members=[ada]), slack.add_channel("quiet", members=[bo])
    limited = Fault.rate_limited("chat.postMessage", retry_after=3)
    limited.match = {"channel": busy.id}
    slack.add_fault(limited)
    waiting = ada.mention_app(ASK, to=busy)
    began = time.monotonic()
    quiet.wait_for_reply(to=bo.mention_app(ASK, to=quiet)).result()
    assert time.monotonic() - began < 2
    assert _app_messages(busy) == []
    busy.wait_for_reply(to=waiting, timeout=10).result()


def _app_messages(channel: Channel) -> list[Message]:
    return [message for message in channel.messages() if message.is_from_app]


def test_looking_again_survives_its_own_trouble(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.dropped("chat.postMessage", after_commit=True))
    slack.add_fault(Fault.rate_limited("conversations.replies", retry_after=1))
    slack.add_fault(Fault.dropped("conversations.replies"))
    _answered_once(slack, ada)


def test_a_thread_that_cannot_be_read_is_not_lost(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.dropped("chat.postMessage"))
    slack.add_fault(Fault.error("conversations.replies", "missing_scope"))
    _answered_once(slack, ada)


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
def test_where_blocks_are_refused_the_text_goes_out(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser, code: str
) -> None:
    slack.add_fault(Fault.error("chat.postMessage", code))
    answer = ada.dm.wait_for_reply(to=ada.say(ASK)).result()
    assert answer.blocks == ()
    assert LIKE_PERSONAL in answer.text


def test_an_edit_of_a_message_that_is_gone_becomes_a_new_one(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    answer = ada.dm.wait_for_reply(to=ada.say("May I like this?")).result()
    slack.add_fault(Fault.error("chat.update", "message_not_found"))
    ada.press(answer, "Personal account").result()
    ada.dm.wait_for_reply(lambda seen: seen.ts != answer.ts).result()
    assert len(_answers(slack, ada.dm)) == 2


def test_an_edit_is_made_again_until_it_is_there(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    answer = ada.dm.wait_for_reply(to=ada.say("May I like this?")).result()
    slack.add_fault(Fault.dropped("chat.update", after_commit=True))
    slack.add_fault(Fault.server_error("chat.update"))
    before = len(slack.calls("chat.update"))
    ada.press(answer, "Personal account").result()
    slack.wait_for_call("chat.update", count=before + 3).result()
    assert len(_answers(slack, ada.dm)) == 1


def test_a_token_that_is_revoked_and_given_back_loses_no_question(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.rate_limited("users.info", retry_after=1))
    question = ada.say(ASK)
    slack.quiet(0.1).result()
    slack.revoke_token()
    with pytest.raises(TimeoutError):
        ada.dm.wait_for_reply(to=question, timeout=1.7).result()
    slack.restore_token()
    assert ada.dm.wait_for_reply(to=question).result().quotations == (LIKE_PERSONAL,)
    assert len(_answers(slack, ada.dm)) == 1


def test_an_unknown_person_is_looked_up_until_slack_says(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.server_error("users.info", times=2))
    slack.add_fault(Fault.rate_limited("users.info", retry_after=1))
    slack.add_fault(Fault.dropped("users.info"))
    _answered_once(slack, ada)


def test_an_address_of_a_response_that_has_expired_gives_way_to_a_direct_message(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    room = slack.add_channel("room", members=[ada])
    slack.add_fault(Fault.rate_limited("users.info", retry_after=1))
    ada.command("/guideline", ASK, at=room).result()
    slack.advance(31 * 60)
    assert ada.dm.wait_for_reply().result().quotations == (LIKE_PERSONAL,)


def test_a_channel_that_the_bot_left_does_not_hold_others_up(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    room = slack.add_channel("room", members=[ada])
    slack.add_fault(Fault.rate_limited("users.info", retry_after=1))
    ada.mention_app(ASK, to=room)
    slack.quiet(0.1).result()
    room.remove_app()
    ada.dm.wait_for_reply(to=ada.say(ASK), timeout=10).result()
    assert _app_messages(room) == []


def test_no_answer_depends_on_the_status(
    slack: SlackEmulator, served: ServedSlack, ada: SlackUser
) -> None:
    slack.add_fault(Fault.error("assistant.threads.setStatus", "missing_scope"))
    _answered_once(slack, ada)
    second = ada.dm.wait_for_reply(to=ada.say("What is the purpose?")).result()
    assert "The directive says:" in second
    tried = [
        c
        for c in slack.calls("assistant.threads.setStatus")
        if c.arguments["channel_id"] == ada.dm.id
    ]
    assert len(tried) == 1
