"""The durable inbox: what a platform handed over is kept until it has been worked.

An entry is accepted before its receipt is confirmed to the platform, and accepted once however
often it is delivered. Entries of one chat are worked in the order in which they came; chats do
not wait for each other. An entry that keeps failing, or keeps killing its process, is set aside
with its fault. A worked entry is deleted at once: only the digests of its keys stay.

Only accepting waits for the disk. A power cut may so repeat the work of the last moment, and
loses none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from bot.storage.codes import code_digest
from bot.storage.database import Database
from bot.storage.identity import Platform
from bot.storage.inbox_entry import (
    DEFAULT_RULES,
    Arrival,
    Entry,
    EntryState,
    InboxRules,
    entry_of,
)
from bot.storage.outbox import doubt_sends
from bot.storage.tables import inbox, inbox_seen, outbox
from bot.storage.upsert import insert_if_new


class Inbox:
    """What was accepted and is not done, as one worker sees it."""

    def __init__(
        self, database: Database, *, worker: str, rules: InboxRules = DEFAULT_RULES
    ) -> None:
        self._database = database
        self._worker = worker
        self._rules = rules

    def accept(self, arrivals: Sequence[Arrival]) -> tuple[int | None, ...]:
        """Keeps the arrivals, all or none; ``None`` for each that was accepted before.

        Once this has returned, they may be confirmed to the platform.
        """
        now = self._database.now()
        with self._database.write() as connection:
            return tuple(_accept(connection, arrival, now) for arrival in arrivals)

    def claim(self, platform: Platform) -> Entry | None:
        """Takes the oldest entry whose chat has none before it; ``None`` where all must wait."""
        now = self._database.now()
        # Looking takes no lock: idle workers do not stand in the way of busy ones.
        with self._database.read() as connection:
            if connection.execute(_next_entry(platform, now)).first() is None:
                return None
        with self._database.write(durable=False) as connection:
            entry_id = connection.execute(
                _next_entry(platform, now).with_for_update(skip_locked=True)
            ).scalar()
            if entry_id is None:
                return None
            row = connection.execute(
                update(inbox)
                .where(inbox.c.id == entry_id)
                .values(
                    state=EntryState.WORKING,
                    attempts=inbox.c.attempts + 1,
                    worker=self._worker,
                    leased_until=now + self._rules.lease,
                    not_before=None,
                )
                .returning(*inbox.c)
            )
            entry = entry_of(row.mappings().one())
            doubt_sends(connection, outbox.c.entry_id == entry.id)
            return entry

    def done(self, entry: Entry) -> bool:
        """The entry is worked: nothing but the digests of its keys stays. False, and nothing
        done, where another worker has taken it over."""
        with self._database.write(durable=False) as connection:
            return connection.execute(delete(inbox).where(self._held(entry))).rowcount == 1

    def fail(self, entry: Entry, fault: str, *, retry_in: timedelta) -> EntryState | None:
        """Working the entry failed: it waits for another attempt, or is set aside.

        Its chat waits with it. ``None`` where another worker has taken it over.
        """
        last = entry.attempts >= self._rules.max_attempts
        state = EntryState.FAILED if last else EntryState.NEW
        with self._database.write(durable=False) as connection:
            result = connection.execute(
                update(inbox)
                .where(self._held(entry))
                .values(
                    state=state,
                    fault=fault,
                    worker=None,
                    leased_until=None,
                    not_before=self._database.now() + retry_in,
                )
            )
            return state if result.rowcount == 1 else None

    def _held(self, entry: Entry) -> ColumnElement[bool]:
        # The attempt tells this lease from a later one of the same worker.
        return and_(
            inbox.c.id == entry.id,
            inbox.c.state == EntryState.WORKING,
            inbox.c.worker == self._worker,
            inbox.c.attempts == entry.attempts,
        )

    def renew(self) -> int:
        """Tells that this worker is alive; to be called a few times in each lease."""
        with self._database.write(durable=False) as connection:
            result = connection.execute(
                update(inbox)
                .where(inbox.c.state == EntryState.WORKING, inbox.c.worker == self._worker)
                .values(leased_until=self._database.now() + self._rules.lease)
            )
            return result.rowcount

    def release(self) -> int:
        """Gives back what this worker has begun, as if it had not: it is about to stop."""
        with self._database.write(durable=False) as connection:
            doubt_sends(connection, outbox.c.worker == self._worker)
            result = connection.execute(
                update(inbox)
                .where(inbox.c.state == EntryState.WORKING, inbox.c.worker == self._worker)
                .values(
                    state=EntryState.NEW,
                    attempts=inbox.c.attempts - 1,
                    worker=None,
                    leased_until=None,
                )
            )
            return result.rowcount


def _accept(connection: Connection, arrival: Arrival, now: datetime) -> int | None:
    # Sorted, so that two processes with the same keys cannot wait for each other.
    digests = sorted({code_digest(f"{arrival.platform}:{key}") for key in arrival.keys})
    new = [
        insert_if_new(connection, inbox_seen, {"key_digest": digest, "received_at": now})
        for digest in digests
    ]
    if not all(new):
        return None
    entry_id: int = connection.execute(
        insert(inbox)
        .values(
            platform=arrival.platform,
            chat=arrival.chat,
            sender=str(arrival.sender or ""),
            payload=dict(arrival.payload),
            state=EntryState.NEW,
            attempts=0,
            received_at=now,
        )
        .returning(inbox.c.id)
    ).scalar_one()
    return entry_id


def _next_entry(platform: Platform, now: datetime) -> Select[int]:
    earlier = inbox.alias()
    waits_for_another = exists().where(
        earlier.c.platform == inbox.c.platform,
        earlier.c.chat == inbox.c.chat,
        earlier.c.id < inbox.c.id,
        earlier.c.state != EntryState.FAILED,
    )
    return (
        select(inbox.c.id)
        .where(
            inbox.c.platform == platform,
            inbox.c.state == EntryState.NEW,
            or_(inbox.c.not_before.is_(None), inbox.c.not_before <= now),
            ~waits_for_another,
        )
        .order_by(inbox.c.id)
        .limit(1)
    )
