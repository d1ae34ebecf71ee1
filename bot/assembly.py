"""The composition root: the only module that names concrete parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.answering.engine import Engine
from bot.settings import Settings
from bot.storage.identity import Platform
from knowledge.directive import Directive
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.store import SnapshotStore

# The libraries of database and platforms take half a second to import: a question at the terminal
# does not wait for them, so each function imports what it puts together.
if TYPE_CHECKING:
    from bot.access.rules import SlackRules
    from bot.desk.desk import Desk
    from bot.storage.database import Database


class Channel(Protocol):
    """A platform that is served until it is stopped."""

    async def run(self) -> None:
        """Serve until cancelled."""


@dataclass(frozen=True, slots=True)
class LiveLibrary:
    """The texts of the live snapshot."""

    live: LiveSnapshot

    def directives(self) -> Sequence[Directive]:
        """All of them, whatever their dates."""
        return tuple(self.live.current().directives.values())


def open_engine(settings: Settings) -> Engine:
    """The engine over the live snapshot; raises ``SnapshotError`` where there is none."""
    return engine_over(open_live(settings), settings)


def open_live(settings: Settings) -> LiveSnapshot:
    """The live snapshot; raises ``SnapshotError`` where there is none."""
    live = LiveSnapshot(SnapshotStore(settings.knowledge.directory))
    live.current()
    return live


def engine_over(live: LiveSnapshot, settings: Settings) -> Engine:
    """The engine over a snapshot."""
    return Engine(live, home=settings.knowledge.home, answering=settings.answering)


@contextmanager
def open_channels(settings: Settings, *platforms: Platform) -> Iterator[tuple[Channel, ...]]:
    """The channels of these platforms, over one live snapshot and the one database, and the
    workshop that serves them all."""
    from bot.access.admission import Access
    from bot.access.limits import Limiter, Rate
    from bot.publishing.publishing import open_publishing
    from bot.publishing.workshop import Workshop
    from bot.storage.database import open_database

    live = open_live(settings)
    engine, database = engine_over(live, settings), open_database(settings.storage.url)
    pace = Rate(per_minute=settings.access.questions_per_minute, burst=10)
    access = Access(database, slack_rules(settings), questions=Limiter(pace))
    desk = open_desk(settings, database)
    publishing = open_publishing(settings, database)
    opened: list[Channel] = [Workshop(settings, database, publishing)]
    if Platform.TELEGRAM in platforms:
        from bot.telegram_channel.service import TelegramChannel

        opened.append(TelegramChannel(settings, engine, database, access, desk, publishing))
    if Platform.SLACK in platforms:
        from bot.slack_channel.service import SlackChannel

        opened.append(SlackChannel(settings, engine, LiveLibrary(live), database, access, desk))
    try:
        yield tuple(opened)
    finally:
        database.close()


def slack_rules(settings: Settings) -> SlackRules:
    """Roles by the ids of users (``U…``, ``W…``) and of user groups (``S…``)."""
    from bot.access.rules import SlackRules
    from bot.storage.role import Role

    slack = settings.slack
    roles = dict.fromkeys(slack.desk, Role.DESK) | dict.fromkeys(slack.admins, Role.ADMIN)
    return SlackRules(
        allowed_workspaces=frozenset(slack.allowed_teams),
        users={name: role for name, role in roles.items() if not name.startswith("S")},
        groups={name: role for name, role in roles.items() if name.startswith("S")},
        everyone=Role.STAFF,
    )


def open_desk(settings: Settings, database: Database) -> Desk:
    """The desk with its places on both platforms."""
    from bot.desk.desk import Desk
    from bot.desk.working_days import WorkingCalendar
    from bot.storage.identity import Address

    desk = settings.desk
    places = []
    if desk.telegram_chat is not None:
        places.append(Address(Platform.TELEGRAM, str(desk.telegram_chat)))
    if desk.slack_channel:
        places.append(Address(Platform.SLACK, desk.slack_channel))
    holidays = frozenset(map(date.fromisoformat, desk.holidays))
    return Desk(database, WorkingCalendar(holidays=holidays), tuple(places))
