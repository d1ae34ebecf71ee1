"""The desk's words: what officers answered, and which of it was made quotable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.database import Database
from bot.storage.tables import rulings
from knowledge.clause import digest_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """An officer's answer. ``promoted_as`` is the reference under which it can be quoted, with
    the question as the desk, not the asker, put it."""

    id: int
    escalation_id: str | None
    officer_id: int | None
    text: str
    digest: str
    ruled_at: datetime
    promoted_as: str | None
    promoted_question: str | None
    promoted_at: datetime | None


class Rulings:
    """All rulings. They outlive the questions that they answered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, escalation_id: str, *, officer_id: int, text: str) -> Ruling:
        """Keeps the officer's answer to that escalation."""
        with self._database.write() as connection:
            row = connection.execute(
                insert(rulings)
                .values(
                    escalation_id=escalation_id,
                    officer_id=officer_id,
                    text=text,
                    digest=digest_of(text),
                    ruled_at=self._database.now(),
                )
                .returning(*rulings.c)
            )
            return _ruling(row.mappings().one())

    def of(self, escalation_id: str) -> Ruling | None:
        """The ruling that answered that escalation."""
        return self._first(rulings.c.escalation_id == escalation_id)

    def get(self, ruling_id: int) -> Ruling | None:
        """The ruling of that number."""
        return self._first(rulings.c.id == ruling_id)

    def _first(self, condition: ColumnElement[bool]) -> Ruling | None:
        with self._database.read() as connection:
            row = connection.execute(select(rulings).where(condition)).mappings().first()
            return None if row is None else _ruling(row)

    def promote(self, ruling_id: int, *, reference: str, question: str) -> bool:
        """Makes the ruling quotable; false where it is already, or there is none."""
        with self._database.write() as connection:
            result = connection.execute(
                update(rulings)
                .where(rulings.c.id == ruling_id, rulings.c.promoted_as.is_(None))
                .values(
                    promoted_as=reference,
                    promoted_question=question,
                    promoted_at=self._database.now(),
                )
            )
            return result.rowcount == 1

    def promoted(self) -> tuple[Ruling, ...]:
        """The quotable ones, in the order in which they were made so."""
        query = (
            select(rulings)
            .where(rulings.c.promoted_as.is_not(None))
            .order_by(rulings.c.promoted_at, rulings.c.id)
        )
        with self._database.read() as connection:
            return tuple(_ruling(row) for row in connection.execute(query).mappings())


def _ruling(row: RowMapping) -> Ruling:
    return Ruling(**row)
