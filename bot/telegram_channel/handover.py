"""Messages that answer no update: reminders, apologies, news of changes, what Slack handed over."""

from __future__ import annotations

from typing import assert_never

from bot.changes.told import is_told
from bot.desk.handover import Handover, Shown, handover_of, is_handover
from bot.desk.outcomes import DeskWord, Raised
from bot.storage.escalations import EscalationState
from bot.storage.identity import Address
from bot.storage.outbox import Send
from bot.storage.rulings import Rulings
from bot.telegram_channel import desk_wording
from bot.telegram_channel.calls import Calls, call_of
from bot.telegram_channel.change_messages import change_call
from bot.telegram_channel.delivery.plans import Step
from bot.telegram_channel.desk_messages import notes, question_posts, word_posts
from bot.telegram_channel.front import Front


def steps_of(front: Front, send: Send) -> tuple[Step, ...]:
    """How to make such a message; none where there is nothing to show (any more)."""
    payload = dict(send.payload or {})
    if not payload:
        return ()
    if is_told(payload):
        call = change_call(front, send.to, payload)
        return (Step(send.key, call, send.state),) if call else ()
    if not is_handover(payload):
        return (Step(send.key, call_of(payload), send.state),)
    handover = handover_of(payload, front.escalations)
    calls = _calls(front, send.to, handover) if handover else ()
    # The outbox knows one message by that key; a second part would be taken for sent.
    return tuple(Step(send.key, call, send.state) for call in calls[:1])


def _calls(front: Front, to: Address, handover: Handover) -> Calls:
    escalation = handover.escalation
    match handover.shown:
        case Shown.QUESTION:
            return question_posts(Raised(escalation, (to,)), handover.name)
        case Shown.WORD:
            ruling = Rulings(front.database).of(escalation.id)
            return word_posts(front, DeskWord(escalation.asked, ruling, ())) if ruling else ()
        case Shown.REMINDER:
            return notes((to,), desk_wording.REMINDER)
        case Shown.CLOSED:
            withdrawn = escalation.state is EscalationState.WITHDRAWN
            closed = desk_wording.WITHDRAWN_THERE if withdrawn else desk_wording.ANSWERED_THERE
            return notes((to,), closed)
        case _:
            assert_never(handover.shown)
