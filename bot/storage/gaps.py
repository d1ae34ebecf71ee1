"""The gap ledger: questions that nothing covered, for whoever writes the next directive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.database import Database
from bot.storage.identity import Platform
from bot.storage.tables import gaps
from bot.storage.upsert import upsert
from knowledge.clause import digest_of
from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without a clause. ``nearest`` are the references that came nearest."""

    person_id: int
    receipt_id: str
    platform: Platform
    question: str | None
    question_digest: str
    situation: Situation
    nearest: tuple[str, ...]
    asked_at: datetime


class Gaps:
    """The ledger. ``keep_questions`` is the configuration's word on the questions' text."""

    def __init__(self, database: Database, *, keep_questions: bool) -> None:
        self._database = database
        self._keep_questions = keep_questions

    def note(
        self,
        receipt_id: str,
        question: str,
        *,
        person_id: int,
        platform: Platform,
        situation: Situation,
        nearest: tuple[str, ...] = (),
    ) -> None:
        """Enters the question of that receipt, once, as it reads now."""
        values = {
            "receipt_id": receipt_id,
            "person_id": person_id,
            "platform": platform,
            "question": question if self._keep_questions else None,
            "question_digest": digest_of(question),
            "situation": situation,
            "nearest": nearest,
            "asked_at": self._database.now(),
        }
        with self._database.write() as connection:
            upsert(connection, gaps, values, key=("receipt_id",))

    def covered_after_all(self, receipt_id: str) -> None:
        """Strikes the entry: the question was edited, and a clause covers it now."""
        with self._database.write() as connection:
            connection.execute(delete(gaps).where(gaps.c.receipt_id == receipt_id))

    def since(self, moment: datetime) -> tuple[Gap, ...]:
        """The gaps that showed since then, the oldest first."""
        columns = [column for column in gaps.c if column.name != "id"]
        query = select(*columns).where(gaps.c.asked_at >= moment).order_by(gaps.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings()
            return tuple(Gap(**{**row, "platform": Platform(row["platform"])}) for row in rows)
