"""*Helpful* and *Not helpful*: one word of each person on each answer."""

from __future__ import annotations

from dataclasses import replace

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Buttons, Call, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.keyboards import answer_keyboard
from bot.telegram_channel.render.view import View


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Keeps the vote, and shows it on the button of whoever asked."""
    receipt, helpful = tap.part(0), tap.part(1) == "1"
    if front.receipts.get(receipt) is None:
        return None
    said = wording.THANKS_HELPFUL if helpful else wording.thanks_unhelpful_line(front.staffed_desk)
    calls: list[Call] = [Toast(tap.pressed.query, said), *_buttons(front, tap, person)]

    def commit() -> Decision:
        front.feedback.give(receipt, person.id, helpful=helpful)
        return Decision(calls, person.id)

    return commit


def _buttons(front: Front, tap: Tapped, person: Person) -> list[Call]:
    turn = front.conversations.of_receipt(tap.part(0))
    if turn is None or turn.person_id != person.id:
        return []
    before = View.parse(tap.part(2))
    view = replace(before, vote=tap.part(1) == "1")
    if view == before:
        return []
    answer = front.engine.answer(front.asking.again(turn))
    keyboard = answer_keyboard(answer, tap.part(0), view, desk=bool(front.staffed_desk))
    return [Buttons(tap.place.chat, tap.message, keyboard)]
