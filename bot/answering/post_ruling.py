"""Rules on a post in question by its topic: the norms on each act, looked up and not searched."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Branch, Choice, Ruled, Verdict
from bot.answering.kinds import QuestionKind
from bot.answering.overview import ACTS, Overview
from bot.answering.understand import Understood

# What one does to a post where the question names no act of its own.
_USUAL = ("like", "share", "comment")


def ruling_on_post(understood: Understood, overview: Overview) -> Ruled | None:
    """The answer for the post that came with the question.

    None where its topic is not clear, where the question names a topic, another act or a country
    of its own, or where no norm speaks: then the search decides.
    """
    situation = understood.situation
    own_words = understood.names_topic or understood.kind is QuestionKind.INFORMATION
    elsewhere = bool(understood.jurisdictions)
    if not understood.question.post or situation.topic is None or own_words or elsewhere:
        return None
    if situation.action is not None and situation.action not in ACTS:
        return None
    acts = (situation.action,) if situation.action else _USUAL
    cells = [
        cell
        for cell in overview.matrix(replace(situation, action=None)).cells
        if cell.situation.action in acts
    ]
    return _ruled(understood, overview, cells) if cells else None


def _ruled(understood: Understood, overview: Overview, cells: list[Branch]) -> Ruled:
    verdicts = {cell.verdict for cell in cells}
    quotes = tuple(dict.fromkeys(quote for cell in cells for quote in cell.quotes))
    situation = understood.situation
    accounts = {cell.situation.account for cell in cells}
    if situation.account is None and len(accounts) == 1:
        situation = replace(situation, account=accounts.pop())
    one = len(verdicts) == 1
    return Ruled(
        understood.question,
        situation,
        verdicts.pop() if one else Verdict.DEPENDS,
        quotes,
        overview.snapshot.name,
        branches=() if one else tuple(cells),
        choices=() if one else _choices(cells),
    )


def _choices(cells: list[Branch]) -> tuple[Choice, ...]:
    choices = []
    for about in ("account", "action"):
        values = (getattr(cell.situation, about) for cell in cells)
        options = tuple(dict.fromkeys(value for value in values if value is not None))
        if len(options) > 1:
            choices.append(Choice(about, options))
    return tuple(choices)
