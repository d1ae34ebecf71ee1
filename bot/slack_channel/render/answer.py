"""An answer as messages: the verdict first, then the clauses, then what can be done with it."""

from __future__ import annotations

from typing import assert_never

from bot.answering.answer import (
    Answer,
    Comparison,
    NotCovered,
    Quote,
    Quoted,
    Refused,
    Ruled,
    Unavailable,
    Verdict,
)
from bot.answering.wording import (
    branch_line,
    compared_line,
    nearest_line,
    precedence_line,
    reference_line,
    silent_line,
    situation_words,
    verdict_line,
)
from bot.slack_channel import wording
from bot.slack_channel.render.controls import controls
from bot.slack_channel.render.elements import context, divider, header, section, strong
from bot.slack_channel.render.message import LONGEST_FALLBACK, Block, OutMessage, escaped
from bot.slack_channel.render.packing import packed
from bot.slack_channel.render.quotation import quote_units
from bot.slack_channel.render.view import View

_Units = list[list[Block]]


def render(
    answer: Answer, *, receipt: str = "", view: View | None = None, desk: str = ""
) -> tuple[OutMessage, ...]:
    """The messages of an answer; raises ``QuoteAlteredError`` rather than misquote."""
    shown = view or View()
    head, *rest = [[header(verdict_line(answer))], *_body(answer, shown)]
    units = [head + rest[0], *rest[1:]] if rest else [head]
    below = controls(answer, receipt, shown, desk=desk)
    if below:
        units.append(below)
    messages = packed(units)
    texts = [fallback(answer)] + [wording.CONTINUED] * (len(messages) - 1)
    return tuple(
        OutMessage(text, tuple(blocks)) for text, blocks in zip(texts, messages, strict=True)
    )


def _body(answer: Answer, view: View) -> _Units:
    match answer:
        case Ruled():
            return [*_ruled(answer), *_why(answer, view), *_more(answer, view)]
        case Quoted(comparison=comparison) if comparison:
            return _compared(comparison)
        case Quoted():
            return [*_quotes(answer.quotes), *_more(answer, view)]
        case NotCovered():
            line = nearest_line(answer)
            return [[context(line)]] if line else []
        case Unavailable() | Refused():
            return []
        case _:
            assert_never(answer)


def _ruled(answer: Ruled) -> _Units:
    if answer.verdict is not Verdict.DEPENDS or not answer.branches:
        units = _quotes(answer.quotes)
    else:
        units = []
        for branch in answer.branches:
            first, *others = _quotes(branch.quotes)
            units += [[strong(branch_line(branch)), *first], *others]
    if answer.precedence:
        units.append([context(precedence_line(answer.precedence))])
    return units


def _compared(comparison: Comparison) -> _Units:
    units: _Units = []
    for quote in comparison.quotes:
        first, *others = quote_units(quote)
        units += [[strong(compared_line(comparison, quote)), *first], *others]
    silent = silent_line(comparison)
    return [*units, [context(silent)]] if silent else units


def _quotes(quotes: tuple[Quote, ...]) -> _Units:
    return [unit for quote in quotes for unit in quote_units(quote)]


def _why(answer: Ruled, view: View) -> _Units:
    if not view.why:
        return []
    quotes = tuple(quote for branch in answer.branches for quote in branch.quotes)
    lines = [wording.why_line(quote) for quote in quotes or answer.quotes]
    if words := situation_words(answer.situation):
        lines.append(wording.situation_line(words))
    return [[section("\n".join(dict.fromkeys(lines)))]]


def _more(answer: Ruled | Quoted, view: View) -> _Units:
    if not view.more or not answer.runners_up:
        return []
    first, *others = _quotes(answer.runners_up)
    return [[divider(), context(wording.MORE_TITLE), *first], *others]


def fallback(answer: Answer) -> str:
    """The answer in plain text; clauses that do not fit are named instead of cut."""
    lines = [verdict_line(answer)]
    if isinstance(answer, NotCovered):
        lines.append(nearest_line(answer))
    comparison = answer.comparison if isinstance(answer, Quoted) else None
    if comparison:
        lines += [compared_line(comparison, quote) for quote in comparison.quotes]
        lines.append(silent_line(comparison))
    room = LONGEST_FALLBACK - sum(len(escaped(line)) + 1 for line in lines)
    for quote in _quoted_in(answer):
        for line in _in_text(quote, room):
            room -= len(line) + 2
            lines.append(line)
    return escaped("\n".join(line for line in lines if line))[:LONGEST_FALLBACK]


def _in_text(quote: Quote, room: int) -> list[str]:
    whole = f"“{quote.clause.full_text}” – {reference_line(quote)}"
    for line in (whole, reference_line(quote)):
        if len(escaped(line)) + 2 <= room:
            return [line]
    return []


def _quoted_in(answer: Answer) -> tuple[Quote, ...]:
    quotes: tuple[Quote, ...] = getattr(answer, "quotes", ())
    if isinstance(answer, Ruled) and answer.branches:
        quotes = tuple(quote for branch in answer.branches for quote in branch.quotes)
    return quotes
