"""The composition root: the only module that names concrete parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.settings import Settings
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.store import SnapshotStore

# The libraries of database and platforms take half a second to import: a question at the terminal
# does not wait for them, so each function imports what it puts together.
if TYPE_CHECKING:
    from bot.desk.desk import Desk
    from bot.storage.database import Database
    from bot.telegram_channel.service import TelegramChannel


def open_engine(settings: Settings) -> Engine:
    """The engine over the live snapshot; raises ``SnapshotError`` where there is none."""
    live = LiveSnapshot(SnapshotStore(settings.knowledge.directory))
    live.current()
    return Engine(live, home=settings.knowledge.home, answering=settings.answering)


@contextmanager
def open_telegram(settings: Settings) -> Iterator[TelegramChannel]:
    """The Telegram channel over the live snapshot and the one database."""
    from bot.access.admission import Access
    from bot.access.limits import Limiter, Rate
    from bot.access.rules import SlackRules
    from bot.storage.database import open_database
    from bot.telegram_channel.service import TelegramChannel

    engine, database = open_engine(settings), open_database(settings.storage.url)
    pace = Rate(per_minute=settings.access.questions_per_minute, burst=10)
    access = Access(database, SlackRules(), questions=Limiter(pace))
    try:
        yield TelegramChannel(settings, engine, database, access, open_desk(settings, database))
    finally:
        database.close()


def open_desk(settings: Settings, database: Database) -> Desk:
    """The desk with its places on both platforms."""
    from bot.desk.desk import Desk
    from bot.desk.working_days import WorkingCalendar
    from bot.storage.identity import Address, Platform

    desk = settings.desk
    places = []
    if desk.telegram_chat is not None:
        places.append(Address(Platform.TELEGRAM, str(desk.telegram_chat)))
    if desk.slack_channel:
        places.append(Address(Platform.SLACK, desk.slack_channel))
    holidays = frozenset(map(date.fromisoformat, desk.holidays))
    return Desk(database, WorkingCalendar(holidays=holidays), tuple(places))
