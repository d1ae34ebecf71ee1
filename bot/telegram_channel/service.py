"""The running channel: everything started in order, and stopped without losing a message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web
from telegram.error import BadRequest, TelegramError

from bot.access.admission import Access
from bot.channel_settings import webhook_lacks
from bot.desk.desk import Desk
from bot.publishing.publishing import Publishing
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.outbox import Outbox
from bot.storage.worker import Worker as Process
from bot.telegram_channel.answering import Answering
from bot.telegram_channel.connection import introduce, new_request, open_bot
from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.delivery.pace import DEFAULT_PACE, Pace, longer
from bot.telegram_channel.delivery.polling import ALLOWED_UPDATES, Poller
from bot.telegram_channel.delivery.watchdog import Watchdog
from bot.telegram_channel.delivery.webhook import WebhookRoute
from bot.telegram_channel.engine_room import EngineRoom, open_engine_room
from bot.telegram_channel.errors import WebhookError
from bot.telegram_channel.front import open_front
from bot.telegram_channel.menus import set_menus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram.ext import ExtBot

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TelegramChannel:
    """The channel with all it needs; ``run`` serves until it is cancelled."""

    settings: Settings
    engine: Answering
    database: Database
    access: Access
    desk: Desk
    publishing: Publishing
    pace: Pace = DEFAULT_PACE
    health: Health = field(default_factory=Health)

    async def run(self) -> None:
        """Serve. Cancelled, it takes no more updates, finishes what it has begun, and ends."""
        bot = open_bot(self.settings.telegram, self.pace)
        check_webhook(self.settings)
        me = await introduce(bot, self.pace)
        front = open_front(
            self.engine,
            self.database,
            self.access,
            self.desk,
            self.settings,
            self.publishing,
            outbox=Outbox(self.database, worker=str(Process.current())),
            me=me,
        )
        room = open_engine_room(bot, front, self.settings, self.pace, self.health)
        await set_menus(bot)
        logger.info("Serving Telegram by %s", self.settings.telegram.mode)
        try:
            await self._serve(bot, room)
        finally:
            await bot.shutdown()

    async def _serve(self, bot: ExtBot[int], room: EngineRoom) -> None:
        await asyncio.to_thread(room.recover)
        intake = self._webhook if self.settings.telegram.mode == "webhook" else self._poll
        async with (
            _running(room.worker.run) as working,
            _running(room.upkeep) as upkeep,
            _running(lambda: intake(bot, room)) as taking,
        ):
            parts = [taking, upkeep, working]
            # None of them ends by itself: whichever does takes the process with it, and whatever
            # started the process starts it anew.
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()

    async def _poll(self, bot: ExtBot[int], room: EngineRoom) -> None:
        async def poll() -> None:
            # A pool of its own for each start: a broken one must not outlive its trouble.
            request = new_request(self.pace, 1)
            async with request:
                poller = Poller(bot, request, room.intake, pace=self.pace, health=self.health)
                await poller.run()

        await Watchdog(poll, pace=self.pace, health=self.health).run()

    async def _webhook(self, bot: ExtBot[int], room: EngineRoom) -> None:
        telegram = self.settings.telegram
        secret = telegram.webhook_secret.get_secret_value() if telegram.webhook_secret else ""
        application = WebhookRoute(room.intake, secret=secret).application(telegram.webhook_url)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=self.pace.farewell)
        await runner.setup()
        try:
            await web.TCPSite(runner, telegram.webhook_listen, telegram.webhook_port).start()
            await self._set_webhook(bot, secret)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _set_webhook(self, bot: ExtBot[int], secret: str) -> None:
        pause = self.pace.first_pause
        while True:
            try:
                await bot.set_webhook(
                    self.settings.telegram.webhook_url,
                    secret_token=secret,
                    allowed_updates=ALLOWED_UPDATES,
                    drop_pending_updates=False,
                )
                return
            except BadRequest as fault:
                raise WebhookError(f"Telegram refuses the webhook: {fault.message}") from fault
            except TelegramError as fault:
                logger.warning("The webhook is not set yet (%s)", type(fault).__name__)
            await asyncio.sleep(pause)
            pause = longer(pause, self.pace)


def check_webhook(settings: Settings) -> None:
    """Raises ``WebhookError`` where the webhook could not be believed or found."""
    for lack in webhook_lacks(settings.telegram):
        raise WebhookError(lack.what)


@asynccontextmanager
async def _running(work: Callable[[], Awaitable[None]]) -> AsyncIterator[asyncio.Task[None]]:
    """The work as a task, ended when the block is left."""

    async def run() -> None:
        await work()

    task = asyncio.create_task(run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
