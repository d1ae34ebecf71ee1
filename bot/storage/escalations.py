"""Questions that went to the desk: open, then answered or withdrawn, and never back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.engine import RowMapping

from bot.storage.addresses import address_of, address_values, stands_at
from bot.storage.codes import new_id
from bot.storage.database import Database
from bot.storage.identity import Address
from bot.storage.tables import escalation_messages, escalations
from bot.storage.upsert import insert_if_new
from knowledge.situation import Situation


class EscalationState(StrEnum):
    """Where an escalation stands. The last two are final."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Consent(StrEnum):
    """What the asker agreed to show the desk. There is no escalation without one."""

    QUESTION_ONLY = "question_only"
    QUESTION_AND_NAME = "question_and_name"


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """What the desk is asked. ``asker`` is where the word goes back to; ``nearest`` are the
    references of clauses that came near and cover it not."""

    person_id: int
    asker: Address
    question: str
    consent: Consent
    situation: Situation = field(default_factory=Situation)
    nearest: tuple[str, ...] = ()
    language: str | None = None
    receipt_id: str | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """A question at the desk."""

    id: str
    asked: DeskQuestion
    state: EscalationState
    raised_at: datetime
    reminder_due_at: datetime
    reminded_at: datetime | None
    closed_at: datetime | None


class Escalations:
    """All questions that went to the desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, asked: DeskQuestion, *, reminder_due_at: datetime) -> tuple[Escalation, bool]:
        """Enters the question; of one receipt only once. The second part says whether it is new."""
        name = new_id()
        values = {
            "id": name,
            "person_id": asked.person_id,
            "receipt_id": asked.receipt_id,
            **address_values(asked.asker),
            "consent": asked.consent,
            "question": asked.question,
            "situation": asked.situation,
            "nearest": asked.nearest,
            "language": asked.language,
            "state": EscalationState.OPEN,
            "raised_at": self._database.now(),
            "reminder_due_at": reminder_due_at,
        }
        with self._database.write() as connection:
            new = insert_if_new(connection, escalations, values)
            same = escalations.c.id == name if new else escalations.c.receipt_id == asked.receipt_id
            row = connection.execute(select(escalations).where(same)).mappings().one()
            return _escalation(row), new

    def get(self, escalation_id: str) -> Escalation | None:
        """The escalation of that name."""
        query = select(escalations).where(escalations.c.id == escalation_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else _escalation(row)

    def close(self, escalation_id: str, state: EscalationState) -> bool:
        """Moves an open one to a final state; false where it is open no more."""
        with self._database.write() as connection:
            result = connection.execute(
                update(escalations)
                .where(
                    escalations.c.id == escalation_id,
                    escalations.c.state == EscalationState.OPEN,
                )
                .values(state=state, closed_at=self._database.now())
            )
            return result.rowcount == 1

    def waiting(self) -> tuple[Escalation, ...]:
        """The open ones, the oldest first."""
        query = (
            select(escalations)
            .where(escalations.c.state == EscalationState.OPEN)
            .order_by(escalations.c.raised_at, escalations.c.id)
        )
        with self._database.read() as connection:
            return tuple(_escalation(row) for row in connection.execute(query).mappings())

    def to_remind(self) -> tuple[Escalation, ...]:
        """The open ones whose reminder is due and was not given, the oldest first."""
        now = self._database.now()
        return tuple(
            escalation
            for escalation in self.waiting()
            if escalation.reminded_at is None and escalation.reminder_due_at <= now
        )

    def mark_reminded(self, escalation_id: str) -> bool:
        """Notes that the desk was reminded; false where it was already, or need not be."""
        with self._database.write() as connection:
            result = connection.execute(
                update(escalations)
                .where(
                    escalations.c.id == escalation_id,
                    escalations.c.state == EscalationState.OPEN,
                    escalations.c.reminded_at.is_(None),
                )
                .values(reminded_at=self._database.now())
            )
            return result.rowcount == 1

    def tie(self, escalation_id: str, message: Address) -> None:
        """Notes a message that shows the question to the desk, reminders included."""
        values = {"escalation_id": escalation_id, **address_values(message)}
        with self._database.write() as connection:
            insert_if_new(connection, escalation_messages, values)

    def messages_of(self, escalation_id: str) -> tuple[Address, ...]:
        """Where the desk sees the question."""
        query = (
            select(escalation_messages)
            .where(escalation_messages.c.escalation_id == escalation_id)
            .order_by(escalation_messages.c.id)
        )
        with self._database.read() as connection:
            return tuple(address_of(row) for row in connection.execute(query).mappings())

    def at(self, message: Address) -> Escalation | None:
        """The escalation that this message of the desk shows."""
        query = select(escalation_messages.c.escalation_id).where(
            stands_at(escalation_messages, message)
        )
        with self._database.read() as connection:
            name = connection.execute(query).scalar()
            return None if name is None else self.get(name)


def _escalation(row: RowMapping) -> Escalation:
    return Escalation(
        id=row["id"],
        asked=DeskQuestion(
            person_id=row["person_id"],
            asker=address_of(row),
            question=row["question"],
            consent=Consent(row["consent"]),
            situation=row["situation"],
            nearest=row["nearest"],
            language=row["language"],
            receipt_id=row["receipt_id"],
        ),
        state=EscalationState(row["state"]),
        raised_at=row["raised_at"],
        reminder_due_at=row["reminder_due_at"],
        reminded_at=row["reminded_at"],
        closed_at=row["closed_at"],
    )
