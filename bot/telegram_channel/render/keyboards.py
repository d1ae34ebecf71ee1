"""The buttons under an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import (
    Answer,
    Choice,
    NotCovered,
    Quoted,
    Refused,
    Ruled,
    Unavailable,
)
from bot.storage.escalations import Consent
from bot.telegram_channel import wording
from bot.telegram_channel.render.callback_data import Act, data_of
from bot.telegram_channel.render.message import Button, Keyboard
from bot.telegram_channel.render.view import View

CONSENTS = {"q": Consent.QUESTION_ONLY, "n": Consent.QUESTION_AND_NAME}
_ROW = 2


def answer_keyboard(answer: Answer, receipt: str, view: View, *, desk: bool) -> Keyboard:
    """The buttons of an answer; none where there is no receipt to key them to."""
    if isinstance(answer, Unavailable | Refused) or not receipt:
        return ()
    if view.consent:
        return _consent(receipt, view)
    rows = [*_choices(answer, receipt), _details(answer, receipt, view)]
    if desk:
        rows.append((_view_button(wording.ASK_DESK, receipt, replace(view, consent=True)),))
    rows.append(_votes(receipt, view))
    return tuple(row for row in rows if row)


def rows_of(buttons: Sequence[Button], width: int = _ROW) -> Keyboard:
    """The buttons in rows of at most ``width``."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def withdraw_keyboard(escalation: str) -> Keyboard:
    """The way back for a question at the desk."""
    return ((Button(wording.WITHDRAW, data_of(Act.WITHDRAW, escalation)),),)


def _choices(answer: Ruled | Quoted | NotCovered, receipt: str) -> list[tuple[Button, ...]]:
    choices: tuple[Choice, ...] = answer.choices if isinstance(answer, Ruled) else ()
    rows: list[tuple[Button, ...]] = []
    for choice in choices:
        rows += rows_of(
            [
                Button(
                    wording.option_label(choice, option),
                    data_of(Act.CHOOSE, receipt, choice.about, option),
                )
                for option in choice.options
            ]
        )
    return rows


def _details(answer: Ruled | Quoted | NotCovered, receipt: str, view: View) -> tuple[Button, ...]:
    unfolded = replace(view, more=not view.more)
    if isinstance(answer, NotCovered):
        label = wording.HIDE_NEAREST if view.more else wording.NEAREST
        return (_view_button(label, receipt, unfolded),) if answer.nearest else ()
    label = wording.HIDE_WHY if view.why else wording.WHY
    why = _view_button(label, receipt, replace(view, why=not view.why))
    if not answer.runners_up:
        return (why,)
    return why, _view_button(wording.FEWER if view.more else wording.MORE, receipt, unfolded)


def _votes(receipt: str, view: View) -> tuple[Button, ...]:
    return tuple(
        Button(
            f"✓ {label}" if view.vote is helpful else label,
            data_of(Act.VOTE, receipt, int(helpful), view),
        )
        for label, helpful in ((wording.HELPFUL, True), (wording.NOT_HELPFUL, False))
    )


def _consent(receipt: str, view: View) -> Keyboard:
    return (
        (Button(wording.SEND_NAMELESS, data_of(Act.ASK_DESK, receipt, "q")),),
        (Button(wording.SEND_NAMED, data_of(Act.ASK_DESK, receipt, "n")),),
        (_view_button(wording.CANCEL, receipt, replace(view, consent=False)),),
    )


def _view_button(label: str, receipt: str, view: View) -> Button:
    return Button(label, data_of(Act.VIEW, receipt, view))
