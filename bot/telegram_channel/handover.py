"""What Telegram and Slack hand to each other: questions for the desk, and the desk's words.

A channel plans a message for the other one in the outbox, under the key that the desk gives it.
It cannot draw it, so the payload names what is to be shown; the channel that finds it draws it.
"""

from __future__ import annotations

from bot.desk.outcomes import DeskWord, Raised
from bot.storage.escalations import Consent
from bot.storage.identity import Address, Platform
from bot.storage.outbox import Message, Outbox, Send
from bot.storage.rulings import Rulings
from bot.telegram_channel.calls import Call, call_of
from bot.telegram_channel.delivery.plans import Step
from bot.telegram_channel.desk_messages import question_posts, word_posts
from bot.telegram_channel.front import Front

SHOW, ID, NAME = "show", "id", "name"
QUESTION, WORD = "escalation", "desk_word"


def hand_over_question(outbox: Outbox, raised: Raised, name: str | None) -> None:
    """Plans the question for the desk's places on other platforms."""
    for place in raised.deliver_to:
        if place.platform is not Platform.TELEGRAM:
            payload = {SHOW: QUESTION, ID: raised.escalation.id, NAME: name}
            outbox.plan(Message(raised.key(place), place, payload))


def hand_over_word(outbox: Outbox, word: DeskWord, escalation: str) -> None:
    """Plans the desk's word for an asker on another platform."""
    if word.asked.asker.platform is not Platform.TELEGRAM:
        payload = {SHOW: WORD, ID: escalation}
        outbox.plan(Message(word.key, word.asked.asker.place, payload))


def steps_of(front: Front, send: Send) -> tuple[Step, ...]:
    """How to make a message that answers no update; none where it cannot be shown (any more)."""
    payload = dict(send.payload or {})
    if SHOW not in payload:
        return (Step(send.key, call_of(payload), send.state),) if payload else ()
    calls = _calls(front, send.to, payload)
    # The outbox knows one message by that key; a long one's further parts go with it.
    return tuple(Step(send.key, call, send.state) for call in calls[:1])


def _calls(front: Front, to: Address, payload: dict[str, object]) -> tuple[Call, ...]:
    escalation = front.escalations.get(str(payload.get(ID)))
    if escalation is None:
        return ()
    if payload[SHOW] == QUESTION:
        named = escalation.asked.consent is Consent.QUESTION_AND_NAME
        name = str(payload.get(NAME) or "") if named else None
        return question_posts(Raised(escalation, (to,)), name)
    ruling = Rulings(front.database).of(escalation.id)
    if ruling is None:
        return ()
    posts: tuple[Call, ...] = word_posts(front, DeskWord(escalation.asked, ruling, ()))
    return posts
