"""What was asked last, and under which circumstances: for follow-ups and for choices.

A conversation holds the question's text even where receipts may not: a follow-up is understood
from it. So it is short-lived, and the sweep removes it whatever the retention.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.addresses import address_of, address_values, stands_in
from bot.storage.database import Database
from bot.storage.identity import Address
from bot.storage.tables import conversations
from bot.storage.upsert import upsert
from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was answered, as its follow-up needs it.

    ``where`` is the message it was asked in; ``follows`` the receipt of the question before it.
    ``situation`` is what the profile told then, ``chosen`` what was chosen in the conversation;
    once ``ended``, it goes on to no further question.
    """

    receipt_id: str
    person_id: int
    where: Address
    question: str
    post: str = ""
    situation: Situation = field(default_factory=Situation)
    day: date | None = None
    follows: str | None = None
    chosen: Situation = field(default_factory=Situation)
    ended: bool = False


class Conversations:
    """The turns of the last while. ``remembered_for`` is how long a follow-up may take."""

    def __init__(self, database: Database, *, remembered_for: timedelta) -> None:
        self._database = database
        self._remembered_for = remembered_for

    def remember(self, turn: Turn) -> None:
        """Keeps the turn, in place of an earlier one with the same receipt."""
        now = self._database.now()
        values = {
            "receipt_id": turn.receipt_id,
            "person_id": turn.person_id,
            **address_values(turn.where),
            "question": turn.question,
            "post": turn.post,
            "situation": turn.situation,
            "day": turn.day,
            "follows": turn.follows,
            "chosen": turn.chosen,
            "ended": turn.ended,
            "asked_at": now,
            "expires_at": now + self._remembered_for,
        }
        with self._database.write() as connection:
            upsert(connection, conversations, values, key=("receipt_id",))

    def latest(self, place: Address, *, person_id: int | None = None) -> Turn | None:
        """The last turn in that chat or thread, or the last of one person there."""
        query = select(conversations).where(stands_in(conversations, place))
        if person_id is not None:
            query = query.where(conversations.c.person_id == person_id)
        return self._first(query)

    def end_choices(self, person_id: int) -> None:
        """Lets what the person chose go on to no further question."""
        theirs = conversations.c.person_id == person_id
        with self._database.write() as connection:
            connection.execute(update(conversations).where(theirs).values(ended=True))

    def of_receipt(self, receipt_id: str) -> Turn | None:
        """The turn behind an answer, for the buttons under it."""
        return self._first(select(conversations).where(conversations.c.receipt_id == receipt_id))

    def _first(self, query: Select[*tuple[object, ...]]) -> Turn | None:
        now: datetime = self._database.now()
        query = query.where(conversations.c.expires_at > now)
        with self._database.read() as connection:
            row = (
                connection.execute(query.order_by(conversations.c.asked_at.desc()).limit(1))
                .mappings()
                .first()
            )
            return None if row is None else _turn(row)


def _turn(row: RowMapping) -> Turn:
    return Turn(
        receipt_id=row["receipt_id"],
        person_id=row["person_id"],
        where=address_of(row),
        question=row["question"],
        post=row["post"],
        situation=row["situation"],
        day=row["day"],
        follows=row["follows"],
        chosen=row["chosen"],
        ended=row["ended"],
    )
