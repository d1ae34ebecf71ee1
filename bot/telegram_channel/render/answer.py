"""Draws an answer: the verdict first, then the clauses, then what the reader unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.answering import wording
from bot.answering.answer import (
    Answer,
    Branch,
    NotCovered,
    Quote,
    Quoted,
    Refused,
    Ruled,
    Unavailable,
)
from bot.telegram_channel import desk_wording
from bot.telegram_channel import wording as own
from bot.telegram_channel.render.keyboards import answer_keyboard
from bot.telegram_channel.render.matrix import comparison_blocks
from bot.telegram_channel.render.message import OutMessage
from bot.telegram_channel.render.packing import packed
from bot.telegram_channel.render.quotation import QuoteBlock, quote_blocks
from bot.telegram_channel.render.rich_text import RichText, bold, italic, joined, plain
from bot.telegram_channel.render.view import View


def render(
    answer: Answer, *, receipt: str = "", view: View | None = None, desk: str = ""
) -> tuple[OutMessage, ...]:
    """The messages of an answer; ``desk`` names whom to ask what no clause covers, if anyone.

    Raises ``QuoteAlteredError`` where a message would not carry a clause's own characters.
    """
    view = view or View()
    keyboard = answer_keyboard(answer, receipt, view, desk=bool(desk))
    blocks = list(_blocks(answer, view))
    if view.consent:
        blocks.append(QuoteBlock(italic(desk_wording.consent_line(desk))))
    elif keyboard:
        blocks.append(QuoteBlock(plain(own.receipt_line(receipt))))
    return packed(blocks, keyboard)


def _blocks(answer: Answer, view: View) -> Iterator[QuoteBlock]:
    yield QuoteBlock(bold(wording.verdict_line(answer)))
    match answer:
        case Ruled():
            yield from _ruled(answer)
            yield from _why(answer, view)
            yield from _more(answer.runners_up, view)
        case Quoted(comparison=comparison):
            quotes = comparison_blocks(comparison) if comparison else _quotes(answer.quotes)
            yield from quotes
            yield from _why(answer, view)
            yield from _more(answer.runners_up, view)
        case NotCovered():
            if answer.nearest and not view.more:
                yield QuoteBlock(plain(wording.nearest_line(answer)))
            yield from _more(answer.nearest, view)
        case Unavailable() | Refused():
            pass
        case _:
            assert_never(answer)


def _ruled(answer: Ruled) -> Iterator[QuoteBlock]:
    if answer.branches:
        yield from _branches(answer.branches)
    else:
        yield from _quotes(answer.quotes)
    if answer.precedence:
        yield QuoteBlock(plain(wording.precedence_line(answer.precedence)))
    if answer.choices:
        asked = [wording.choice_line(choice) for choice in answer.choices]
        yield QuoteBlock(bold(" ".join(asked)))


def _branches(branches: tuple[Branch, ...]) -> Iterator[QuoteBlock]:
    """Each way it can go with its first clause; the further ones are named, a tap away.

    A phone shows a few lines: what holds must be seen before it is read. The date, where it is
    the same for all, stands once below them.
    """
    keys = {quote.directive.key for branch in branches for quote in branch.quotes}
    dated = len(keys) > 1
    for branch in branches:
        yield QuoteBlock(bold(wording.branch_line(branch)))
        first, *others = branch.quotes
        yield from quote_blocks(first, first=False, dated=dated)
        if others:
            yield QuoteBlock(plain(own.also_line(others)))
    if not dated:
        yield QuoteBlock(italic(wording.force_line(branches[0].quotes[0].directive)))


def _quotes(quotes: tuple[Quote, ...]) -> Iterator[QuoteBlock]:
    for number, quote in enumerate(quotes):
        yield from quote_blocks(quote, first=number == 0)


def _why(answer: Ruled | Quoted, view: View) -> Iterator[QuoteBlock]:
    if not view.why:
        return
    quotes = answer.quotes
    if isinstance(answer, Ruled):
        quotes = tuple(quote for branch in answer.branches for quote in branch.quotes) or quotes
    lines = [plain(own.why_line(quote)) for quote in quotes]
    words = wording.situation_words(answer.situation)
    if words:
        lines.append(plain(own.situation_line(words)))
    yield QuoteBlock(bold(own.WHY) + RichText("\n") + joined(lines, "\n"))


def _more(others: tuple[Quote, ...], view: View) -> Iterator[QuoteBlock]:
    if view.more and others:
        yield QuoteBlock(bold(own.MORE_TITLE))
        for quote in others:
            yield from quote_blocks(quote, first=False)
