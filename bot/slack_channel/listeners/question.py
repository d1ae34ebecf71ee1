"""A question: in a direct message, in a thread, or by a command."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Answer
from bot.slack_channel import wording
from bot.slack_channel.calls import Call, Respond, Tie
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Commanded, Said
from bot.slack_channel.listeners.replies import quietly
from bot.slack_channel.render.elements import context
from bot.slack_channel.render.message import OutMessage
from bot.slack_channel.render.view import View
from bot.slack_channel.turns import Asked, drawn, posts, record, shown_anew
from bot.storage.conversations import Turn
from bot.storage.identity import Address, Platform
from bot.storage.people import Person


def said(front: Front, heard: Said, person: Person) -> Commit:
    """Answers in the thread; an edited question gets its answer corrected in place."""
    if not heard.text:
        words = wording.NOTHING_ASKED if heard.mentioned else wording.NOT_READABLE
        return quietly(heard, words, person.id)
    where = heard.place.at(heard.message)
    receipt = front.messages.receipt_at(where) if heard.edited else None
    before = _before(front, heard, person, receipt)
    question = front.asking.question(person, heard.text, before=before)
    asked = Asked(question, person, where, before.receipt_id if before else None, receipt)
    # An edited message has one answer to be corrected, so it is one question.
    questions = (question,) if receipt else front.engine.questions(question)
    each = [replace(asked, question=one) for one in questions]
    answers = [front.engine.answer(one) for one in questions]
    view = View(private=heard.place.private)

    def commit() -> Decision:
        shown = front.messages.answers_of(receipt) if receipt else ()
        here = tuple(place for place in shown if place.chat == heard.place.chat)
        calls: list[Call] = []
        for one, answer in zip(each, answers, strict=True):
            name = record(front, one, answer)
            messages, tie = drawn(front, answer, name, view), Tie(receipt=name)
            if shown:
                calls += shown_anew(heard.place, messages, here, tie)
            else:
                calls += posts(heard.place.chat, messages, tie, heard.place.thread)
        return Decision(tuple(calls), person.id)

    return commit


def _before(front: Front, heard: Said, person: Person, receipt: str | None) -> Turn | None:
    """The question that this one follows: in its thread, or just before it in a direct message."""
    if receipt:  # an edited question keeps what it followed
        turn = front.conversations.of_receipt(receipt)
        return front.conversations.of_receipt(turn.follows) if turn and turn.follows else None
    turn = front.conversations.latest(heard.place.address, person_id=person.id)
    if turn is None and heard.place.thread != heard.message:
        turn = front.conversations.latest(heard.place.address)
    if turn is not None or not heard.place.private:
        return turn
    newest = next(iter(front.receipts.of_person(person.id, 1)), None)
    turn = front.conversations.of_receipt(newest.id) if newest else None
    return turn if turn and turn.where.chat == heard.place.chat else None


def commanded(front: Front, command: Commanded, person: Person) -> Commit:
    """A private answer, which can be shared."""
    if not command.text:
        return quietly(command, wording.NOTHING_ASKED, person.id)
    question = front.asking.question(person, command.text)
    answer = front.engine.answer(question)
    user = command.speaker.user
    # Nobody else saw the question: what follows it later comes by direct message.
    asked = Asked(question, person, Address(Platform.SLACK, user))

    def commit() -> Decision:
        receipt = record(front, asked, answer)
        view = View(private=True, whisper=True)
        return Decision(whispered(front, answer, receipt, view, command.url, user), person.id)

    return commit


def whispered(
    front: Front,
    answer: Answer,
    receipt: str,
    view: View,
    url: str,
    user: str,
    *,
    replace: bool = False,
) -> tuple[Call, ...]:
    """An answer that one person sees; an address may be used five times."""
    first, *others = drawn(front, answer, receipt, view)
    if answer.question.post:
        about = context(wording.post_line(answer.question.post))
        first = OutMessage(first.text, (about, *first.blocks))
    return (
        Respond(url, user, first, replace),
        *(Respond(url, user, message) for message in others[:3]),
    )
