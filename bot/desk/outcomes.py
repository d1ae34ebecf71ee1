"""What comes of asking the desk, in values that a channel turns into messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.storage.escalations import DeskQuestion, Escalation
from bot.storage.identity import Address
from bot.storage.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Raised:
    """A question that is now at the desk. ``deliver_to`` are the desk's places that do not show
    it yet: none, where a crash repeats what was done, or the button was pressed twice."""

    escalation: Escalation
    deliver_to: tuple[Address, ...]

    def key(self, place: Address) -> str:
        """Names the delivery to that place, so that it happens once."""
        return f"escalation {self.escalation.id} {place.platform} {place.chat}"


@dataclass(frozen=True, slots=True)
class DeskWord:
    """The desk's answer, to be delivered to ``asked.asker``: its word and not the directive's.

    ``key`` names the delivery, so that it happens once. ``shown_at`` are the desk's messages
    that should now say that the question is answered.
    """

    asked: DeskQuestion
    ruling: Ruling
    shown_at: tuple[Address, ...]

    @property
    def key(self) -> str:
        """Follows from the ruling alone."""
        return f"desk word {self.ruling.id}"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The asker took the question back; ``shown_at`` are the desk's messages that should say so."""

    asked: DeskQuestion
    shown_at: tuple[Address, ...]


class NotDone(StrEnum):
    """Why the desk cannot do that."""

    UNKNOWN = "unknown"
    ALREADY_ANSWERED = "already_answered"
    ALREADY_WITHDRAWN = "already_withdrawn"
    NOT_ALLOWED = "not_allowed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A question that waits for more than one working day; ``shown_at`` is where to remind."""

    escalation: Escalation
    shown_at: tuple[Address, ...]

    @property
    def key(self) -> str:
        """Follows from the escalation alone: it is reminded of once."""
        return f"reminder {self.escalation.id}"


AnswerResult: TypeAlias = DeskWord | NotDone
WithdrawResult: TypeAlias = Withdrawn | NotDone
