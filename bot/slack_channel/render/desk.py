"""What the desk sees, and what the asker gets from it."""

from __future__ import annotations

from bot.answering.wording import situation_words
from bot.slack_channel import desk_wording, wording
from bot.slack_channel.render.elements import actions, button, context, header, section
from bot.slack_channel.render.message import Block, OutMessage, escaped
from bot.slack_channel.render.quotation import LONGEST_QUOTE, quote_block
from bot.storage.escalations import DeskQuestion, Escalation, EscalationState
from bot.storage.rulings import Ruling

ANSWER_DESK, WITHDRAW = "answer_desk", "withdraw_desk"
_LONGEST = 3 * LONGEST_QUOTE


def question_message(escalation: Escalation, name: str | None = None) -> OutMessage:
    """The asker's words in a quote, how they were understood, what came near, and what is to do."""
    asked = escalation.asked
    title = desk_wording.title_line(name)
    blocks = [header(title), *words_in_quotes(asked.question), *_about(asked)]
    match escalation.state:
        case EscalationState.OPEN:
            press = button(desk_wording.ANSWER, ANSWER_DESK, escalation.id, style="primary")
            blocks.append(actions([press]))
        case EscalationState.ANSWERED:
            blocks.append(context(desk_wording.ANSWERED))
        case EscalationState.WITHDRAWN:
            blocks.append(context(desk_wording.WITHDRAWN_THERE))
    return OutMessage(escaped(f"{title}: {asked.question}"[:2000]), tuple(blocks))


def _about(asked: DeskQuestion) -> list[Block]:
    lines = []
    if words := situation_words(asked.situation):
        lines.append(wording.situation_line(words))
    if asked.nearest:
        lines.append(desk_wording.nearest_line(asked.nearest))
    return [context(*lines)] if lines else []


def word_message(desk: str, ruling: Ruling, asked: DeskQuestion) -> OutMessage:
    """The desk's answer for the asker, marked as what it is."""
    title = desk_wording.word_title(desk)
    blocks = [
        header(title),
        context(desk_wording.asked_line(asked.question)),
        *words_in_quotes(ruling.text),
        context(desk_wording.WORD_NOTE),
    ]
    return OutMessage(escaped(f"{title}: {ruling.text}"[:3000]), tuple(blocks))


def words_in_quotes(words: str) -> list[Block]:
    """Somebody's words, as they wrote them."""
    kept = words[:_LONGEST]
    return [
        quote_block(kept[start : start + LONGEST_QUOTE])
        for start in range(0, len(kept), LONGEST_QUOTE)
    ]


def note(words: str) -> OutMessage:
    """A word by the way."""
    return OutMessage(escaped(words), (section(words),))


def withdrawable(words: str, escalation: str) -> OutMessage:
    """A word with the way back."""
    press = button(desk_wording.WITHDRAW, WITHDRAW, escalation)
    return OutMessage(escaped(words), (section(words), actions([press])))
