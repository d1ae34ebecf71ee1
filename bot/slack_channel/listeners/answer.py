"""The buttons below an answer: a choice, *Why?*, *More clauses*, feedback, and where it goes."""

from __future__ import annotations

from bot.answering.answer import Answer
from bot.answering.conversation import with_choice
from bot.slack_channel import wording
from bot.slack_channel.calls import Call, Post, Respond, Tie
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Pressed
from bot.slack_channel.listeners.question import whispered
from bot.slack_channel.listeners.replies import back, quietly
from bot.slack_channel.render.controls import HELPFUL
from bot.slack_channel.render.desk import note
from bot.slack_channel.render.elements import plain
from bot.slack_channel.render.message import Block, OutMessage
from bot.slack_channel.render.view import View
from bot.slack_channel.turns import Asked, drawn, posts, record, shown_anew
from bot.storage.conversations import Turn
from bot.storage.people import Person


def choose(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Puts the chosen fact into the question and answers it again, in place."""
    found = _own_turn(front, pressed, person)
    if not isinstance(found, Turn):
        return found
    _, about, option = pressed.action.split(".", 2)
    question = with_choice(front.asking.again(found), about, option)
    asked = Asked(question, person, found.where, found.follows, found.receipt_id)
    answer = front.engine.answer(question)

    def commit() -> Decision:
        receipt = record(front, asked, answer) or found.receipt_id
        return Decision(_again(front, pressed, answer, receipt), person.id)

    return commit


def unfold(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Shows more or less of the same answer; the button carries what is to be shown.

    Where a publication changed the answer meanwhile, the receipt says so.
    """
    found = _own_turn(front, pressed, person)
    if not isinstance(found, Turn):
        return found
    question, written = front.asking.again(found), front.receipts.get(found.receipt_id)
    asked = Asked(question, person, found.where, found.follows, found.receipt_id)
    answer = front.engine.answer(question)

    def commit() -> Decision:
        if written and getattr(answer, "snapshot", "") != written.snapshot:
            record(front, asked, answer)
        return Decision(_again(front, pressed, answer, found.receipt_id), person.id)

    return commit


def _again(front: Front, pressed: Pressed, answer: Answer, receipt: str) -> tuple[Call, ...]:
    _, view = View.read(pressed.value)
    if pressed.whisper or pressed.place is None:
        user = pressed.speaker.user
        return whispered(front, answer, receipt, view, pressed.url, user, replace=True)
    here = pressed.place
    shown = tuple(
        place for place in front.messages.answers_of(receipt) if place.chat == here.chat
    ) or (here.at(pressed.message),)
    # An answer that was sent to several places is unfolded where the button is.
    if all(place.message != pressed.message for place in shown):
        shown = (here.at(pressed.message),)
    return shown_anew(here, drawn(front, answer, receipt, view), shown, Tie(receipt=receipt))


def feedback(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Keeps the person's word on the answer."""
    receipt, _, word = pressed.value.partition(":")
    if front.receipts.get(receipt) is None:
        return quietly(pressed, wording.NO_SUCH_BUTTON, person.id)

    def commit() -> Decision:
        front.feedback.give(receipt, person.id, helpful=word == HELPFUL)
        return Decision((back(pressed, note(wording.THANKS)),), person.id)

    return commit


def to_dm(front: Front, pressed: Pressed, person: Person) -> Commit:
    """The answer once more, in the direct message with whoever pressed."""
    receipt, _ = View.read(pressed.value)
    turn = front.conversations.of_receipt(receipt)
    if turn is None:
        return quietly(pressed, wording.NO_SUCH_BUTTON, person.id)
    answer = front.engine.answer(front.asking.again(turn))
    # Another person's answer has no buttons of theirs.
    name = receipt if turn.person_id == person.id else ""

    def commit() -> Decision:
        messages = drawn(front, answer, name, View())
        sent = posts(pressed.speaker.user, messages, Tie())
        return Decision((*sent, back(pressed, note(wording.SENT_TO_DM))), person.id)

    return commit


def share(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Shows a private answer to everybody in the channel, with who shared it."""
    found = _own_turn(front, pressed, person)
    if not isinstance(found, Turn) or pressed.place is None:
        return quietly(pressed, wording.NO_SUCH_BUTTON, person.id)
    place, user = pressed.place, pressed.speaker.user
    answer = front.engine.answer(front.asking.again(found))

    def commit() -> Decision:
        first, *others = drawn(front, answer, "", View(private=False))
        opened = OutMessage(first.text, (_asked(found), *first.blocks, _shared_by(user)))
        tie = Tie(receipt=found.receipt_id)
        sent = tuple(
            Post(place.chat, message, place.thread, tie, pressed.url)
            for message in (opened, *others)
        )
        gone = Respond(pressed.url, user, note(wording.SHARED), replace=True)
        return Decision((*sent, gone), person.id)

    return commit


def _asked(turn: Turn) -> Block:
    words = turn.question or wording.post_line(turn.post)
    return {"type": "context", "elements": [plain(words[:300])]}


def _shared_by(user: str) -> Block:
    # A mention is the one thing here that only mrkdwn can say.
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": wording.shared_line(user)}],
    }


def _own_turn(front: Front, pressed: Pressed, person: Person) -> Turn | Commit:
    receipt, _ = View.read(pressed.value)
    turn = front.conversations.of_receipt(receipt)
    if turn is None:
        return quietly(pressed, wording.NO_SUCH_BUTTON, person.id)
    if turn.person_id != person.id:
        return quietly(pressed, wording.ONLY_THE_ASKER, person.id)
    return turn
