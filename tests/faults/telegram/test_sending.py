"""Telegram refuses, stumbles or vanishes while an answer goes out: it arrives, and once."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.storage.audit import AuditLog
from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.served import ServedBot
from tests.telegram_emulator import Person, TelegramEmulator

pytestmark = pytest.mark.thorough

QUESTION = "What is the purpose?"


def _answers(person: Person) -> int:
    return sum(known.PURPOSE in message.text for message in person.chat.from_bot())


def _asked(person: Person, timeout: float = 15.0) -> None:
    person.send(QUESTION)
    person.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text, timeout=timeout)


def test_flood_control_is_waited_for(served: ServedBot, ada: Person) -> None:
    served.telegram.faults.flood("sendMessage", 1)
    began = time.monotonic()
    _asked(ada)
    assert time.monotonic() - began >= 1.0
    assert (_answers(ada), served.health.repeated) == (1, 0)


def test_flood_control_of_one_chat_does_not_hold_up_another(served: ServedBot, ada: Person) -> None:
    bob = served.telegram.person("Bob")
    served.let_in(bob)
    served.telegram.faults.flood("sendMessage", 3, match={"chat_id": str(ada.id)})
    ada.send(QUESTION)
    began = time.monotonic()
    _asked(bob)
    assert time.monotonic() - began < 2.5
    ada.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text, timeout=10)


FAULTS: dict[str, Callable[[TelegramEmulator], object]] = {
    "500": lambda t: t.faults.refuse("sendMessage", 500, times=2),
    "an HTML page": lambda t: t.faults.bad_gateway("sendMessage", times=2),
    "429 without a time": lambda t: t.faults.flood("sendMessage", None),
    "401 for a moment": lambda t: t.faults.refuse("sendMessage", 401, times=2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_refusal_that_says_it_was_not_done_is_tried_again_once_it_helps(
    served: ServedBot, ada: Person, fault: str
) -> None:
    FAULTS[fault](served.telegram)
    _asked(ada)
    assert (_answers(ada), served.health.repeated) == (1, 0)


BEFORE: dict[str, Callable[[TelegramEmulator], object]] = {
    "dropped": lambda t: t.faults.drop("sendMessage"),
    "torn down": lambda t: t.faults.abort("sendMessage"),
    "silent": lambda t: t.faults.hang("sendMessage", 10),
}


@pytest.mark.parametrize("fault", BEFORE)
def test_a_connection_that_breaks_before_the_commit_costs_no_answer(
    served: ServedBot, ada: Person, fault: str
) -> None:
    BEFORE[fault](served.telegram)
    _asked(ada)
    assert _answers(ada) == 1


AFTER: dict[str, Callable[[TelegramEmulator], object]] = {
    "dropped": lambda t: t.faults.drop("sendMessage", where="after_commit"),
    "torn down": lambda t: t.faults.abort("sendMessage", where="after_commit"),
    "half an answer": lambda t: t.faults.truncate("sendMessage"),
}


@pytest.mark.parametrize("fault", AFTER)
def test_a_connection_that_breaks_after_the_commit_may_repeat_an_answer_and_is_counted(
    served: ServedBot, ada: Person, fault: str
) -> None:
    AFTER[fault](served.telegram)
    _asked(ada)
    served.telegram.wait_until_sync(lambda: _answers(ada) == 2, timeout=10)
    assert served.health.repeated == 1
    actions = [entry.action for entry in AuditLog(served.database).latest(5)]
    assert actions.count("sent again") == 1


def test_an_edit_whose_connection_broke_is_never_there_twice(
    served: ServedBot, ada: Person
) -> None:
    _asked(ada)
    served.telegram.faults.drop("editMessageText", where="after_commit")
    ada.press("Why?")
    ada.chat.wait_for_reply_sync(lambda seen: "Hide why" in seen.labels)
    _asked(ada)
    assert (_answers(ada), served.health.repeated) == (2, 0)


def test_an_answer_whose_message_was_deleted_is_shown_anew(served: ServedBot, ada: Person) -> None:
    asked = ada.send(QUESTION)
    answer = ada.chat.wait_for_reply_sync()
    ada.delete(answer)
    ada.edit(asked, "May I like it from my personal account?")
    reply = ada.chat.wait_for_reply_sync(lambda seen: known.LIKE_PERSONAL in seen.text)
    assert reply.id != answer.id


def test_a_button_that_is_answered_too_late_still_does_its_work(
    served: ServedBot, ada: Person
) -> None:
    _asked(ada)
    served.telegram.delivery.hold()
    press = ada.press("Why?")
    press.expire()
    served.telegram.delivery.release()
    ada.chat.wait_for_reply_sync(lambda seen: "Hide why" in seen.labels)


def test_who_blocked_the_bot_costs_nobody_else_an_answer(served: ServedBot, ada: Person) -> None:
    bob = served.telegram.person("Bob")
    served.let_in(bob)
    served.telegram.delivery.hold()
    ada.send(QUESTION)
    ada.block()
    bob.send(QUESTION)
    served.telegram.delivery.release()
    bob.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text)
    ada.unblock()
    _asked(ada)


def test_an_answer_is_sent_however_long_telegram_is_down(served: ServedBot, ada: Person) -> None:
    outage = served.telegram.faults.refuse("sendMessage", 503, times=None)
    ada.send(QUESTION)
    served.telegram.wait_until_sync(lambda: outage.hits >= 10, timeout=20)
    served.telegram.faults.remove(outage)
    ada.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text, timeout=10)
    assert _answers(ada) == 1


def test_what_telegram_refuses_for_good_is_given_up_and_the_next_is_answered(
    served: ServedBot, ada: Person
) -> None:
    served.telegram.faults.refuse("sendMessage", 400, "Bad Request: chat not found")
    ada.send("Can I sing?")
    _asked(ada)
