"""*Why?*, *More clauses*, *Ask the desk*: the answer with more of it unfolded, in place."""

from __future__ import annotations

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Tie, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.replies import toasting
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.view import View
from bot.telegram_channel.turns import Asked, drawn, record, shown_anew


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Draws the answer anew. Where a publication changed it meanwhile, the receipt says so."""
    receipt = tap.part(0)
    turn, written = front.conversations.of_receipt(receipt), front.receipts.get(receipt)
    if turn is None or written is None:
        return None
    if turn.person_id != person.id:
        return toasting(tap.pressed, wording.ONLY_THE_ASKER)
    question = front.asking.again(turn)
    answer = front.engine.answer(question)
    asked = Asked(question, person, tap.place, int(turn.where.message), turn.follows, receipt)

    def commit() -> Decision:
        name = receipt
        if getattr(answer, "snapshot", "") != written.snapshot:
            name = record(front, asked, answer)
        messages = drawn(front, answer, name, View.parse(tap.part(1)))
        shown = front.messages.answers_of(receipt)
        calls = shown_anew(tap.place, messages, shown, Tie(receipt=name))
        return Decision((Toast(tap.pressed.query), *calls), person.id)

    return commit
