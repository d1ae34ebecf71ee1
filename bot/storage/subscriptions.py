"""Who is told what changed: persons by Telegram or Slack, and channels."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from bot.storage.addresses import address_of, address_values, stands_in
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.tables import people, subscriptions
from bot.storage.upsert import insert_if_new


class Subscriptions:
    """The places that get the digest of what changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, place: Address, *, person_id: int | None) -> bool:
        """Adds the place; false where it is subscribed already. A channel is nobody's."""
        values = {
            **address_values(place.place),
            "person_id": person_id,
            "since": self._database.now(),
        }
        with self._database.write() as connection:
            return insert_if_new(connection, subscriptions, values)

    def unsubscribe(self, place: Address) -> bool:
        """Takes the place off; false where it was not subscribed."""
        with self._database.write() as connection:
            result = connection.execute(
                delete(subscriptions).where(stands_in(subscriptions, place))
            )
            return result.rowcount == 1

    def includes(self, place: Address) -> bool:
        """Whether the place is subscribed."""
        with self._database.read() as connection:
            query = select(subscriptions.c.id).where(stands_in(subscriptions, place))
            return connection.execute(query).first() is not None

    def places(self, platform: Platform) -> tuple[Address, ...]:
        """All subscribed places of a platform, in the order in which they joined; not those of
        persons who may not ask any more."""
        query = (
            select(subscriptions)
            .outerjoin(people, people.c.id == subscriptions.c.person_id)
            .where(subscriptions.c.platform == platform, people.c.revoked_at.is_(None))
            .order_by(subscriptions.c.id)
        )
        with self._database.read() as connection:
            return tuple(address_of(row) for row in connection.execute(query).mappings())

    def move(self, old: Address, new: Address) -> None:
        """Follows a Telegram group that became a supergroup, and so got another id."""
        self.unsubscribe(new)
        with self._database.write() as connection:
            connection.execute(
                update(subscriptions)
                .where(stands_in(subscriptions, old))
                .values(**address_values(new.place))
            )
