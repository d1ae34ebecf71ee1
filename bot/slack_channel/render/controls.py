"""The buttons below an answer."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Answer, Choice, NotCovered, Quoted, Ruled
from bot.answering.wording import choice_line
from bot.slack_channel import wording
from bot.slack_channel.render.elements import actions, button, context, plain
from bot.slack_channel.render.message import Block
from bot.slack_channel.render.view import View

CHOOSE, UNFOLD, TO_DM, SHARE = "choose", "unfold", "to_dm", "share"
ASK_DESK, FEEDBACK = "ask_desk", "feedback"
HELPFUL, NOT_HELPFUL = "helpful", "not_helpful"
# More options than these would not fit a row.
_MOST_OPTIONS = 20


def controls(answer: Answer, receipt: str, view: View, *, desk: str) -> list[Block]:
    """All that can be pressed below an answer; nothing where there is no receipt."""
    if not receipt or not isinstance(answer, Ruled | Quoted | NotCovered):
        return []
    blocks: list[Block] = []
    for choice in getattr(answer, "choices", ()):
        blocks += _choice(choice, receipt, view)
    row = _row(answer, receipt, view, desk)
    if row:
        blocks.append(actions(row))
    return [*blocks, _feedback(receipt), context(wording.receipt_line(receipt))]


def _choice(choice: Choice, receipt: str, view: View) -> list[Block]:
    value = view.value(receipt)
    return [
        context(choice_line(choice)),
        actions(
            [
                button(
                    wording.option_label(choice, option),
                    f"{CHOOSE}.{choice.about}.{option}",
                    value,
                )
                for option in choice.options[:_MOST_OPTIONS]
            ]
        ),
    ]


def _row(answer: Ruled | Quoted | NotCovered, receipt: str, view: View, desk: str) -> list[Block]:
    buttons: list[Block] = []
    if isinstance(answer, Ruled):
        label = wording.HIDE_WHY if view.why else wording.WHY
        folded = replace(view, why=not view.why)
        buttons.append(button(label, f"{UNFOLD}.why", folded.value(receipt)))
    if not isinstance(answer, NotCovered) and answer.runners_up:
        label = wording.FEWER if view.more else wording.MORE
        folded = replace(view, more=not view.more)
        buttons.append(button(label, f"{UNFOLD}.more", folded.value(receipt)))
    here = view.value(receipt)
    if view.whisper:
        buttons.append(button(wording.SHARE, SHARE, here))
    if not view.private or view.whisper:
        buttons.append(button(wording.TO_DM, TO_DM, here))
    if desk:
        style = "primary" if isinstance(answer, NotCovered) else ""
        buttons.append(button(wording.ASK_DESK, ASK_DESK, here, style=style))
    return buttons


def _feedback(receipt: str) -> Block:
    def side(words: str, word: str) -> Block:
        return {
            "text": plain(words),
            "accessibility_label": words,
            "value": f"{receipt}:{word}",
        }

    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": side(wording.HELPFUL, HELPFUL),
                "negative_button": side(wording.NOT_HELPFUL, NOT_HELPFUL),
            }
        ],
    }
