"""What a start, and a glance now and then, does about the work of processes that died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from bot.storage.database import Database
from bot.storage.identity import Platform
from bot.storage.inbox_entry import DEFAULT_RULES, Entry, EntryState, InboxRules, entry_of
from bot.storage.outbox import doubt_sends
from bot.storage.tables import inbox, outbox
from bot.storage.worker import Worker

DIED = "the process died while it worked on this"

# A message without an entry has no lease; no sending takes this long.
FORGOTTEN_SEND = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was taken back from dead workers: to be worked again, and set aside as poison."""

    again: int
    set_aside: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and since when the oldest does."""

    new: int
    working: int
    failed: int
    oldest: datetime | None


class Recovery:
    """Gives entries of dead workers back, and sets aside those that killed too many."""

    def __init__(
        self, database: Database, *, worker: str, rules: InboxRules = DEFAULT_RULES
    ) -> None:
        self._database = database
        self._worker = worker
        self._rules = rules

    def recover(self) -> Recovered:
        """Takes back what dead or silent workers hold. Safe at any time, while others work."""
        with self._database.write() as connection:
            lost = self._lost_entries(connection)
            self._doubt_sends(connection, [row.id for row in lost])
            poison = [row.id for row in lost if row.attempts >= self._rules.max_attempts]
            again = [row.id for row in lost if row.id not in poison]
            _free(connection, again, state=EntryState.NEW)
            _free(connection, poison, state=EntryState.FAILED, fault=DIED)
            return Recovered(len(again), _load(connection, inbox.c.id.in_(poison)))

    def _lost_entries(self, connection: Connection) -> list[Row[int, str, int, datetime]]:
        now, others = self._database.now(), self._others(connection)
        held = connection.execute(
            select(inbox.c.id, inbox.c.worker, inbox.c.attempts, inbox.c.leased_until)
            .where(inbox.c.state == EntryState.WORKING, inbox.c.worker != self._worker)
            .order_by(inbox.c.id)
            .with_for_update()
        ).all()
        return [row for row in held if row.leased_until < now or row.worker in others]

    def _others(self, connection: Connection) -> set[str]:
        """The workers that hold something and are known to be dead."""
        entries = select(inbox.c.worker).where(inbox.c.worker.is_not(None))
        sends = select(outbox.c.worker).where(outbox.c.worker.is_not(None))
        names = set(connection.execute(entries.union(sends)).scalars()) - {self._worker}
        return {name for name in names if (worker := Worker.parse(name)) and worker.known_dead}

    def _doubt_sends(self, connection: Connection, entry_ids: list[int]) -> None:
        doubt_sends(connection, outbox.c.entry_id.in_(entry_ids))
        doubt_sends(connection, outbox.c.worker.in_(self._others(connection)))
        long_ago = outbox.c.planned_at < self._database.now() - FORGOTTEN_SEND
        doubt_sends(connection, and_(outbox.c.worker != self._worker, long_ago))

    def set_aside(self) -> tuple[Entry, ...]:
        """Entries that could not be worked, for the operator."""
        with self._database.read() as connection:
            return _load(connection, inbox.c.state == EntryState.FAILED)

    def retry(self, entry_id: int) -> bool:
        """Lets an entry that was set aside be worked again, from its first attempt."""
        with self._database.write() as connection:
            result = connection.execute(
                update(inbox)
                .where(inbox.c.id == entry_id, inbox.c.state == EntryState.FAILED)
                .values(state=EntryState.NEW, attempts=0, not_before=None)
            )
            return result.rowcount == 1

    def backlog(self, platform: Platform) -> Backlog:
        """What waits on a platform, for the health page and the watchdog."""
        query = (
            select(inbox.c.state, func.count(), func.min(inbox.c.received_at))
            .where(inbox.c.platform == platform)
            .group_by(inbox.c.state)
        )
        with self._database.read() as connection:
            found = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
        count = {state: found.get(state, (0, None))[0] for state in EntryState}
        waiting = [
            found[state][1] for state in (EntryState.NEW, EntryState.WORKING) if count[state]
        ]
        return Backlog(
            new=count[EntryState.NEW],
            working=count[EntryState.WORKING],
            failed=count[EntryState.FAILED],
            oldest=min(waiting, default=None),
        )


def _free(connection: Connection, entry_ids: list[int], **values: object) -> None:
    connection.execute(
        update(inbox)
        .where(inbox.c.id.in_(entry_ids))
        .values(worker=None, leased_until=None, **values)
    )


def _load(connection: Connection, which: ColumnElement[bool]) -> tuple[Entry, ...]:
    rows = connection.execute(select(inbox).where(which).order_by(inbox.c.id)).mappings()
    return tuple(entry_of(row) for row in rows)
