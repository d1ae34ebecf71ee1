"""The real python-telegram-bot 22.8: what it sends, and what it makes of faults.

Several of these tests record how the library behaves, since the bot has to make up for it.
"""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ContextTypes, Defaults, ExtBot

from tests.telegram_emulator import Person, TelegramEmulator

from . import ptb_bot

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_violations(telegram: TelegramEmulator) -> Iterator[None]:
    yield
    assert telegram.violations == []


@pytest.fixture(autouse=True)
def _quiet_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Without it every RetryAfter is born with a deprecation warning, an error in these tests.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    yield
    logging.getLogger("telegram").setLevel(logging.NOTSET)


async def talking(telegram: TelegramEmulator) -> ExtBot[None]:
    bot: ExtBot[None] = ExtBot(
        telegram.token, base_url=telegram.base_url, base_file_url=telegram.base_file_url
    )
    await bot.initialize()
    return bot


def test_a_conversation(telegram: TelegramEmulator):
    async def scenario() -> None:
        async with ptb_bot.polling(telegram) as (_, errors):
            ada = telegram.person("Ada")
            ada.start("i_code")
            assert (await ada.chat.wait_for_reply()).text == "Welcome i_code"
            asked = ada.send("May I <like> it?".replace("<", "‹").replace(">", "›"))
            reply = await ada.chat.wait_for_reply()
            assert reply.pieces("bold") == ["No."]
            assert reply.pieces("blockquote") == ["May I ‹like› it?"]
            assert (reply.reply_to, reply.labels) == (asked.id, ("Helpful",))
            assert ada.chat.actions == ["typing"]
            press = ada.press("Helpful")
            assert telegram.unanswered == ["fb:1:u"]
            assert (await press.wait_for_answer()).text == "Thank you"
            assert telegram.unanswered == []
            sent = telegram.journal.calls("sendMessage")[-1]
            assert sent.json("reply_parameters") == {"message_id": asked.id}
            assert (await ada.chat.wait_for_reply()).keyboard == ()
            assert errors == []
        assert telegram.refusals == []
        assert telegram.delivery.waiting == []

    asyncio.run(scenario())


def test_everything_a_bot_may_say(telegram: TelegramEmulator, ada: Person, tmp_path: Path):
    """One call of each kind, as the library writes it; the judge has nothing to say."""
    asked = ada.send("May I like it? 🏛 May I?")
    ada.document("directive.md", b"# Directive")

    async def scenario() -> None:
        bot = await talking(telegram)
        text = "🏛 Staff shall not like.\nSee §23."
        entities = [
            MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, 3, 21),
            MessageEntity(MessageEntity.TEXT_LINK, 29, 3, url="https://mfa.example.org/smd"),
        ]
        keyboard = InlineKeyboardMarkup(
            [
                [InlineKeyboardButton("Yes", callback_data="x" * 64, style="success")],
                [InlineKeyboardButton("Read", url="https://mfa.example.org/smd#23")],
            ]
        )
        sent = await bot.send_message(
            ada.id,
            text,
            entities=entities,
            reply_markup=keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            disable_notification=True,
            protect_content=True,
            reply_parameters=ReplyParameters(
                asked.id, quote="May I", quote_position=18, allow_sending_without_reply=True
            ),
        )
        assert sent.text == text
        assert sent.quote is not None
        assert sent.quote.position == 18
        assert [each.type for each in sent.entities] == ["expandable_blockquote", "text_link"]
        await sent.edit_text("Changed", reply_markup=keyboard)
        await sent.edit_reply_markup(None)
        await bot.send_message_draft(ada.id, 5, "The dir")
        await bot.send_chat_action(ada.id, "typing")
        await bot.set_message_reaction(ada.id, asked.id, "👍")
        document = await bot.send_document(ada.id, b"%PDF", filename="a.pdf", caption="a file")
        await bot.send_document(ada.id, document.document.file_id)
        await document.edit_caption("the file")
        await bot.send_photo(ada.id, b"png", caption="<i>x</i>", parse_mode="HTML")
        assert await document.delete()
        await bot.set_my_commands(
            [BotCommand("start", "Begin"), BotCommand("help", "What I can do")],
            scope=BotCommandScopeAllPrivateChats(),
            language_code="en",
        )
        assert len(await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "en")) == 2
        await bot.delete_my_commands()
        await bot.set_my_name("Attaché")
        await bot.set_my_description("Ask.")
        await bot.set_my_short_description("Ask.")
        await bot.set_chat_menu_button()
        assert (await bot.get_chat_menu_button()).type == "default"
        assert (await bot.get_chat(ada.id)).username == "ada_okafor"
        assert (await bot.get_chat_member(ada.id, ada.id)).status == "member"
        assert (await bot.get_webhook_info()).url == ""
        updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
        received = updates[-1].message.document
        file = await received.get_file()
        assert bytes(await file.download_as_bytearray()) == b"# Directive"
        await bot.shutdown()

    asyncio.run(scenario())
    assert telegram.refusals == []
    seen = ada.chat.transcript()[3]
    assert (seen.text, seen.earlier) == ("Changed", ("🏛 Staff shall not like.\nSee §23.",))
    assert (seen.quote, seen.protected, seen.silent) == ("May I", True, True)
    assert [line.command for line in ada.chat.commands_for(ada)] == ["start", "help"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (lambda faults: faults.flood("sendMessage", 2), RetryAfter),
        (lambda faults: faults.flood("sendMessage", None), NetworkError),
        (lambda faults: faults.refuse("sendMessage", 500), NetworkError),
        (lambda faults: faults.bad_gateway("sendMessage"), NetworkError),
        (lambda faults: faults.raw("sendMessage", '{"ok": tr'), TelegramError),
        (lambda faults: faults.drop("sendMessage"), NetworkError),
        (lambda faults: faults.abort("sendMessage"), NetworkError),
        (lambda faults: faults.hang("sendMessage", 2), TimedOut),
        (lambda faults: faults.truncate("sendMessage"), NetworkError),
        (lambda faults: faults.refuse("sendMessage", 401), InvalidToken),
        (lambda faults: faults.refuse("sendMessage", 404), InvalidToken),
        (lambda faults: faults.refuse("sendMessage", 409), Conflict),
        (lambda faults: faults.refuse("sendMessage", 403), Forbidden),
        (lambda faults: faults.refuse("sendMessage", 400, "Bad Request: odd"), BadRequest),
    ],
)
def test_what_the_library_makes_of_each_fault(
    telegram: TelegramEmulator, ada: Person, order, expected: type[Exception]
):
    order(telegram.faults)

    async def scenario() -> None:
        bot = await talking(telegram)
        try:
            with pytest.raises(expected) as caught:
                await bot.send_message(ada.id, "hello", read_timeout=0.3)
            assert type(caught.value) is expected
        finally:
            await bot.shutdown()

    asyncio.run(scenario())


