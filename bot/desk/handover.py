"""What the channels hand to each other: the desk's questions and words, and what becomes of them.

A channel plans a message for the other platform in the outbox, under the key that the desk gives
it. It cannot draw it, so the payload names what is to be shown; whoever serves that platform finds
it among the unsettled messages and draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.desk.desk import Desk
from bot.desk.outcomes import DeskWord, Raised
from bot.storage.database import Database
from bot.storage.escalations import Consent, Escalation, Escalations
from bot.storage.identity import Address, Platform
from bot.storage.outbox import Message, Outbox


class Shown(StrEnum):
    """What is to be shown."""

    QUESTION = "desk_question"
    WORD = "desk_word"
    CLOSED = "closed"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Handover:
    """Something of an escalation to be shown; ``name`` is the asker's, where they agreed."""

    shown: Shown
    escalation: Escalation
    name: str | None = None


def hand_over_question(outbox: Outbox, raised: Raised, *, here: Platform, name: str | None) -> None:
    """Plans the question for the desk's places on other platforms than ``here``."""
    for place in raised.deliver_to:
        if place.platform is not here:
            payload = {"show": Shown.QUESTION, "escalation": raised.escalation.id, "name": name}
            outbox.plan(Message(raised.key(place), place, payload))


def hand_over_word(outbox: Outbox, word: DeskWord, *, here: Platform, escalation: str) -> None:
    """Plans the desk's word for an asker on another platform than ``here``."""
    if word.asked.asker.platform is not here:
        payload = {"show": Shown.WORD, "escalation": escalation}
        outbox.plan(Message(word.key, word.asked.asker.place, payload))


def hand_over_closing(
    outbox: Outbox, escalation: str, shown_at: tuple[Address, ...], *, here: Platform
) -> None:
    """Lets the desk's messages on other platforms say that the question is open no more."""
    for shown in shown_at:
        if shown.platform is not here:
            _plan(outbox, Shown.CLOSED, escalation, shown)


def hand_over_reminders(database: Database, desk: Desk, outbox: Outbox) -> None:
    """Plans the reminders that are due wherever the desk sees the questions, each once."""
    for reminder in desk.reminders_due():
        with database.write():
            if desk.reminded(reminder.escalation.id):
                for shown in reminder.shown_at:
                    _plan(outbox, Shown.REMINDER, reminder.escalation.id, shown)


def _plan(outbox: Outbox, what: Shown, escalation: str, shown: Address) -> None:
    key = f"{what} {escalation} {shown.platform} {shown.chat} {shown.message}"
    outbox.plan(Message(key, shown, {"show": what, "escalation": escalation}))


def is_handover(payload: Mapping[str, Any]) -> bool:
    """Whether a message in the outbox is one that another channel planned."""
    return "show" in payload


def handover_of(payload: Mapping[str, Any], escalations: Escalations) -> Handover | None:
    """What is to be shown; ``None`` where the question was forgotten meanwhile."""
    escalation = escalations.get(str(payload["escalation"]))
    if escalation is None:
        return None
    named = escalation.asked.consent is Consent.QUESTION_AND_NAME
    name = payload.get("name") if named else None
    return Handover(Shown(payload["show"]), escalation, name)
