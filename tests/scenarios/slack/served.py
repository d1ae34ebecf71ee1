"""The real channel in a thread of its own, on a database of its own, against the emulator."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.access.admission import Access
from bot.access.limits import Limiter, Rate
from bot.assembly import slack_rules
from bot.desk.desk import Desk
from bot.desk.working_days import WorkingCalendar
from bot.settings import Settings
from bot.slack_channel.answering import Answering
from bot.slack_channel.delivery.http import PATH
from bot.slack_channel.delivery.pace import Pace
from bot.slack_channel.service import SlackChannel
from bot.storage.database import Database, open_database, utc_now
from bot.storage.identity import Address, Platform
from knowledge.directive import Directive, Rank
from tests.scenarios.telegram.served import make_database
from tests.slack_emulator import SlackEmulator

MANIFEST: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "docs" / "slack-manifest.json").read_text(encoding="utf-8")
)
QUICK = Pace(
    answer=2,
    first_pause=0.05,
    longest_pause=0.4,
    glance=0.1,
    ping=0.5,
    deaf=2,
    acquaintance=0.5,
    status=1,
    upkeep=0.3,
    farewell=3,
)
DIRECTIVES = (
    Directive(
        "MFA-SMD",
        "Directive on the Use of Social Media",
        jurisdiction="home",
        version="2",
        in_force_from=utc_now().date() - timedelta(days=30),
        supersedes="MFA-SMD v1",
    ),
    Directive(
        "MFA-SMD",
        "Directive on the Use of Social Media",
        jurisdiction="home",
        version="1",
        in_force_from=date(2020, 1, 1),
        in_force_until=utc_now().date() - timedelta(days=31),
    ),
    Directive("KE-PN", "Kenya practice note", jurisdiction="Kenya", rank=Rank.PRACTICE_NOTE),
)


class Shelf:
    """Implements ``Library``."""

    def directives(self) -> Sequence[Directive]:
        return DIRECTIVES


class TurnedClock:
    """The database's clock, which a test can turn on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@dataclass
class ServedSlack:
    """A bot that serves while the block lasts."""

    slack: SlackEmulator
    folder: Path
    engine: Answering
    mode: str = "socket"
    pace: Pace = QUICK
    places: tuple[Address, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    privacy: dict[str, Any] = field(default_factory=lambda: {"keep_question_text": True})
    two_persons: bool = True
    more_settings: dict[str, Any] = field(default_factory=dict)
    rate: Rate = field(default_factory=lambda: Rate(per_minute=6000, burst=6000))
    strangers: Rate = field(default_factory=lambda: Rate(per_minute=6000, burst=6000))
    clock: TurnedClock = field(default_factory=TurnedClock)
    database: Database | None = None

    def __post_init__(self) -> None:
        self._owned = self.database is None
        if self._owned:
            make_database(self.folder)
        url = f"sqlite:///{self.folder / 'attache.sqlite'}"
        self.database = self.database or open_database(url, clock=self.clock)
        self.port = free_port()
        self.channel = self._channel(self._settings())
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread: threading.Thread | None = None
        self.failure: BaseException | None = None

    def _channel(self, settings: Settings) -> SlackChannel:
        assert self.database is not None
        access = Access(
            self.database,
            slack_rules(settings),
            questions=Limiter(self.rate),
            strangers=Limiter(self.strangers),
        )
        desk = Desk(self.database, WorkingCalendar(), self.places)
        return SlackChannel(settings, self.engine, Shelf(), self.database, access, desk, self.pace)

    def _settings(self) -> Settings:
        told: dict[str, Any] = {
            "bot_token": self.slack.bot_token,
            "app_token": self.slack.app_token,
            "signing_secret": self.slack.signing_secret,
            "base_url": self.slack.api_url,
            "mode": self.mode,
            "http_port": self.port,
            "allowed_teams": [self.slack.team.id],
        }
        return Settings.model_validate(
            {
                "slack": told | self.settings,
                "privacy": self.privacy,
                "knowledge": {"directory": self.folder / "knowledge"},
                "publishing": {"two_persons": self.two_persons},
                "storage": {"url": f"sqlite:///{self.folder / 'attache.sqlite'}"},
                **self.more_settings,
            }
        )

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if self.mode == "http":
            wait_for_port(self.port)
            self.slack.connect_http(f"http://127.0.0.1:{self.port}{PATH}").result()
        else:
            self.slack.wait_for_socket().result()
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
        assert self.database is not None
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(15)
        assert not self._thread.is_alive(), "the bot did not stop"
        if self._owned:
            self.database.close()
        if error is None and self.failure is not None:
            raise self.failure

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


def desk_in(channel_id: str) -> Address:
    """The desk's place in Slack."""
    return Address(Platform.SLACK, channel_id)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.05)
    raise TimeoutError(f"nothing listens on {port}")
