"""The real channel in a thread of its own, on a database of its own, against the emulator."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import socket
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import SecretStr

from bot.access.admission import Access
from bot.access.invitations import Invitations
from bot.access.limits import Limiter, Rate
from bot.access.rules import SlackRules
from bot.desk.desk import Desk
from bot.desk.working_days import WorkingCalendar
from bot.publishing.publishing import open_publishing
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.identity import Address, Platform
from bot.storage.role import Role
from bot.telegram_channel.answering import Answering
from bot.telegram_channel.delivery.pace import Pace
from bot.telegram_channel.service import TelegramChannel
from tests.telegram_emulator import Person, TelegramEmulator

SECRET = "a-secret-of-the-tests_0123456789"
QUICK = Pace(
    poll=5,
    answer=2,
    first_pause=0.05,
    longest_pause=0.4,
    glance=0.1,
    silence=30,
    upkeep=1,
    farewell=3,
    overall_rate=0,
)


@dataclass
class ServedBot:
    """A bot that serves while the block lasts."""

    telegram: TelegramEmulator
    folder: Path
    engine: Answering
    mode: str = "polling"
    pace: Pace = QUICK
    desk_chat: int | None = None
    keep_question_text: bool = True
    two_persons: bool = True
    more_settings: Mapping[str, Any] = field(default_factory=dict)
    rate: Rate = field(default_factory=lambda: Rate(per_minute=6000, burst=6000))

    def __post_init__(self) -> None:
        make_database(self.folder)
        self.database = open_database(f"sqlite:///{self.folder / 'attache.sqlite'}")
        self.settings = self._settings()
        self.publishing = open_publishing(self.settings, self.database)
        self.channel = self._channel()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread: threading.Thread | None = None
        self.failure: BaseException | None = None

    def _channel(self) -> TelegramChannel:
        places = []
        if self.desk_chat is not None:
            places = [Address(Platform.TELEGRAM, str(self.desk_chat))]
        return TelegramChannel(
            self.settings,
            self.engine,
            self.database,
            Access(self.database, SlackRules(), questions=Limiter(self.rate)),
            Desk(self.database, WorkingCalendar(), tuple(places)),
            self.publishing,
            self.pace,
        )

    def _settings(self) -> Settings:
        telegram: dict[str, Any] = {
            "token": SecretStr(self.telegram.token),
            "base_url": self.telegram.url,
            "mode": self.mode,
        }
        if self.mode == "webhook":
            port = free_port()
            telegram |= {
                "webhook_url": f"http://127.0.0.1:{port}/telegram",
                "webhook_port": port,
                "webhook_secret": SecretStr(SECRET),
            }
        return Settings.model_validate(
            {
                "telegram": telegram,
                "privacy": {"keep_question_text": self.keep_question_text},
                "knowledge": {"directory": self.folder / "knowledge"},
                "publishing": {"two_persons": self.two_persons},
                "storage": {"url": f"sqlite:///{self.folder / 'attache.sqlite'}"},
                **self.more_settings,
            }
        )

    @property
    def health(self) -> Any:
        return self.channel.health

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        # A poll is in the journal only when it is over, so a polling bot is known by its menus.
        ready = "setWebhook" if self.mode == "webhook" else "setMyCommands"
        calls = self.telegram.journal.calls
        before = len(calls(ready))
        self._thread.start()
        self.telegram.wait_until_sync(lambda: len(calls(ready)) > before, timeout=15)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._loop is not None
        assert self._task is not None
        assert self._thread is not None
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(15)
        assert not self._thread.is_alive(), "the bot did not stop"
        self.database.close()

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.create_task(self.channel.run())
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

        try:
            asyncio.run(serve())
        except BaseException as failure:  # noqa: BLE001 - looked at by the test
            self.failure = failure

    def invite(self, role: Role = Role.DIPLOMAT) -> str:
        """The payload of a deep link."""
        return Invitations(self.database).invite(role, by=None).start_parameter

    def let_in(self, *people: Person, role: Role = Role.DIPLOMAT) -> None:
        """People who were invited, and have heard so."""
        for person in people:
            person.start(self.invite(role))
            person.chat.wait_for_reply_sync(lambda seen: "You have access" in seen.text, timeout=20)


@functools.cache
def _migrated() -> bytes:
    """An empty, migrated SQLite file: migrating takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "attache.sqlite"
        open_database(f"sqlite:///{path}").close()
        return path.read_bytes()


def make_database(folder: Path) -> None:
    """Puts an empty database there, unless there is one."""
    path = folder / "attache.sqlite"
    if not path.exists():
        path.write_bytes(_migrated())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
