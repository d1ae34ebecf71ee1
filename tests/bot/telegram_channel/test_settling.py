"""Messages that answer no update go out once, however many processes look for them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from telegram.ext import ExtBot

from bot.storage.identity import Address, Platform
from bot.storage.outbox import Message, Outbox
from bot.telegram_channel.calls import Post, payload_of
from bot.telegram_channel.connection import introduce, open_bot
from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.engine_room import EngineRoom, open_engine_room
from bot.telegram_channel.front import open_front
from bot.telegram_channel.listeners.replies import text_message
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.served import QUICK, ServedBot
from tests.telegram_emulator import TelegramEmulator

MESSAGES = 12


def test_two_processes_send_each_message_once(tmp_path: Path) -> None:
    with TelegramEmulator() as telegram:
        ada = telegram.person("Ada")
        ada.start()
        telegram.faults.flood("sendMessage", 1, times=2)
        telegram.faults.delay("sendMessage", 0.02, times=None)
        served = ServedBot(telegram, tmp_path, ModelEngine())

        async def settle() -> None:
            bots = [open_bot(served.settings.telegram, QUICK) for _ in range(2)]
            rooms = [await _room(served, bot, f"process {id(bot)}") for bot in bots]
            for number in range(MESSAGES):
                post = payload_of(Post(ada.id, text_message(f"word {number:02}")))
                place = Address(Platform.TELEGRAM, str(ada.id))
                rooms[0].outbox.plan(Message(f"word {number:02}", place, post))
            tasks = [asyncio.create_task(room.upkeep()) for room in rooms]
            await telegram.wait_until(lambda: len(ada.chat.from_bot()) >= MESSAGES, 15)
            await telegram.wait_until(lambda: not rooms[0].outbox.unsettled(Platform.TELEGRAM))
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for bot in bots:
                await bot.shutdown()

        asyncio.run(settle())
        served.database.close()
        said = sorted(message.text for message in ada.chat.from_bot())
        assert said == [f"word {number:02}" for number in range(MESSAGES)]


async def _room(served: ServedBot, bot: ExtBot[int], process: str) -> EngineRoom:
    me = await introduce(bot, QUICK)
    channel = served.channel
    front = open_front(
        served.engine,
        served.database,
        channel.access,
        channel.desk,
        served.settings,
        served.publishing,
        outbox=Outbox(served.database, worker=process),
        me=me,
    )
    return open_engine_room(bot, front, served.settings, QUICK, Health())
