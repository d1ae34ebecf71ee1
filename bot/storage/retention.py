"""What is kept how long. The sweep deletes the rest; it may run at any time, and does hourly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, or_, update

from bot.storage.database import Database
from bot.storage.escalations import EscalationState
from bot.storage.inbox_entry import EntryState
from bot.storage.outbox import SendState
from bot.storage.tables import (
    audit,
    conversations,
    escalations,
    gaps,
    inbox,
    inbox_seen,
    invites,
    links,
    outbox,
    receipts,
)


@dataclass(frozen=True, slots=True)
class Retention:
    """Days. ``questions_days`` is for the text of questions where it is kept at all; it then
    goes before its receipt does. ``inbox_days`` is for what was set aside, and for the memory
    of what was seen: less than two would let a platform's last re-delivery in twice."""

    receipts_days: int = 365
    questions_days: int = 30
    inbox_days: int = 14
    gaps_days: int = 365
    escalations_days: int = 365
    audit_days: int = 1825

    def __post_init__(self) -> None:
        if self.inbox_days < 2:
            raise ValueError("inbox_days must be 2 or more")


def sweep(database: Database, retention: Retention) -> Mapping[str, int]:
    """Deletes what is older than it may be; returns how many rows, by table."""
    now = database.now()
    with database.write() as connection:
        swept = {
            table.name: connection.execute(delete(table).where(too_old)).rowcount
            for table, too_old in _too_old(retention, now)
        }
        _blank_questions(connection, now - timedelta(days=retention.questions_days))
    database.scrub()
    return {name: count for name, count in swept.items() if count}


def _too_old(retention: Retention, now: datetime) -> list[tuple[Table, ColumnElement[bool]]]:
    def older(column: Column[datetime], days: int) -> ColumnElement[bool]:
        return column < now - timedelta(days=days)

    closed = escalations.c.state != EscalationState.OPEN
    settled = or_(outbox.c.entry_id.is_(None), outbox.c.state == SendState.SENT)
    set_aside = inbox.c.state == EntryState.FAILED
    return [
        (conversations, conversations.c.expires_at <= now),
        (links, links.c.expires_at <= now),
        (invites, and_(invites.c.used_at.is_(None), older(invites.c.expires_at, 1))),
        (receipts, older(receipts.c.answered_at, retention.receipts_days)),
        (gaps, older(gaps.c.asked_at, retention.gaps_days)),
        (escalations, and_(closed, older(escalations.c.closed_at, retention.escalations_days))),
        (outbox, and_(settled, older(outbox.c.planned_at, retention.inbox_days))),
        (inbox, and_(set_aside, older(inbox.c.received_at, retention.inbox_days))),
        (inbox_seen, older(inbox_seen.c.received_at, retention.inbox_days)),
        (audit, older(audit.c.at, retention.audit_days)),
    ]


def _blank_questions(connection: Connection, before: datetime) -> None:
    for table, asked_at in ((receipts, receipts.c.answered_at), (gaps, gaps.c.asked_at)):
        connection.execute(
            update(table)
            .where(asked_at < before, table.c.question.is_not(None))
            .values(question=None)
        )
