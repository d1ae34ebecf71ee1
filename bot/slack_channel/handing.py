"""Draws what the other channel, or upkeep, has handed over in the outbox."""

from __future__ import annotations

from typing import assert_never

from bot.changes.told import is_told
from bot.desk.handover import Handover, Shown, handover_of, is_handover
from bot.desk.outcomes import DeskWord
from bot.slack_channel import desk_wording
from bot.slack_channel.calls import Call, Post, Tie, call_of
from bot.slack_channel.change_messages import change_call
from bot.slack_channel.delivery.plans import Step
from bot.slack_channel.front import Front
from bot.slack_channel.listeners.desk import closing, word_calls
from bot.slack_channel.render.desk import note, question_message
from bot.storage.identity import Address
from bot.storage.outbox import Send
from bot.storage.rulings import Rulings


def step_of(front: Front, send: Send) -> Step | None:
    """How to make a message that answers no event; ``None`` where it cannot be shown any more."""
    payload = dict(send.payload or {})
    if not payload:
        return None
    if is_told(payload):
        call = change_call(front, send.to, payload)
        return Step(send.key, call, send.state) if call else None
    if not is_handover(payload):
        return Step(send.key, call_of(payload), send.state)
    handover = handover_of(payload, front.escalations)
    calls = _calls(front, handover, send.to) if handover else ()
    return Step(send.key, calls[0], send.state) if calls else None


def _calls(front: Front, handover: Handover, to: Address) -> tuple[Call, ...]:
    escalation = handover.escalation
    match handover.shown:
        case Shown.QUESTION:
            content = question_message(escalation, handover.name)
            return (Post(to.chat, content, to.thread, Tie(escalation=escalation.id)),)
        case Shown.WORD:
            ruling = Rulings(front.database).of(escalation.id)
            return word_calls(front, DeskWord(escalation.asked, ruling, ())) if ruling else ()
        case Shown.CLOSED:
            return closing(front, escalation.id, to)
        case Shown.REMINDER:
            return (Post(to.chat, note(desk_wording.REMINDER), to.thread or to.message),)
        case _:
            assert_never(handover.shown)
