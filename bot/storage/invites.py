"""Invites: a role for whoever first shows the code. Only the code's digest is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.codes import code_digest, new_invite_code
from bot.storage.database import Database
from bot.storage.role import Role
from bot.storage.tables import invites


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite, used or not. ``person_id`` is who used it."""

    id: int
    role: Role
    label: str
    invited_by: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    person_id: int | None


class Invites:
    """The invites that were made and not swept away yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, role: Role, *, by: str, valid_for: timedelta, label: str = "") -> str:
        """Makes an invite and returns its code, which nobody can learn again."""
        code, now = new_invite_code(), self._database.now()
        with self._database.write() as connection:
            connection.execute(
                insert(invites).values(
                    code_digest=code_digest(code),
                    role=role,
                    label=label,
                    invited_by=by,
                    created_at=now,
                    expires_at=now + valid_for,
                )
            )
        return code

    def find(self, code: str) -> Invite | None:
        """The invite of that code, whatever its state, held till the transaction ends."""
        query = select(invites).where(invites.c.code_digest == code_digest(code)).with_for_update()
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else _invite(row)

    def mark_used(self, invite_id: int, person_id: int) -> bool:
        """Uses it up for this person; false where somebody was faster."""
        with self._database.write() as connection:
            result = connection.execute(
                update(invites)
                .where(invites.c.id == invite_id, invites.c.used_at.is_(None))
                .values(used_at=self._database.now(), person_id=person_id)
            )
            return result.rowcount == 1

    def open(self) -> tuple[Invite, ...]:
        """Those that can still be used, the oldest first."""
        query = (
            select(invites)
            .where(invites.c.used_at.is_(None), invites.c.expires_at > self._database.now())
            .order_by(invites.c.id)
        )
        with self._database.read() as connection:
            return tuple(_invite(row) for row in connection.execute(query).mappings())

    def cancel(self, invite_id: int) -> bool:
        """Takes an unused invite back; false where there is none of that number."""
        with self._database.write() as connection:
            result = connection.execute(
                delete(invites).where(invites.c.id == invite_id, invites.c.used_at.is_(None))
            )
            return result.rowcount == 1


def _invite(row: RowMapping) -> Invite:
    return Invite(
        id=row["id"],
        role=Role(row["role"]),
        label=row["label"],
        invited_by=row["invited_by"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        used_at=row["used_at"],
        person_id=row["person_id"],
    )
