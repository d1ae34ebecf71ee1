"""Updates come late, twice, broken or not at all: each is worked once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.storage.recovery import Recovery
from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.served import QUICK, SECRET, ServedBot
from tests.telegram_emulator import Person, TelegramEmulator

pytestmark = pytest.mark.thorough

QUESTION = "What is the purpose?"


def _answers(person: Person) -> int:
    return sum(known.PURPOSE in message.text for message in person.chat.from_bot())


def _asked(person: Person, timeout: float = 15.0) -> None:
    person.send(QUESTION)
    person.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text, timeout=timeout)


BURSTS: dict[str, Callable[[TelegramEmulator], object]] = {
    "401": lambda t: t.faults.refuse("getUpdates", 401, times=4),
    "404": lambda t: t.faults.refuse("getUpdates", 404, times=4),
    "409": lambda t: t.faults.refuse("getUpdates", 409, times=4),
    "500": lambda t: t.faults.refuse("getUpdates", 500, times=4),
    "an HTML page": lambda t: t.faults.bad_gateway("getUpdates", times=4),
    "429": lambda t: t.faults.flood("getUpdates", 1),
    "rubbish": lambda t: t.faults.raw("getUpdates", '{"ok": true, "result": 7}', times=2),
    "no JSON": lambda t: t.faults.raw("getUpdates", "<html>", times=2),
    "dropped": lambda t: t.faults.drop("getUpdates", times=3),
    "dropped after the commit": lambda t: t.faults.drop("getUpdates", where="after_commit"),
}


@pytest.mark.parametrize("burst", BURSTS)
def test_polling_outlives(served: ServedBot, ada: Person, burst: str) -> None:
    BURSTS[burst](served.telegram)
    _asked(ada)
    _asked(ada)
    assert _answers(ada) == 2


def test_polling_that_brings_nothing_any_more_is_noticed_and_started_anew(
    serve: Callable[..., ServedBot], caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(pace=replace(QUICK, poll=2, answer=60, silence=4))
    ada = served.telegram.person("Ada")
    served.let_in(ada)
    served.telegram.faults.hang("getUpdates", 60)
    _asked(ada)  # the poll that was under way brings this one
    with caplog.at_level(logging.ERROR):
        _asked(ada, timeout=20)
    assert served.health.restarts >= 1
    assert "Polling is started anew" in caplog.text


def test_a_webhook_that_was_left_behind_is_taken_off(
    serve: Callable[..., ServedBot], telegram: TelegramEmulator
) -> None:
    webhook = serve(mode="webhook")
    ada = telegram.person("Ada")
    webhook.let_in(ada)
    webhook.__exit__(None, None, None)
    assert telegram.delivery.webhook_url
    ada.send(QUESTION)
    again = ServedBot(telegram, webhook.folder, ModelEngine())
    with again:
        ada.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text, timeout=10)
    assert not telegram.delivery.webhook_url


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_an_update_that_comes_twice_is_answered_once(
    serve: Callable[..., ServedBot], mode: str
) -> None:
    served = serve(mode=mode)
    ada = served.telegram.person("Ada")
    served.let_in(ada)
    served.telegram.delivery.duplicate_next(3)
    _asked(ada)
    served.telegram.delivery.redeliver()
    _asked(ada)
    served.telegram.delivery.redeliver()
    ada.send("/help")
    ada.chat.wait_for_reply_sync()
    assert _answers(ada) == 2


def test_a_batch_that_comes_the_wrong_way_round_is_put_in_order(
    served: ServedBot, ada: Person
) -> None:
    delivery = served.telegram.delivery
    delivery.hold()
    delivery.reverse_next_batch()
    delivery.skip_ids(7)
    for words in ("first", "second", "third"):
        ada.send(f"{QUESTION} {words}")
    delivery.release()
    served.telegram.wait_until_sync(lambda: _answers(ada) == 3, timeout=10)
    engine = served.engine
    assert isinstance(engine, ModelEngine)
    assert [asked.text.split()[-1] for asked in engine.asked] == ["first", "second", "third"]


def test_a_hundred_updates_at_once_are_all_answered(served: ServedBot, ada: Person) -> None:
    served.telegram.delivery.hold()
    for _ in range(100):
        ada.send(QUESTION)
    served.telegram.delivery.release()
    served.telegram.wait_until_sync(lambda: _answers(ada) == 100, timeout=40)
    assert served.health.repeated == 0


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_a_malformed_update_is_set_aside_and_holds_nobody_up(
    serve: Callable[..., ServedBot], mode: str
) -> None:
    served = serve(mode=mode)
    ada = served.telegram.person("Ada")
    served.let_in(ada)
    served.telegram.delivery.poison()
    served.telegram.delivery.unknown_kind()
    _asked(ada)
    recovery = Recovery(served.database, worker="test")
    aside = served.telegram.wait_until_sync(recovery.set_aside, timeout=10)
    assert [entry.payload["message"]["text"] for entry in aside] == ["poison"]


def test_a_request_without_the_secret_is_not_believed(
    serve: Callable[..., ServedBot], telegram: TelegramEmulator
) -> None:
    served = serve(mode="webhook")
    ada = telegram.person("Ada")
    served.let_in(ada)
    _asked(ada)
    forged = telegram.delivery.update() | {"update_id": telegram.delivery.last_id + 1000}
    assert telegram.delivery.post_sync(forged, secret="guessed") == 403
    assert telegram.delivery.post_sync(forged) == 403
    assert served.health.accepted == 2
    assert telegram.delivery.post_sync(forged, secret=SECRET) == 200
    telegram.wait_until_sync(lambda: _answers(ada) == 2)


def test_updates_that_cannot_be_stored_are_not_confirmed(
    serve: Callable[..., ServedBot], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    from bot.storage.inbox import Inbox

    served = serve()
    ada = served.telegram.person("Ada")
    served.let_in(ada)
    accept, faults = Inbox.accept, iter(range(3))

    def full_disk(self: Inbox, arrivals: object) -> object:
        if next(faults, None) is not None:
            raise OperationalError("INSERT", {}, Exception("disk full"))
        return accept(self, arrivals)  # type: ignore[arg-type]

    monkeypatch.setattr(Inbox, "accept", full_disk)
    _asked(ada)
    assert _answers(ada) == 1


def test_the_token_is_in_no_log(
    serve: Callable[..., ServedBot], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    served = serve()
    ada = served.telegram.person("Ada")
    served.let_in(ada)
    served.telegram.faults.refuse("sendMessage", 404, times=1)
    served.telegram.faults.drop("getUpdates", times=1)
    _asked(ada)
    assert served.telegram.token not in caplog.text
    assert QUESTION not in "".join(r.getMessage() for r in caplog.records if "bot." in r.name)


def test_a_bot_that_stopped_goes_on_where_it_was(
    serve: Callable[..., ServedBot], telegram: TelegramEmulator
) -> None:
    first = serve(engine=ModelEngine(seconds=0.5))
    ada = telegram.person("Ada")
    first.let_in(ada)
    for _ in range(4):
        ada.send(QUESTION)
    telegram.wait_until_sync(lambda: _answers(ada) >= 1, timeout=10)
    first.__exit__(None, None, None)
    with ServedBot(telegram, first.folder, ModelEngine()):
        telegram.wait_until_sync(lambda: _answers(ada) == 4, timeout=15)
