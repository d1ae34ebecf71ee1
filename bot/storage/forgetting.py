"""Forgetting a person: their traces are deleted, not hidden, down to the bytes of the file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, select

from bot.storage.addresses import address_of
from bot.storage.audit import SYSTEM, AuditLog
from bot.storage.database import Database
from bot.storage.identity import Address
from bot.storage.inbox_entry import EntryState
from bot.storage.tables import (
    escalation_messages,
    escalations,
    identities,
    inbox,
    invites,
    metadata,
    people,
)

# What says that the person may ask. It is the ministry's list, not a trace of asking.
_ACCESS = frozenset({identities.name, invites.name})


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows went, and the messages at the desk that still show the person's words."""

    rows: int
    desk_messages: tuple[Address, ...]


def forget(database: Database, person_id: int) -> Forgotten:
    """Deletes every trace of the person's asking. The person may go on asking afterwards."""
    with database.write() as connection:
        forgotten = _erase(connection, person_id)
        AuditLog(database).record(SYSTEM, "forgot", f"{forgotten.rows} rows")
    database.scrub()
    return forgotten


def remove(database: Database, person_id: int) -> Forgotten:
    """Forgets the person and strikes them from the list: without a new invite, a stranger."""
    with database.write() as connection:
        forgotten = _erase(connection, person_id)
        connection.execute(delete(people).where(people.c.id == person_id))
        AuditLog(database).record(SYSTEM, "removed", f"{forgotten.rows} rows")
    database.scrub()
    return forgotten


def _erase(connection: Connection, person_id: int) -> Forgotten:
    at_desk = _desk_messages(connection, person_id)
    rows = _delete_inbox(connection, person_id) + _delete_traces(connection, person_id)
    return Forgotten(rows, at_desk)


def _desk_messages(connection: Connection, person_id: int) -> tuple[Address, ...]:
    query = (
        select(escalation_messages)
        .join(escalations, escalations.c.id == escalation_messages.c.escalation_id)
        .where(escalations.c.person_id == person_id)
        .order_by(escalation_messages.c.id)
    )
    return tuple(address_of(row) for row in connection.execute(query).mappings())


def _delete_inbox(connection: Connection, person_id: int) -> int:
    """Not what is being worked, the wish to be forgotten itself: it goes when it is done."""
    accounts = connection.execute(
        select(identities.c.platform, identities.c.account).where(
            identities.c.person_id == person_id
        )
    )
    senders = [f"{platform}:{account}" for platform, account in accounts]
    waiting = and_(inbox.c.sender.in_(senders), inbox.c.state != EntryState.WORKING)
    return connection.execute(delete(inbox).where(waiting)).rowcount


def _delete_traces(connection: Connection, person_id: int) -> int:
    # Every table with this column holds traces: a new one is covered without being named here.
    traces = [
        table
        for table in reversed(metadata.sorted_tables)
        if "person_id" in table.c and table.name not in _ACCESS
    ]
    return sum(
        connection.execute(delete(table).where(table.c.person_id == person_id)).rowcount
        for table in traces
    )
