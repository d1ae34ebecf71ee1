"""Helpful or not: one word of each person on each answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from bot.storage.database import Database
from bot.storage.tables import feedback
from bot.storage.upsert import upsert


class Feedback:
    """What people said of answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, receipt_id: str, person_id: int, *, helpful: bool) -> None:
        """Keeps the person's word, in place of an earlier one."""
        values = {
            "receipt_id": receipt_id,
            "person_id": person_id,
            "helpful": helpful,
            "given_at": self._database.now(),
        }
        with self._database.write() as connection:
            upsert(connection, feedback, values, key=("receipt_id", "person_id"))

    def counts(self, since: datetime) -> tuple[int, int]:
        """How many said helpful, and how many not helpful."""
        query = (
            select(feedback.c.helpful, func.count())
            .where(feedback.c.given_at >= since)
            .group_by(feedback.c.helpful)
        )
        with self._database.read() as connection:
            found = {bool(helpful): number for helpful, number in connection.execute(query)}
        return found.get(True, 0), found.get(False, 0)

    def unhelpful(self, since: datetime, limit: int = 100) -> tuple[str, ...]:
        """The receipts that somebody found unhelpful, the newest word first."""
        newest = func.max(feedback.c.given_at)
        query = (
            select(feedback.c.receipt_id)
            .where(feedback.c.given_at >= since, feedback.c.helpful.is_(False))
            .group_by(feedback.c.receipt_id)
            .order_by(newest.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())