def test_refusals_reach_the_bot_with_telegrams_words(telegram: TelegramEmulator, ada: Person):
    async def scenario() -> None:
        bot = await talking(telegram)
        sent = await bot.send_message(ada.id, "No.")
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_text("No.")
        group = telegram.group("Press", ada)
        supergroup = group.migrate()
        with pytest.raises(ChatMigrated) as caught:
            await bot.send_message(group.id, "x")
        assert caught.value.new_chat_id == supergroup.id
        ada.block()
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(ada.id, "x")
        await bot.shutdown()

    asyncio.run(scenario())


def test_flood_control_is_waited_out_by_the_librarys_limiter(
    telegram: TelegramEmulator, ada: Person
):
    async def scenario() -> None:
        telegram.flood.enforce()
        async with ptb_bot.polling(telegram, limiter=True) as (app, errors):
            await asyncio.gather(*(app.bot.send_message(ada.id, str(n)) for n in range(2)))
            assert errors == []
        said = sorted(seen.text for seen in ada.chat.from_bot())
        assert said == ["0", "1", "Welcome"]
        assert telegram.flood.refused > 0

    asyncio.run(scenario())


def test_a_default_parse_mode_spoils_entities(telegram: TelegramEmulator, ada: Person):
    """The library sends both, and Telegram then reads the text as HTML and drops the entities."""

    async def scenario() -> None:
        bot: ExtBot[None] = ExtBot(
            telegram.token, base_url=telegram.base_url, defaults=Defaults(parse_mode="HTML")
        )
        await bot.initialize()
        quote = [MessageEntity(MessageEntity.BLOCKQUOTE, 0, 5)]
        with pytest.raises(BadRequest, match="ignored when parse_mode is given"):
            await bot.send_message(ada.id, "a < b", entities=quote)
        await bot.send_message(ada.id, "a < b", entities=quote, parse_mode=None)
        await bot.shutdown()

    asyncio.run(scenario())
    assert ada.chat.from_bot()[0].pieces("blockquote") == ["a < b"]
    assert telegram.journal.take_violations()[0].method == "sendMessage"


def test_a_message_whose_answer_was_lost_is_there_all_the_same(
    telegram: TelegramEmulator, ada: Person
):
    async def scenario() -> None:
        bot = await talking(telegram)
        telegram.faults.drop("sendMessage", where="after_commit")
        for _ in range(2):
            try:
                await bot.send_message(ada.id, "once?")
            except NetworkError:
                continue
        await bot.shutdown()
        assert [seen.text for seen in ada.chat.from_bot()] == ["once?", "once?"]

    asyncio.run(scenario())


def test_polling_survives_server_errors(telegram: TelegramEmulator):
    async def scenario() -> None:
        telegram.faults.refuse("getUpdates", 500)
        async with ptb_bot.polling(telegram) as (_, errors):
            ada = telegram.person("Ada")
            ada.start()
            await ada.chat.wait_for_reply(timeout=8)
            assert errors == []

    asyncio.run(scenario())


