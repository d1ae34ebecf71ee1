"""The running channel: everything started in order, and stopped without losing a message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access.admission import Access
from bot.channel_settings import connection_lacks
from bot.desk.desk import Desk
from bot.settings import Settings, SlackSettings
from bot.slack_channel.answering import Answering, Library
from bot.slack_channel.connection import introduce, open_app, open_client
from bot.slack_channel.delivery.http import serve_http
from bot.slack_channel.delivery.pace import DEFAULT_PACE, Pace
from bot.slack_channel.delivery.socket import serve_socket
from bot.slack_channel.engine_room import EngineRoom, open_engine_room
from bot.slack_channel.errors import SlackSettingsError
from bot.slack_channel.front import open_front
from bot.slack_channel.windows import Windows
from bot.storage.database import Database
from bot.storage.outbox import Outbox
from bot.storage.worker import Worker as Process

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SlackChannel:
    """The channel with all it needs; ``run`` serves until it is cancelled."""

    settings: Settings
    engine: Answering
    library: Library
    database: Database
    access: Access
    desk: Desk
    pace: Pace = DEFAULT_PACE

    async def run(self) -> None:
        """Serve. Cancelled, it takes nothing more, finishes what it has begun, and ends."""
        slack = self.settings.slack
        check_settings(slack)
        client = open_client(slack, self.pace)
        me = await introduce(client, self.pace)
        front = open_front(
            self.engine,
            self.library,
            self.database,
            self.access,
            self.desk,
            self.settings,
            outbox=Outbox(self.database, worker=str(Process.current())),
            me=me,
        )
        room = open_engine_room(client, front, self.settings, self.pace)
        app = open_app(slack, client, me, room.intake)
        Windows(front, room.directory, client).register(app)
        logger.info("Serving Slack by %s", slack.mode)
        await self._serve(app, room)

    async def _serve(self, app: AsyncApp, room: EngineRoom) -> None:
        await asyncio.to_thread(room.recover)
        async with (
            _running(room.worker.run) as working,
            _running(room.upkeep) as upkeep,
            _running(lambda: self._listen(app)) as taking,
        ):
            # None of them ends by itself: whichever does takes the process with it, and whatever
            # started the process starts it anew.
            parts = [taking, upkeep, working]
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()

    async def _listen(self, app: AsyncApp) -> None:
        slack = self.settings.slack
        if slack.mode == "http":
            await serve_http(app, slack.http_listen, slack.http_port, self.pace.farewell)
        else:
            assert slack.app_token is not None  # noqa: S101  # checked before anything started
            await serve_socket(app, slack.app_token.get_secret_value(), self.pace)


def check_settings(slack: SlackSettings) -> None:
    """Raises ``SlackSettingsError`` where Slack could not be reached, or not be believed."""
    if slack.bot_token is None:
        raise SlackSettingsError("There is no bot token for Slack.")
    for lack in connection_lacks(slack):
        raise SlackSettingsError(lack.what)


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
