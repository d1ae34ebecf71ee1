"""A question, or a post that somebody asks about; an edited one gets its answer corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Call, Tie
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners import overview
from bot.telegram_channel.listeners.replies import reply_to, saying
from bot.telegram_channel.turns import (
    Asked,
    drawn,
    posts,
    record,
    shown_anew,
)

_QUESTION_MARKS = ("?", "፧", "？")


@dataclass(frozen=True, slots=True)
class _Words:
    """What was asked, and about which post; ``follows`` is the receipt it follows up."""

    text: str = ""
    post: str = ""
    follows: str | None = None


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Answers what was said."""
    words = _words(front, said, person)
    if not words.text and not words.post:
        return saying(said, wording.NOTHING_ASKED if said.command else wording.NOT_READABLE)
    asked = _asked(front, said, person, words)
    if not words.text:
        return overview.of_post(front, said, asked)
    return answered(front, said, asked)


def answered(front: Front, said: Said, asked: Asked) -> Commit:
    """An answer to each question of the message, or one in place of what an edit corrects."""
    corrects = asked.receipt
    questions = (asked.question,) if corrects else front.engine.questions(asked.question)
    each = [replace(asked, question=one) for one in questions]
    answers = [front.engine.answer(one) for one in questions]

    def commit() -> Decision:
        shown = front.messages.answers_of(corrects) if corrects else ()
        calls: list[Call] = []
        for one, answer in zip(each, answers, strict=True):
            receipt = record(front, one, answer)
            messages, tie = drawn(front, answer, receipt), Tie(receipt=receipt)
            if shown:
                calls += shown_anew(said.place, messages, shown, tie)
            else:
                calls += posts(said.place, messages, tie, reply_to(said))
        return Decision(tuple(calls), asked.person.id)

    return commit


def _asked(front: Front, said: Said, person: Person, words: _Words) -> Asked:
    before = front.conversations.of_receipt(words.follows) if words.follows else None
    receipt = front.messages.receipt_at(said.place.at(said.message)) if said.edited else None
    # A question cannot follow itself: an edit keeps what it followed when it was asked.
    if before is not None and before.receipt_id == receipt:
        before = front.conversations.of_receipt(before.follows) if before.follows else None
    question = front.asking.question(person, words.text, post=words.post, before=before)
    follows = before.receipt_id if before else None
    return Asked(question, person, said.place, said.message, follows, receipt)


def _words(front: Front, said: Said, person: Person) -> _Words:
    if said.forwarded:
        return _forwarded(front, said, person)
    if said.caption and not said.text.endswith(_QUESTION_MARKS):
        return _Words(post=said.text)
    reply = said.reply
    if reply is None:
        return _Words(said.text, follows=_latest(front, said, person))
    if not reply.mine:
        return _Words(said.text, post=reply.text)
    receipt = reply.message and front.messages.receipt_at(said.place.at(reply.message))
    return _Words(said.text, follows=receipt or _latest(front, said, person))


def _forwarded(front: Front, said: Said, person: Person) -> _Words:
    """Telegram sends a comment on a forwarded post as a message of its own, just before it."""
    turn = front.conversations.latest(said.place.address, person_id=person.id)
    if turn is None or turn.post or said.message - int(turn.where.message) != 1:
        return _Words(post=said.text)
    return _Words(turn.question, post=said.text, follows=turn.follows)


def _latest(front: Front, said: Said, person: Person) -> str | None:
    """Alone with the bot, each question may follow up the one before it."""
    if not said.place.private:
        return None
    turn = front.conversations.latest(said.place.address, person_id=person.id)
    return turn.receipt_id if turn else None
