"""One-time codes by which a person shows that two accounts are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from bot.storage.codes import code_digest, new_link_code
from bot.storage.database import Database
from bot.storage.tables import links

VALID_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Link:
    """A code that was given to a person on one platform, to be typed on the other."""

    person_id: int
    expires_at: datetime
    used: bool


class Links:
    """The codes of the last minutes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, person_id: int) -> str:
        """A code for this person, short enough to be typed."""
        code = new_link_code()
        with self._database.write() as connection:
            connection.execute(
                insert(links).values(
                    code_digest=code_digest(code),
                    person_id=person_id,
                    expires_at=self._database.now() + VALID_FOR,
                )
            )
        return code

    def find(self, code: str) -> Link | None:
        """The link of that code, however its letters are typed, held till the transaction ends."""
        query = (
            select(links.c.person_id, links.c.expires_at, links.c.used)
            .where(links.c.code_digest == code_digest(code.lower()))
            .with_for_update()
        )
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else Link(**row)

    def mark_used(self, code: str) -> None:
        """The code joins nobody else from now on."""
        with self._database.write() as connection:
            connection.execute(
                update(links)
                .where(links.c.code_digest == code_digest(code.lower()))
                .values(used=True)
            )
