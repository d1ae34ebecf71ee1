"""The news of publishing: what happened, and which listener has passed it on already.

Every step that people are to hear of is one row, written in the transaction of the step itself. A
listener (a channel, the digest) asks for what it has not told yet, plans its messages and notes
that it did, in one transaction: so a crash loses nothing, and nothing is told twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, insert, or_, select

from bot.storage.database import Database
from bot.storage.tables import news, news_told
from bot.storage.upsert import insert_if_new

# What happened while a listener was away for longer is no news any more.
FRESH = timedelta(days=7)


class NewsKind(StrEnum):
    """What happened."""

    READ = "read"  # the file was read: facts are asked for, or it is refused
    PREPARED = "prepared"  # plan and rehearsal are there, or cannot be made
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"  # something else went live: the plan does not hold any more
    FAILED = "failed"
    WENT_LIVE = "went_live"
    ROLLED_BACK = "rolled_back"


LIVE_KINDS = frozenset({NewsKind.WENT_LIVE, NewsKind.ROLLED_BACK})


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened. Of ``LIVE_KINDS``, ``snapshot`` is live since, in place of
    ``before``; ``actor`` is named as in the audit log. Where both are the same, it was found live
    at the first look, which nobody is told."""

    id: int
    at: datetime
    kind: NewsKind
    actor: str
    submission_id: str | None
    publication_id: str | None
    snapshot: str
    before: str


class NewsLedger:
    """All news."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        kind: NewsKind,
        actor: str,
        *,
        submission_id: str | None = None,
        publication_id: str | None = None,
        snapshot: str = "",
        before: str = "",
    ) -> None:
        """Enters what happened, in the transaction of the step itself."""
        with self._database.write() as connection:
            connection.execute(
                insert(news).values(
                    at=self._database.now(),
                    kind=kind,
                    actor=actor,
                    submission_id=submission_id,
                    publication_id=publication_id,
                    snapshot=snapshot,
                    before=before,
                )
            )

    def untold(self, listener: str) -> tuple[News, ...]:
        """What this listener has not passed on yet, the oldest first."""
        told = select(news_told.c.news_id).where(news_told.c.listener == listener)
        happened = or_(news.c.kind.not_in(LIVE_KINDS), news.c.snapshot != news.c.before)
        fresh = news.c.at >= self._database.now() - FRESH
        query = select(news).where(fresh, happened, news.c.id.not_in(told)).order_by(news.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings()
            return tuple(News(**{**row, "kind": NewsKind(row["kind"])}) for row in rows)

    def told(self, news_id: int, listener: str) -> bool:
        """Notes that it was passed on; false where another process was quicker."""
        values = {"news_id": news_id, "listener": listener, "at": self._database.now()}
        with self._database.write() as connection:
            return insert_if_new(connection, news_told, values)

    def last_live(self) -> str:
        """The snapshot that went live last, as far as is known; empty where none did."""
        query = (
            select(news.c.snapshot)
            .where(news.c.kind.in_(LIVE_KINDS))
            .order_by(news.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar() or ""

    def delete_before(self, moment: datetime) -> None:
        """Deletes old news, but never the last word on what is live."""
        live = select(news.c.id).where(news.c.kind.in_(LIVE_KINDS)).order_by(news.c.id.desc())
        with self._database.write() as connection:
            last = connection.execute(live.limit(1)).scalar() or 0
            connection.execute(delete(news).where(news.c.at < moment, news.c.id != last))
