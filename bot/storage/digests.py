"""The digests of what changed, kept so that they can be read again when the snapshots are gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from bot.storage.database import Database
from bot.storage.tables import digests


class Digests:
    """One digest at most for each publication, by the number of its news."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, news_id: int, content: dict[str, Any]) -> None:
        """Keeps it, in the transaction that takes up the news."""
        values = {"news_id": news_id, "at": self._database.now(), "content": content}
        with self._database.write() as connection:
            connection.execute(insert(digests).values(**values))

    def get(self, news_id: int) -> dict[str, Any] | None:
        """The digest of that news."""
        query = select(digests.c.content).where(digests.c.news_id == news_id)
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def latest(self, limit: int) -> tuple[dict[str, Any], ...]:
        """The newest first."""
        query = select(digests.c.content).order_by(digests.c.news_id.desc()).limit(limit)
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())
