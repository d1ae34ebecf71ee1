"""A choice under an answer that depends: the same question with one fact more, in place."""

from __future__ import annotations

from dataclasses import fields

from bot.answering.conversation import with_choice
from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Tie, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.replies import toasting
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.turns import Asked, drawn, record, shown_anew
from knowledge.situation import Situation

_FACTS = frozenset(field.name for field in fields(Situation))


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Answers anew; the receipt then tells of the answer that is shown."""
    receipt, about, option = tap.part(0), tap.part(1), tap.part(2)
    turn = front.conversations.of_receipt(receipt)
    if turn is None or about not in _FACTS or not option:
        return None
    if turn.person_id != person.id:
        return toasting(tap.pressed, wording.ONLY_THE_ASKER)
    question = with_choice(front.asking.again(turn), about, option)
    answer = front.engine.answer(question)
    message = int(turn.where.message)
    asked = Asked(question, person, tap.place, message, turn.follows, receipt)

    def commit() -> Decision:
        shown = front.messages.answers_of(receipt)
        name = record(front, asked, answer)
        messages = drawn(front, answer, name)
        calls = shown_anew(tap.place, messages, shown, Tie(receipt=name))
        return Decision((Toast(tap.pressed.query), *calls), person.id)

    return commit
