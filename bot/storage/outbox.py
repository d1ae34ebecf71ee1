"""Messages on their way out: each is recorded before it is sent, and marked when it has been.

A message has a key that follows from what it answers, so that after a crash the same work plans
the same message and finds out what became of it:

    planned ─ start ─▶ sending ─ sent ─▶ sent
       ▲                  │ └─ unsure, or the process died ─▶ unknown
       └──── unsent ──────┘     unknown: look on the platform first, then sent or unsent
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.addresses import address_of, address_values
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.tables import outbox
from bot.storage.upsert import insert_if_new


class SendState(StrEnum):
    """What is known of a message's way."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"


_UNSETTLED = (SendState.PLANNED, SendState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent.

    ``entry_id`` is the inbox entry that it answers; with that it is cleared away. ``person_id``
    is whose trace it is: the message goes when the person is forgotten. ``to`` with a message
    is an edit of that one.
    """

    key: str
    to: Address
    payload: Mapping[str, Any]
    entry_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """A recorded message. Where it was sent, ``to`` names the message it became."""

    key: str
    to: Address
    payload: Mapping[str, Any] | None
    state: SendState
    attempts: int
    fault: str | None
    planned_at: datetime
    sent_at: datetime | None


class Outbox:
    """The messages of unfinished entries, and those that answer no entry."""

    def __init__(self, database: Database, *, worker: str) -> None:
        self._database = database
        self._worker = worker

    def plan(self, message: Message) -> Send:
        """Records the message, or finds what became of the one with its key."""
        values = {
            "key": message.key,
            "entry_id": message.entry_id,
            "person_id": message.person_id,
            **address_values(message.to),
            "payload": dict(message.payload),
            "state": SendState.PLANNED,
            "attempts": 0,
            "planned_at": self._database.now(),
        }
        with self._database.write(durable=False) as connection:
            insert_if_new(connection, outbox, values)
            query = select(outbox).where(outbox.c.key == message.key)
            return _send(connection.execute(query).mappings().one())

    def start(self, key: str) -> bool:
        """Takes a planned message for sending; false where it is not planned (any more)."""
        with self._database.write(durable=False) as connection:
            result = connection.execute(
                update(outbox)
                .where(outbox.c.key == key, outbox.c.state == SendState.PLANNED)
                .values(
                    state=SendState.SENDING,
                    worker=self._worker,
                    attempts=outbox.c.attempts + 1,
                )
            )
            return result.rowcount == 1

    def take(self, key: str) -> bool:
        """Takes a message of ``unsettled``; false where another process was quicker.

        It stays taken, through all that goes wrong, until it is sent or given back: ``unsure``
        does that, and the recovery of a process that died.
        """
        with self._database.write(durable=False) as connection:
            result = connection.execute(
                update(outbox)
                .where(outbox.c.key == key, outbox.c.state.in_(_UNSETTLED))
                .values(
                    state=SendState.SENDING,
                    worker=self._worker,
                    attempts=outbox.c.attempts + 1,
                )
            )
            return result.rowcount == 1

    def sent(self, key: str, message: str) -> None:
        """The platform has it, as the message of that id. What it said is kept no longer."""
        self._change(
            key,
            state=SendState.SENT,
            message=message,
            payload=None,
            fault=None,
            sent_at=self._database.now(),
        )

    def unsent(self, key: str, fault: str | None = None) -> None:
        """The platform surely does not have it: it may be sent (again)."""
        self._change(key, state=SendState.PLANNED, fault=fault)

    def unsure(self, key: str, fault: str) -> None:
        """The connection broke: the platform may have it or not."""
        self._change(key, state=SendState.UNKNOWN, fault=fault)

    def _change(self, key: str, **values: object) -> None:
        with self._database.write(durable=False) as connection:
            connection.execute(
                update(outbox).where(outbox.c.key == key).values(worker=None, **values)
            )

    def unsettled(self, platform: Platform) -> tuple[Send, ...]:
        """Messages that answer no inbox entry and were not sent for sure, the oldest first.

        Those that answer one are settled when the entry is worked again.
        """
        query = (
            select(outbox)
            .where(
                outbox.c.platform == platform,
                outbox.c.entry_id.is_(None),
                outbox.c.state.in_(_UNSETTLED),
            )
            .order_by(outbox.c.planned_at, outbox.c.key)
        )
        with self._database.read() as connection:
            return tuple(_send(row) for row in connection.execute(query).mappings())


def _send(row: RowMapping) -> Send:
    return Send(
        key=row["key"],
        to=address_of(row),
        payload=row["payload"],
        state=SendState(row["state"]),
        attempts=row["attempts"],
        fault=row["fault"],
        planned_at=row["planned_at"],
        sent_at=row["sent_at"],
    )


def doubt_sends(connection: Connection, which: ColumnElement[bool]) -> None:
    """Messages that were being sent when their sender stopped may have arrived or not."""
    connection.execute(
        update(outbox)
        .where(outbox.c.state == SendState.SENDING, which)
        .values(state=SendState.UNKNOWN, worker=None)
    )
