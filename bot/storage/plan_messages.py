"""Where the plan of an update is shown with its buttons, so that these can be taken away."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.addresses import address_of, address_values
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.tables import plan_messages
from bot.storage.upsert import insert_if_new


class PlanMessages:
    """The messages of every submission."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tie(self, submission_id: str, message: Address) -> None:
        """Notes that the message shows the plan; telling it again changes nothing."""
        values = {"submission_id": submission_id, **address_values(message)}
        with self._database.write() as connection:
            insert_if_new(connection, plan_messages, values)

    def of(self, submission_id: str, platform: Platform) -> tuple[Address, ...]:
        """Where it is shown on a platform, in the order in which it was sent."""
        query = (
            select(plan_messages)
            .where(
                plan_messages.c.submission_id == submission_id,
                plan_messages.c.platform == platform,
            )
            .order_by(plan_messages.c.id)
        )
        with self._database.read() as connection:
            return tuple(address_of(row) for row in connection.execute(query).mappings())
