"""What happens to a question at the desk: raised, answered or withdrawn, and nothing else."""

from __future__ import annotations

from bot.desk.outcomes import (
    AnswerResult,
    DeskWord,
    NotDone,
    Raised,
    Reminder,
    Withdrawn,
    WithdrawResult,
)
from bot.desk.working_days import WorkingCalendar
from bot.storage.audit import AuditLog, actor_of
from bot.storage.database import Database
from bot.storage.escalations import DeskQuestion, Escalation, Escalations, EscalationState
from bot.storage.identity import Address
from bot.storage.people import Person
from bot.storage.role import Role
from bot.storage.rulings import Ruling, Rulings

_CLOSED = {
    EscalationState.ANSWERED: NotDone.ALREADY_ANSWERED,
    EscalationState.WITHDRAWN: NotDone.ALREADY_WITHDRAWN,
}


class Desk:
    """The desk. ``places`` are the chats, on any platform, in which its officers sit."""

    def __init__(
        self, database: Database, calendar: WorkingCalendar, places: tuple[Address, ...]
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._places = places
        self._escalations = Escalations(database)
        self._rulings = Rulings(database)
        self._audit = AuditLog(database)

    @property
    def staffed(self) -> bool:
        """Whether there is anywhere to ask."""
        return bool(self._places)

    def raise_question(self, asked: DeskQuestion) -> Raised:
        """Takes a question to the desk, once for each receipt."""
        due = self._calendar.one_working_day_after(self._database.now())
        with self._database.write():
            escalation, new = self._escalations.open(asked, reminder_due_at=due)
            if new:
                self._record(asked.person_id, "asked the desk", escalation.id)
            shown = {message.place for message in self._escalations.messages_of(escalation.id)}
        open_still = escalation.state is EscalationState.OPEN
        missing = tuple(place for place in self._places if place not in shown)
        return Raised(escalation, missing if open_still else ())

    def shown(self, escalation_id: str, message: Address) -> None:
        """A message of the desk shows the question: a reply to it is an answer to that."""
        self._escalations.tie(escalation_id, message)

    def escalation_at(self, message: Address) -> Escalation | None:
        """The escalation that a message of the desk shows."""
        return self._escalations.at(message)

    def waiting(self) -> tuple[Escalation, ...]:
        """The open questions, the oldest first."""
        return self._escalations.waiting()

    def answer(self, escalation_id: str, officer: Person, text: str) -> AnswerResult:
        """Answers the question; of two officers the first one's word counts."""
        if officer.role is None or not officer.role.includes(Role.DESK):
            return NotDone.NOT_ALLOWED
        if not text.strip():
            return NotDone.EMPTY
        with self._database.write():
            escalation = self._escalations.get(escalation_id)
            if escalation is None:
                return NotDone.UNKNOWN
            ruling = self._rule(escalation, officer, text)
            if isinstance(ruling, NotDone):
                return ruling
            shown_at = self._escalations.messages_of(escalation_id)
            return DeskWord(escalation.asked, ruling, shown_at)

    def _rule(self, escalation: Escalation, officer: Person, text: str) -> Ruling | NotDone:
        if self._escalations.close(escalation.id, EscalationState.ANSWERED):
            ruling = self._rulings.add(escalation.id, officer_id=officer.id, text=text)
            self._record(officer.id, "answered", escalation.id, ruling.digest)
            return ruling
        earlier = self._rulings.of(escalation.id)
        # Work that a crash repeats finds its own word, whose delivery may be still to do.
        if earlier and earlier.officer_id == officer.id and earlier.text == text:
            return earlier
        return _CLOSED[escalation.state]

    def withdraw(self, escalation_id: str, person_id: int) -> WithdrawResult:
        """Takes the question back; only the asker may, and only while it is open."""
        with self._database.write():
            escalation = self._escalations.get(escalation_id)
            if escalation is None:
                return NotDone.UNKNOWN
            if escalation.asked.person_id != person_id:
                return NotDone.NOT_ALLOWED
            if self._escalations.close(escalation_id, EscalationState.WITHDRAWN):
                self._record(person_id, "withdrew", escalation_id)
            elif escalation.state is EscalationState.ANSWERED:
                return NotDone.ALREADY_ANSWERED
            return Withdrawn(escalation.asked, self._escalations.messages_of(escalation_id))

    def reminders_due(self) -> tuple[Reminder, ...]:
        """The questions that nobody answered within a working day, and nobody was reminded of."""
        return tuple(
            Reminder(escalation, self._escalations.messages_of(escalation.id))
            for escalation in self._escalations.to_remind()
        )

    def reminded(self, escalation_id: str) -> bool:
        """The reminder is sent; false where another process sent it too."""
        return self._escalations.mark_reminded(escalation_id)

    def promote(self, ruling_id: int, *, reference: str, question: str, by: int | None) -> bool:
        """Makes a ruling quotable under a reference, with the question as the desk puts it."""
        with self._database.write():
            promoted = self._rulings.promote(ruling_id, reference=reference, question=question)
            if promoted:
                self._audit.record(actor_of(by), "promoted", f"ruling {ruling_id}: {reference}")
            return promoted

    def _record(
        self, person_id: int, action: str, escalation_id: str, digest: str | None = None
    ) -> None:
        self._audit.record(actor_of(person_id), action, f"escalation {escalation_id}", digest)
