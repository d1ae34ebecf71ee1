"""The clauses that a publication changed, until the receipts that quote them are marked.

A version that goes live may come into force later: until that day, what people were told holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from bot.storage.database import Database
from bot.storage.tables import changed_clauses


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause as it read until ``due``; ``snapshot`` is the one in which it reads otherwise.

    ``how`` says to people what became of it. ``alone`` is true where no other clause of its
    version has the same words, so that the digest alone tells it.
    """

    news_id: int
    directive: str
    number: str
    digest: str
    alone: bool
    snapshot: str
    how: str
    due: date


class ChangedClauses:
    """All that wait for their day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, clauses: Iterable[ChangedClause]) -> None:
        """Enters them, in the transaction that takes up the news."""
        with self._database.write() as connection:
            for clause in clauses:
                values = {name: getattr(clause, name) for name in ChangedClause.__slots__}
                connection.execute(insert(changed_clauses).values(**values))

    def take_due(self, day: date) -> tuple[ChangedClause, ...]:
        """Takes out those whose day has come, in the transaction that marks the receipts."""
        table = changed_clauses
        with self._database.write() as connection:
            taken = connection.execute(
                delete(table)
                .where(table.c.due <= day)
                .returning(*(column for column in table.c if column.name != "id"))
            ).mappings()
            return tuple(ChangedClause(**row) for row in taken)

    def any_due(self, day: date) -> bool:
        """Whether there is anything to take; asked often, it locks nothing."""
        query = select(changed_clauses.c.id).where(changed_clauses.c.due <= day).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def withdraw(self, snapshot: str) -> None:
        """Strikes those of a snapshot that is taken back before their day."""
        table = changed_clauses
        with self._database.write() as connection:
            connection.execute(delete(table).where(table.c.snapshot == snapshot))
