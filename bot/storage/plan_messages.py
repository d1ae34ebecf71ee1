"""Where an update is shown with buttons, to be taken away, or asks for an answer in words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select

from bot.storage.addresses import address_of, address_values, stands_at, stands_in
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.tables import plan_messages, submissions
from bot.storage.upsert import insert_if_new


@dataclass(frozen=True, slots=True)
class Awaited:
    """A written answer that a message asks for; ``what`` is the channel's own word for it."""

    submission_id: str
    what: str
    message: Address


class PlanMessages:
    """The messages of every submission."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tie(self, submission_id: str, message: Address, *, awaits: str = "") -> None:
        """Notes that the message shows the submission, or asks for an answer; telling it again
        changes nothing, nor does it where the submission was swept away meanwhile."""
        values = {"submission_id": submission_id, "awaits": awaits, **address_values(message)}
        known = select(submissions.c.id).where(submissions.c.id == submission_id)
        with self._database.write() as connection:
            if connection.execute(known).first():
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

    def awaited_at(self, message: Address) -> Awaited | None:
        """The answer that this message asks for."""
        return self._awaited(stands_at(plan_messages, message))

    def awaited_in(self, place: Address) -> Awaited | None:
        """The answer that was asked for last in this chat."""
        return self._awaited(stands_in(plan_messages, place))

    def _awaited(self, where: ColumnElement[bool]) -> Awaited | None:
        query = (
            select(plan_messages)
            .where(where, plan_messages.c.awaits != "")
            .order_by(plan_messages.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            return Awaited(row["submission_id"], row["awaits"], address_of(row))

    def untie(self, message: Address) -> bool:
        """Forgets a message whose buttons are gone, or whose question is answered; false where
        that was done already."""
        gone = delete(plan_messages).where(stands_at(plan_messages, message))
        with self._database.write() as connection:
            return connection.execute(gone).rowcount == 1
