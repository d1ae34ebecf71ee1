"""A question, answered: what is put on record, and the messages that show the answer."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from bot.answering.answer import Answer, NotCovered, Quote, Quoted, Refused, Ruled, Unavailable
from bot.answering.conversation import still_chosen
from bot.answering.question import Question
from bot.storage.conversations import Turn
from bot.storage.identity import Address, Platform
from bot.storage.people import Person
from bot.storage.receipt_messages import Part
from bot.storage.receipts import Answered, QuotedClause
from bot.telegram_channel.calls import Calls, Edit, Post, Remove, Tie
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Place
from bot.telegram_channel.render.answer import render
from bot.telegram_channel.render.message import OutMessage
from bot.telegram_channel.render.packing import QuoteAlteredError
from bot.telegram_channel.render.view import View

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its place. ``message`` is where it was asked, ``follows`` the receipt of the
    question before it, ``receipt`` that of the answer which this one corrects."""

    question: Question
    person: Person
    place: Place
    message: int
    follows: str | None = None
    receipt: str | None = None


def record(front: Front, asked: Asked, answer: Answer) -> str:
    """Puts question and answer on record; the receipt's name, empty where there is none.

    To be called within the transaction that keeps the calls.
    """
    if isinstance(answer, Unavailable | Refused):
        return ""
    question = asked.question
    receipt = front.receipts.write(_answered(asked, answer), receipt_id=asked.receipt)
    front.messages.tie(receipt, Part.QUESTION, asked.place.at(asked.message))
    front.conversations.remember(
        Turn(
            receipt,
            asked.person.id,
            asked.place.at(asked.message),
            question.text,
            question.post,
            question.profile,
            question.day,
            asked.follows,
            still_chosen(answer),
        )
    )
    if isinstance(answer, NotCovered):
        front.gaps.note(
            receipt,
            question.text or question.post,
            person_id=asked.person.id,
            platform=Platform.TELEGRAM,
            situation=answer.situation,
            nearest=tuple(str(quote.clause.ref) for quote in answer.nearest),
        )
    elif asked.receipt:
        front.gaps.covered_after_all(receipt)
    return receipt


def _answered(asked: Asked, answer: Ruled | Quoted | NotCovered) -> Answered:
    return Answered(
        person_id=asked.person.id,
        platform=Platform.TELEGRAM,
        question=asked.question.text or asked.question.post,
        outcome={Ruled: "ruled", Quoted: "quoted", NotCovered: "not_covered"}[type(answer)],
        snapshot=answer.snapshot,
        verdict=answer.verdict.value if isinstance(answer, Ruled) else None,
        situation=answer.situation,
        quotes=tuple(QuotedClause(q.clause.ref, q.clause.digest) for q in quotes_of(answer)),
    )


def quotes_of(answer: Ruled | Quoted | NotCovered) -> tuple[Quote, ...]:
    """Every clause that the answer quotes, each once."""
    if isinstance(answer, NotCovered):
        return ()
    quotes = answer.quotes
    if isinstance(answer, Ruled):
        quotes = tuple(quote for branch in answer.branches for quote in branch.quotes) or quotes
    return tuple({quote.clause.ref: quote for quote in quotes}.values())


def drawn(
    front: Front, answer: Answer, receipt: str, view: View | None = None
) -> tuple[OutMessage, ...]:
    """The answer's messages. A quote that would be altered is not sent: that is a fault of ours."""
    try:
        return render(answer, receipt=receipt, view=view, desk=front.staffed_desk)
    except QuoteAlteredError:
        incident = secrets.token_hex(4)
        logger.exception("Incident %s: a quote was altered while it was drawn", incident)
        return render(Unavailable(answer.question, incident))


def posts(place: Place, messages: tuple[OutMessage, ...], tie: Tie, reply_to: int | None) -> Calls:
    """New messages; the first of them replies to the question, where several people talk."""
    return tuple(
        Post(place.chat, message, place.thread, None if at else reply_to, tie)
        for at, message in enumerate(messages)
    )


def shown_anew(
    place: Place, messages: tuple[OutMessage, ...], shown: tuple[Address, ...], tie: Tie
) -> Calls:
    """The messages in place of those that are shown: edited, and some more or less of them."""
    calls: list[Post | Edit | Remove] = []
    ids = [int(address.message) for address in shown]
    for at, message in enumerate(messages):
        if at < len(ids):
            calls.append(Edit(place.chat, ids[at], message, place.thread, tie))
        else:
            calls.append(Post(place.chat, message, place.thread, tie=tie))
    calls += [Remove(place.chat, message) for message in ids[len(messages) :]]
    return tuple(calls)
