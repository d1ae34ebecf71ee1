"""What the channels hand to each other: questions for the desk, and the desk's words.

A channel plans a message for the other platform in the outbox, under the key that the desk gives
it. It cannot draw it, so the payload names what is to be shown; whoever serves that platform finds
it among the unsettled messages and draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.desk.outcomes import DeskWord, Raised
from bot.storage.escalations import Consent, Escalation, Escalations
from bot.storage.identity import Platform
from bot.storage.outbox import Message, Outbox


class Shown(StrEnum):
    """What is to be shown."""

    QUESTION = "desk_question"
    WORD = "desk_word"


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
