"""The log of who did what, and when; entries are only ever added. No text, no account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.storage.database import Database
from bot.storage.tables import audit

SHELL = "shell"
SYSTEM = "system"


def actor_of(person_id: int | None) -> str:
    """How the log names a person; ``None`` is whoever has the server's shell."""
    return SHELL if person_id is None else f"person {person_id}"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log. ``digest`` is that of the artefact which was decided about."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    digest: str | None


class AuditLog:
    """Adds lines and reads them back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, actor: str, action: str, subject: str = "", digest: str | None = None) -> None:
        """Adds a line, in the transaction of what it tells of where there is one."""
        with self._database.write() as connection:
            connection.execute(
                insert(audit).values(
                    at=self._database.now(),
                    actor=actor,
                    action=action,
                    subject=subject,
                    digest=digest,
                )
            )

    def latest(self, limit: int = 100, *, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The newest lines first; ``before`` is the id to page on from."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        with self._database.read() as connection:
            return tuple(AuditEntry(**row) for row in connection.execute(query).mappings())
