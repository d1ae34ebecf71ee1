"""The list of people, and what an admin does to it; the shell's commands call these."""

from __future__ import annotations

from dataclasses import dataclass

from bot.storage.audit import AuditLog, actor_of
from bot.storage.database import Database
from bot.storage.forgetting import Forgotten, remove
from bot.storage.people import People, Person
from bot.storage.role import Role


@dataclass(frozen=True, slots=True)
class Roster:
    """Everyone who may ask, or might once. ``by`` is the admin, ``None`` the shell."""

    database: Database

    def list(self) -> tuple[Person, ...]:
        """All people, the revoked too, in the order in which they came."""
        return People(self.database).everyone()

    def revoke(self, person_id: int, *, by: int | None) -> Person:
        """Takes the access away at once, on every platform."""
        with self.database.write():
            self._record(by, "revoked", person_id)
            return People(self.database).revoke(person_id)

    def reinstate(self, person_id: int, *, by: int | None) -> Person:
        """Gives the access back."""
        with self.database.write():
            self._record(by, "reinstated", person_id)
            return People(self.database).reinstate(person_id)

    def grant(self, person_id: int, role: Role, *, by: int | None) -> Person:
        """Gives another role than the invite did."""
        with self.database.write():
            self._record(by, f"granted {role}", person_id)
            return People(self.database).set_invited_role(person_id, role)

    def remove(self, person_id: int, *, by: int | None) -> Forgotten:
        """Forgets the person altogether, for those who left."""
        with self.database.write():
            People(self.database).require(person_id)
            self._record(by, "struck off", person_id)
        return remove(self.database, person_id)

    def _record(self, by: int | None, action: str, person_id: int) -> None:
        AuditLog(self.database).record(actor_of(by), action, f"person {person_id}")
