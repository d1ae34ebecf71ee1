"""*Ask the desk*: the question goes there with consent, and an officer's reply comes back."""

from __future__ import annotations

from bot.answering.answer import Answer, NotCovered, Refused, Unavailable
from bot.desk.handover import hand_over_question, hand_over_word
from bot.desk.outcomes import DeskWord, NotDone, Withdrawn
from bot.storage.conversations import Turn
from bot.storage.escalations import Consent, DeskQuestion, Escalation
from bot.storage.identity import Platform
from bot.storage.people import Person
from bot.storage.role import Role
from bot.telegram_channel import desk_wording, wording
from bot.telegram_channel.calls import Edit, Post, Tie, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.desk_messages import (
    notes,
    question_posts,
    word_posts,
)
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import post, saying, text_message, toasting
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.listeners.visitors import visitor_of
from bot.telegram_channel.render.keyboards import CONSENTS, withdraw_keyboard
from bot.telegram_channel.turns import drawn, quotes_of, shown_anew


def asked(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Sends the question to the desk, once, with what the asker agreed to show."""
    receipt, consent = tap.part(0), CONSENTS.get(tap.part(1))
    turn = front.conversations.of_receipt(receipt)
    if turn is None or consent is None:
        return None
    if turn.person_id != person.id:
        return toasting(tap.pressed, wording.ONLY_THE_ASKER)
    if not front.desk.staffed:
        return toasting(tap.pressed, desk_wording.CLOSED)
    answer = front.engine.answer(front.asking.again(turn))

    def commit() -> Decision:
        at_desk = _desk_question(turn, answer, tap, consent)
        raised = front.desk.raise_question(at_desk)
        name = tap.pressed.speaker.name if consent is CONSENTS["n"] else None
        hand_over_question(front.outbox, raised, here=Platform.TELEGRAM, name=name)
        messages = drawn(front, answer, receipt)
        # Pressed again on an old screen, there is nothing left to fold away.
        shown = front.messages.answers_of(receipt) if raised.deliver_to else ()
        told = text_message(desk_wording.SENT, withdraw_keyboard(raised.escalation.id))
        return Decision(
            (
                Toast(tap.pressed.query),
                *shown_anew(tap.place, messages[: len(shown)], shown, Tie(receipt=receipt)),
                *question_posts(raised, name),
                Post(tap.place.chat, told, tap.place.thread),
            ),
            person.id,
        )

    return commit


def _desk_question(turn: Turn, answer: Answer, tap: Tapped, consent: Consent) -> DeskQuestion:
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
        language=tap.pressed.speaker.language or None,
        receipt_id=turn.receipt_id,
    )


def withdrawn(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Takes the question back while nobody has answered it."""

    def commit() -> Decision:
        result = front.desk.withdraw(tap.part(0), person.id)
        if not isinstance(result, Withdrawn):
            return Decision((Toast(tap.pressed.query, _refusal(result)),), person.id)
        told = text_message(desk_wording.WITHDRAWN)
        return Decision(
            (
                Toast(tap.pressed.query),
                Edit(tap.place.chat, tap.message, told, tap.place.thread),
                *notes(result.shown_at, desk_wording.WITHDRAWN_THERE),
            ),
            person.id,
        )

    return commit


def escalation_shown(front: Front, said: Said) -> Escalation | None:
    """The question at the desk that was replied to, if that is what this message does."""
    if said.command or said.reply is None or not said.reply.mine or said.reply.message is None:
        return None
    return front.desk.escalation_at(said.place.at(said.reply.message))


def answered(front: Front, said: Said, escalation: Escalation) -> Commit:
    """An officer's reply goes to the asker, marked as the desk's word."""
    officer = front.access.recognise(visitor_of(said.speaker))
    role = officer.role if officer and not officer.revoked else None
    if officer is None or role is None or not role.includes(Role.DESK):
        return saying(said, desk_wording.NOT_ALLOWED)
    if not said.text:
        return saying(said, desk_wording.TEXT_ONLY)

    def commit() -> Decision:
        result = front.desk.answer(escalation.id, officer, said.text)
        if not isinstance(result, DeskWord):
            return Decision((post(said, _refusal(result)),))
        hand_over_word(front.outbox, result, here=Platform.TELEGRAM, escalation=escalation.id)
        return Decision(
            (
                *word_posts(front, result),
                post(said, desk_wording.DELIVERED),
            )
        )

    return commit


def _refusal(reason: NotDone) -> str:
    return {
        NotDone.NOT_ALLOWED: wording.ONLY_THE_ASKER,
        NotDone.EMPTY: desk_wording.TEXT_ONLY,
    }.get(reason, desk_wording.NOT_OPEN)
