"""People: one person for all accounts that were shown to be theirs, and the role they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.database import Database
from bot.storage.errors import NoSuchPersonError
from bot.storage.identity import Identity, Platform
from bot.storage.role import Role, highest
from bot.storage.tables import identities, people


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may ask, or once might. ``label`` is what the admin wrote on the invite."""

    id: int
    role: Role | None
    invited_role: Role | None
    configured_role: Role | None
    label: str
    since: datetime
    revoked_at: datetime | None
    identities: tuple[Identity, ...]

    @property
    def revoked(self) -> bool:
        """Whether an admin took the access away."""
        return self.revoked_at is not None


class People:
    """Everyone who was ever let in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, identity: Identity) -> Person | None:
        """The person whose account this is."""
        with self._database.read() as connection:
            person_id = connection.execute(
                select(identities.c.person_id).where(
                    identities.c.platform == identity.platform,
                    identities.c.account == identity.account,
                )
            ).scalar()
            return None if person_id is None else _load(connection, person_id)

    def get(self, person_id: int) -> Person | None:
        """The person of that number."""
        with self._database.read() as connection:
            return _load(connection, person_id)

    def require(self, person_id: int) -> Person:
        """The person of that number, who must be there."""
        with self._database.read() as connection:
            return _must_load(connection, person_id)

    def everyone(self) -> tuple[Person, ...]:
        """All, the revoked too, in the order in which they came."""
        with self._database.read() as connection:
            rows = connection.execute(select(people).order_by(people.c.id)).mappings()
            return tuple(_person(connection, row) for row in rows.all())

    def add(
        self,
        identity: Identity,
        *,
        invited_role: Role | None = None,
        configured_role: Role | None = None,
        label: str = "",
    ) -> Person:
        """A new person with this account."""
        with self._database.write() as connection:
            person_id = connection.execute(
                insert(people)
                .values(
                    invited_role=invited_role,
                    configured_role=configured_role,
                    label=label,
                    since=self._database.now(),
                )
                .returning(people.c.id)
            ).scalar_one()
            return self.add_identity(person_id, identity)

    def add_identity(self, person_id: int, identity: Identity) -> Person:
        """One more account of the same person."""
        with self._database.write() as connection:
            connection.execute(
                insert(identities).values(
                    platform=identity.platform, account=identity.account, person_id=person_id
                )
            )
            return _must_load(connection, person_id)

    def set_invited_role(self, person_id: int, role: Role | None) -> Person:
        """Gives or takes the role that an admin grants."""
        return self._change(person_id, invited_role=role)

    def set_configured_role(self, person_id: int, role: Role | None) -> Person:
        """Follows the configuration: what the account's Slack id or groups give today."""
        return self._change(person_id, configured_role=role)

    def set_label(self, person_id: int, label: str) -> Person:
        """What the list of people shows beside the accounts."""
        return self._change(person_id, label=label)

    def revoke(self, person_id: int) -> Person:
        """Takes the access away, whatever gave it; the person stays known as revoked."""
        return self._change(person_id, revoked_at=self._database.now())

    def reinstate(self, person_id: int) -> Person:
        """Gives the access back."""
        return self._change(person_id, revoked_at=None)

    def _change(self, person_id: int, **values: object) -> Person:
        with self._database.write() as connection:
            connection.execute(update(people).where(people.c.id == person_id).values(**values))
            return _must_load(connection, person_id)


def _load(connection: Connection, person_id: int) -> Person | None:
    row = connection.execute(select(people).where(people.c.id == person_id)).mappings().first()
    return None if row is None else _person(connection, row)


def _must_load(connection: Connection, person_id: int) -> Person:
    person = _load(connection, person_id)
    if person is None:
        raise NoSuchPersonError(f"There is no person {person_id}.")
    return person


def _person(connection: Connection, row: RowMapping) -> Person:
    accounts = connection.execute(
        select(identities.c.platform, identities.c.account)
        .where(identities.c.person_id == row["id"])
        .order_by(identities.c.platform, identities.c.account)
    )
    invited = Role(row["invited_role"]) if row["invited_role"] else None
    configured = Role(row["configured_role"]) if row["configured_role"] else None
    return Person(
        id=row["id"],
        role=highest((invited, configured)),
        invited_role=invited,
        configured_role=configured,
        label=row["label"],
        since=row["since"],
        revoked_at=row["revoked_at"],
        identities=tuple(Identity(Platform(name), account) for name, account in accounts),
    )