def test_polling_dies_silently_of_a_401(telegram: TelegramEmulator):
    """Nothing tells the bot, and stopping it afterwards fails with the old error."""

    async def scenario() -> None:
        ada = telegram.person("Ada")
        app = ptb_bot.with_handlers(
            ptb_bot.build(telegram.base_url, telegram.base_file_url, telegram.token)
        )
        async with app:
            assert app.updater is not None
            await app.updater.start_polling(poll_interval=0, timeout=5)
            await app.start()
            ada.start()
            await ada.chat.wait_for_reply()
            telegram.faults.refuse("getUpdates", 401)
            ada.send("wakes the poll, whose successor is refused")
            await telegram.journal.wait_for(lambda call: call.status == 401)
            unheard = ada.send("nobody hears this")
            await asyncio.sleep(0.3)
            assert telegram.delivery.waiting[-1] == telegram.delivery.last_id
            assert all(seen.reply_to != unheard.id for seen in ada.chat.from_bot())
            assert app.updater.running
            with pytest.raises(InvalidToken):
                await app.updater.stop()
            await app.stop()

    asyncio.run(scenario())


def test_a_second_instance_makes_the_first_back_off(telegram: TelegramEmulator):
    async def scenario() -> None:
        async with ptb_bot.polling(telegram):
            await telegram.wait_until(lambda: telegram.journal.calls("getMe"))
            await asyncio.sleep(0.2)
            rival = await talking(telegram)
            await rival.get_updates(timeout=0)
            conflict = await telegram.journal.wait_for(lambda call: call.status == 409)
            assert conflict.description.startswith("Conflict: terminated by other getUpdates")
            await rival.shutdown()

    asyncio.run(scenario())


def test_the_library_does_not_notice_duplicates(telegram: TelegramEmulator):
    heard: list[str | None] = []

    async def hear(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        heard.append(update.message.text)

    async def scenario() -> None:
        async with ptb_bot.polling(telegram, handler=hear):
            ada = telegram.person("Ada")
            telegram.delivery.duplicate_next()
            ada.send("in one batch")
            await telegram.wait_until(lambda: len(heard) == 2 or None)
            telegram.delivery.redeliver()
            await telegram.wait_until(lambda: len(heard) == 3 or None)

    asyncio.run(scenario())
    assert heard == ["in one batch"] * 3


def test_a_poisonous_update_makes_the_library_ask_again_and_again(telegram: TelegramEmulator):
    async def scenario() -> None:
        async with ptb_bot.polling(telegram) as (_, errors):
            telegram.delivery.poison()
            await telegram.wait_until(lambda: len(telegram.journal.calls("getUpdates")) > 30)
            assert errors == []
            assert len(telegram.delivery.waiting) == 1
            telegram.world.updates.drop_all()

    asyncio.run(scenario())


def test_an_unknown_kind_of_update_is_passed_over(telegram: TelegramEmulator):
    async def scenario() -> None:
        async with ptb_bot.polling(telegram):
            telegram.delivery.unknown_kind()
            ada = telegram.person("Ada")
            ada.start()
            assert (await ada.chat.wait_for_reply()).text == "Welcome"

    asyncio.run(scenario())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_webhook(telegram: TelegramEmulator):
    async def scenario() -> None:
        app = ptb_bot.with_handlers(
            ptb_bot.build(telegram.base_url, telegram.base_file_url, telegram.token)
        )
        port = free_port()
        async with app:
            assert app.updater is not None
            await app.updater.start_webhook(
                listen="127.0.0.1",
                port=port,
                url_path="hook",
                webhook_url=f"http://127.0.0.1:{port}/hook",
                secret_token="right",
                allowed_updates=["message", "callback_query"],
            )
            await app.start()
            ada = telegram.person("Ada")
            ada.send("May I?")
            await ada.chat.wait_for_reply()
            assert await telegram.delivery.post(secret="wrong") == 403
            assert await telegram.delivery.post() == 403
            press = ada.press("Helpful")
            await press.wait_for_answer()
            await app.updater.stop()
            await app.stop()

    asyncio.run(scenario())
    assert telegram.refusals == []


def test_a_killed_process_loses_the_update_it_was_working_on(telegram: TelegramEmulator):
    """The library confirms an update when it queues it: at most once."""
    command = [sys.executable, "-m", "tests.telegram_emulator_tests.ptb_bot"]
    command += [telegram.base_url, telegram.base_file_url, telegram.token]
    ada = telegram.person("Ada")

    def started() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)

    process = started()
    try:
        ada.command("slow")
        telegram.wait_until_sync(lambda: ada.chat.actions, timeout=15)
        telegram.wait_until_sync(lambda: not telegram.delivery.waiting or None)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process = started()
        ada.start()
        reply = ada.chat.wait_for_reply_sync(timeout=15)
        assert reply.text == "Welcome"
        assert [seen.text for seen in ada.chat.from_bot()] == ["Welcome"]
    finally:
        process.kill()
        process.wait()


def test_the_bot_may_share_the_tests_event_loop_with_async_with():
    async def scenario() -> None:
        async with TelegramEmulator() as telegram:
            began = time.monotonic()
            async with ptb_bot.polling(telegram):
                ada = telegram.person("Ada")
                ada.start()
                await ada.chat.wait_for_reply()
            assert timedelta(seconds=time.monotonic() - began) < timedelta(seconds=5)

    asyncio.run(scenario())
