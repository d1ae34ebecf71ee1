"""Faults befall the calls that they were ordered for, before or after the work is done."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from tests.telegram_emulator import Person, TelegramEmulator

from .raw_bot import RawBot


def send(bot: RawBot, ada: Person, text: str = "hello", **more: object) -> dict[str, object]:
    return bot.call("sendMessage", chat_id=ada.id, text=text, **more)


def test_a_refusal_strikes_so_often_and_no_more(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    fault = telegram.faults.refuse("sendMessage", 500, times=2)
    assert send(bot, ada) == {
        "ok": False,
        "error_code": 500,
        "description": "Internal Server Error",
    }
    assert send(bot, ada)["error_code"] == 500
    assert send(bot, ada)["ok"]
    assert (fault.hits, len(ada.chat.from_bot())) == (2, 1)
    assert telegram.refusals == []
    assert [call.committed for call in telegram.journal.calls("sendMessage")] == [
        False,
        False,
        True,
    ]


def test_a_fault_can_wait_for_a_certain_text(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    telegram.faults.flood("sendMessage", 7, match={"text": "verdict"}, times=None)
    assert send(bot, ada, "hello")["ok"]
    refused = send(bot, ada, "the verdict")
    assert refused["description"] == "Too Many Requests: retry after 7"
    assert refused["parameters"] == {"retry_after": 7}
    telegram.faults.clear()
    telegram.faults.flood("sendMessage", None)
    assert "parameters" not in send(bot, ada)


def test_a_fault_can_be_a_matter_of_chance(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    fault = telegram.faults.refuse("getMe", 502, times=None, probability=0.5, seed=3)
    outcomes = [bot.call("getMe")["ok"] for _ in range(12)]
    assert 0 < sum(outcomes) < 12
    telegram.faults.remove(fault)
    telegram.faults.refuse("getMe", 502, times=None, probability=0.5, seed=3)
    assert [bot.call("getMe")["ok"] for _ in range(12)] == outcomes


def raw_answer(bot: RawBot, **params: object) -> tuple[int, str, bytes]:
    async def ask() -> tuple[int, str, bytes]:
        async with (
            aiohttp.ClientSession() as session,
            session.post(bot.url("sendMessage"), json=params) as response,
        ):
            return response.status, response.content_type, await response.read()

    return asyncio.run(ask())


def test_rubbish_and_pages_of_proxies(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    telegram.faults.raw("sendMessage", '{"ok": tru', headers={"X-Odd": "1"})
    assert raw_answer(bot, chat_id=ada.id, text="x") == (200, "application/json", b'{"ok": tru')
    telegram.faults.bad_gateway("sendMessage")
    status, content_type, page = raw_answer(bot, chat_id=ada.id, text="x")
    assert (status, content_type) == (502, "text/html")
    assert b"502 Bad Gateway" in page


@pytest.mark.parametrize("where", ["before", "after_commit"])
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (
            lambda faults, **when: faults.drop("sendMessage", **when),
            aiohttp.ServerDisconnectedError,
        ),
        (lambda faults, **when: faults.abort("sendMessage", **when), aiohttp.ClientOSError),
        (
            lambda faults, **when: faults.hang("sendMessage", 0.05, **when),
            aiohttp.ServerDisconnectedError,
        ),
    ],
)
def test_broken_connections(
    telegram: TelegramEmulator,
    bot: RawBot,
    ada: Person,
    where: str,
    order: Callable[..., object],
    expected: type[Exception],
):
    order(telegram.faults, where=where)
    with pytest.raises(expected):
        raw_answer(bot, chat_id=ada.id, text="x")
    assert len(ada.chat.from_bot()) == (1 if where == "after_commit" else 0)
    call = telegram.journal.calls("sendMessage")[0]
    assert (call.status, call.committed) == (0, where == "after_commit")


def test_half_an_answer(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    telegram.faults.truncate("sendMessage", 20)
    with pytest.raises(aiohttp.ClientPayloadError):
        raw_answer(bot, chat_id=ada.id, text="x")
    assert len(ada.chat.from_bot()) == 1


def test_a_late_answer(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    telegram.faults.delay("sendMessage", 0.2)
    began = time.monotonic()
    assert send(bot, ada)["ok"]
    assert time.monotonic() - began > 0.19


def test_a_download_can_fail_too(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    ada.document("directive.md", b"# Directive")
    telegram.faults.refuse("file", 500)
    update = bot.result("getUpdates")[-1]
    path = bot.result("getFile", file_id=update["message"]["document"]["file_id"])["file_path"]
    assert bot.download(path)[0] == 500
    assert bot.download(path) == (200, b"# Directive")


def test_flood_control(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    telegram.flood.enforce()
    assert send(bot, ada)["ok"]
    refused = send(bot, ada)
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})
    assert bot.result("sendChatAction", chat_id=ada.id, action="typing")
    telegram.flood.enforce(per_chat_second=100, overall_second=3)
    assert [send(bot, ada)["ok"] for _ in range(4)] == [True, True, True, False]
    telegram.flood.relax()
    assert send(bot, ada)["ok"]
    assert telegram.flood.refused == 2


def test_flood_control_of_a_group(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    group = telegram.group("Press", ada)
    telegram.flood.enforce(per_chat_second=100, per_group_minute=2)
    answers = [bot.call("sendMessage", chat_id=group.id, text="x") for _ in range(3)]
    assert [answer["ok"] for answer in answers] == [True, True, False]
    assert 55 < answers[-1]["parameters"]["retry_after"] <= 60


def test_everything_can_be_ordered_from_another_process(telegram: TelegramEmulator, bot: RawBot):
    def sim(verb: str, path: str, **order: object) -> object:
        return bot.request(verb, f"{telegram.url}/_sim/{path}", json=order or None)

    ada = sim("POST", "people", first_name="Ada")["id"]
    sim("POST", f"people/{ada}/start", payload="i_1")
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    bot.result("sendMessage", chat_id=ada, text="Sure?", reply_markup=markup)
    press = sim("POST", f"people/{ada}/press", label="Yes")
    bot.result("answerCallbackQuery", callback_query_id=press["id"], text="Done")
    assert sim("GET", f"presses/{press['id']}")["answer"]["text"] == "Done"
    chat = sim("GET", f"chats/{ada}")
    assert [message["text"] for message in chat["messages"]] == ["/start i_1", "Sure?"]
    assert chat["messages"][1]["keyboard"][0][0]["label"] == "Yes"
    assert "no such reply" in sim("GET", f"chats/{ada}/reply?timeout=0.1")["error"]
    bot.result("sendMessage", chat_id=ada, text="Sure.")
    assert sim("GET", f"chats/{ada}/reply?contains=Sure.")["text"] == "Sure."

    sim("POST", "faults", action="respond", method="getMe", status=429, retry_after=3, times=1)
    assert bot.call("getMe")["parameters"] == {"retry_after": 3}
    sim("POST", "faults", action="drop", method="getMe", where="after_commit")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        bot.request("POST", bot.url("getMe"), json={})
    assert "no such action" in sim("POST", "faults", action="explode")["error"]

    sim("POST", "delivery/duplicate_next")
    sim("POST", f"people/{ada}/send", text="twice")
    assert len(bot.result("getUpdates")) == 4
    sim("POST", "clock", advance=60)
    group = sim("POST", "groups", title="Press", members=[ada])["id"]
    assert sim("POST", f"groups/{group}/migrate")["id"] < -(10**12)
    bot.complaint("sendMessage", chat_id=ada, text="x", colour="red")
    assert sim("GET", "violations")[0]["words"].endswith("no parameter colour")
    assert json.dumps(sim("GET", "journal?method=sendMessage")).count('"ok": true') == 2
    assert sim("GET", "delivery")["waiting"]


def test_waiting_for_a_call(telegram: TelegramEmulator, bot: RawBot):
    bot.call("getMe")
    call = telegram.journal.wait_for_sync(lambda call: call.method == "getMe")
    assert (call.seq, call.status, call.ok) == (1, 200, True)
    waiting: Callable[..., Awaitable[object]] = telegram.journal.wait_for
    with pytest.raises(TimeoutError, match="calls made: getMe 200"):
        asyncio.run(waiting(lambda call: call.method == "sendMessage", 0.05))
