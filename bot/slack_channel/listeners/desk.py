"""*Ask the desk*: the question goes there with consent, and an officer's words come back."""

from __future__ import annotations

import json

from bot.answering.answer import Answer, NotCovered, Refused, Unavailable
from bot.desk.handover import hand_over_closing, hand_over_question, hand_over_word
from bot.desk.outcomes import DeskWord, NotDone, Withdrawn
from bot.slack_channel import desk_wording, wording
from bot.slack_channel.calls import Call, Edit, Post, Tie, Whisper
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Pressed, Submitted
from bot.slack_channel.listeners.replies import back
from bot.slack_channel.render.desk import note, question_message, withdrawable, word_message
from bot.slack_channel.render.message import OutMessage
from bot.slack_channel.render.windows import ANSWER, CONSENT
from bot.slack_channel.turns import quotes_of
from bot.storage.conversations import Turn
from bot.storage.escalations import Consent, DeskQuestion
from bot.storage.identity import Address, Platform
from bot.storage.people import Person


def asked(front: Front, sent: Submitted, person: Person, name: str) -> Commit:
    """Sends the question to the desk, once, with what the asker agreed to show."""
    about = json.loads(sent.about)
    user = sent.speaker.user
    turn = front.conversations.of_receipt(about["receipt"])
    if turn is None or turn.person_id != person.id:
        return telling(user, wording.NO_SUCH_BUTTON)
    if not front.desk.staffed:
        return telling(user, desk_wording.CLOSED)
    consent = Consent(sent.values.get(CONSENT) or Consent.QUESTION_ONLY)
    shown_name = name if consent is Consent.QUESTION_AND_NAME else None
    answer = front.engine.answer(front.asking.again(turn))

    def commit() -> Decision:
        raised = front.desk.raise_question(_desk_question(turn, answer, consent))
        hand_over_question(front.outbox, raised, here=Platform.SLACK, name=shown_name)
        escalation = raised.escalation
        tie = Tie(escalation=escalation.id)
        told = withdrawable(desk_wording.SENT, escalation.id)
        return Decision(
            (
                *(
                    Post(place.chat, question_message(escalation, shown_name), tie=tie)
                    for place in raised.deliver_to
                    if place.platform is Platform.SLACK
                ),
                _told(about, user, told),
            ),
            person.id,
        )

    return commit


def _told(about: dict[str, str], user: str, content: OutMessage) -> Call:
    chat, thread = about.get("chat", ""), about.get("thread", "")
    if not chat:
        return Post(user, content)
    if chat.startswith("D"):
        return Post(chat, content, thread)
    return Whisper(chat, user, content, thread)


def telling(user: str, words: str) -> Commit:
    """A word by direct message, where there is no other place for it."""

    def commit() -> Decision:
        return Decision((Post(user, note(words)),))

    return commit


def _desk_question(turn: Turn, answer: Answer, consent: Consent) -> DeskQuestion:
    near = () if isinstance(answer, Unavailable | Refused) else quotes_of(answer)
    if isinstance(answer, NotCovered):
        near = answer.nearest
    return DeskQuestion(
        person_id=turn.person_id,
        asker=turn.where,
        question="\n\n".join(filter(None, (turn.question, turn.post))),
        consent=consent,
        situation=getattr(answer, "situation", turn.situation),
        nearest=tuple(str(quote.clause.ref) for quote in near),
        receipt_id=turn.receipt_id,
    )


def withdrawn(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Takes the question back while nobody has answered it."""

    def commit() -> Decision:
        result = front.desk.withdraw(pressed.value, person.id)
        if not isinstance(result, Withdrawn):
            return Decision((back(pressed, note(_refusal(result))),), person.id)
        return Decision(
            (
                back(pressed, note(desk_wording.WITHDRAWN)),
                *closed(front, pressed.value, result.shown_at),
            ),
            person.id,
        )

    return commit


def answered(front: Front, sent: Submitted, officer: Person) -> Commit:
    """An officer's words go to the asker, marked as the desk's."""
    escalation, user = sent.about, sent.speaker.user

    def commit() -> Decision:
        result = front.desk.answer(escalation, officer, str(sent.values.get(ANSWER) or ""))
        if not isinstance(result, DeskWord):
            return Decision((Post(user, note(_refusal(result))),))
        hand_over_word(front.outbox, result, here=Platform.SLACK, escalation=escalation)
        return Decision((*word_calls(front, result), *closed(front, escalation, result.shown_at)))

    return commit


def word_calls(front: Front, word: DeskWord) -> tuple[Call, ...]:
    """The desk's answer, where the asker asked, if that is here."""
    asker = word.asked.asker
    if asker.platform is not Platform.SLACK:
        return ()
    content = word_message(front.desk_name, word.ruling, word.asked)
    return (Post(asker.chat, content, asker.thread),)


def closed(front: Front, escalation: str, shown_at: tuple[Address, ...]) -> tuple[Call, ...]:
    """The desk's messages say that the question is open no more; those elsewhere are told."""
    hand_over_closing(front.outbox, escalation, shown_at, here=Platform.SLACK)
    return tuple(
        call
        for shown in shown_at
        if shown.platform is Platform.SLACK
        for call in closing(front, escalation, shown)
    )


def closing(front: Front, escalation: str, shown: Address) -> tuple[Call, ...]:
    """One message of the desk, drawn anew."""
    found = front.escalations.get(escalation)
    if found is None or not shown.message:
        return ()
    return (Edit(shown.chat, shown.message, question_message(found), shown.thread),)


def _refusal(reason: NotDone) -> str:
    return {
        NotDone.NOT_ALLOWED: desk_wording.NOT_ALLOWED,
        NotDone.EMPTY: wording.NOTHING_ASKED,
    }.get(reason, desk_wording.NOT_OPEN)
