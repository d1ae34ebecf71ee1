"""Draws an answer for a terminal: the verdict first, then the quote set apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answering import wording
from bot.answering.answer import (
    Answer,
    Choice,
    Comparison,
    NotCovered,
    Quote,
    Quoted,
    Refused,
    Ruled,
    Unavailable,
    Verdict,
)
from knowledge.directive import Rank

STYLE = {
    Verdict.FORBIDDEN: "bold red",
    Verdict.PERMITTED: "bold green",
    Verdict.CONDITIONAL: "bold yellow",
    Verdict.REQUIRED: "bold magenta",
    Verdict.NOT_REQUIRED: "bold green",
    Verdict.DISCOURAGED: "bold yellow",
    Verdict.RECOMMENDED: "bold cyan",
    Verdict.DEPENDS: "bold yellow",
}


def render(answer: Answer, *, desk: str = "") -> RenderableType:
    """An answer as rich draws it; ``desk`` is where to ask what no clause covers."""
    return Group(*_parts(answer, desk))


def _parts(answer: Answer, desk: str) -> Iterator[RenderableType]:
    match answer:
        case Ruled(branches=branches) if branches:
            yield Text(wording.verdict_line(answer), style=STYLE[answer.verdict])
            for branch in branches:
                yield Text()
                yield Text(wording.branch_line(branch), style=STYLE[branch.verdict])
                yield from map(_quote, branch.quotes)
            yield from _below(answer)
        case Ruled():
            yield Text(wording.verdict_line(answer), style=STYLE[answer.verdict])
            yield from map(_quote, answer.quotes)
            yield from _below(answer)
        case Quoted(comparison=comparison) if comparison:
            yield Text(wording.verdict_line(answer), style="bold")
            yield from _compared(comparison)
        case Quoted():
            yield Text(wording.verdict_line(answer), style="bold")
            yield from map(_quote, answer.quotes)
        case NotCovered():
            yield Text(wording.verdict_line(answer), style="bold")
            if nearest := wording.nearest_line(answer):
                yield Padding(Text(nearest, style="dim"), (1, 0, 0, 2))
            if desk:
                yield Padding(Text(wording.desk_line(desk)), (1, 0, 0, 2))
        case Unavailable() | Refused():
            yield Text(wording.verdict_line(answer), style="bold red")
        case _:
            assert_never(answer)


def _compared(comparison: Comparison) -> Iterator[RenderableType]:
    for quote in comparison.quotes:
        yield Text()
        style = STYLE[quote.verdict] if quote.verdict else ""
        yield Text(wording.compared_line(comparison, quote), style=style)
        yield _quote(quote)
    if silent := wording.silent_line(comparison):
        yield Padding(Text(silent), (1, 0, 0, 0))


def _below(answer: Ruled) -> Iterator[RenderableType]:
    if answer.precedence:
        yield Padding(Text(wording.precedence_line(answer.precedence)), (1, 0, 0, 2))
    yield from _choices(answer.choices)


def _quote(quote: Quote) -> RenderableType:
    bar = Table.grid(padding=(0, 1))
    bar.add_column(style="cyan")
    bar.add_column()
    lead_in = quote.clause.lead_in
    if lead_in is not None:
        bar.add_row(_bar(), _marked(lead_in.text, quote, in_lead_in=True))
    bar.add_row(_bar(), _marked(quote.clause.text, quote, in_lead_in=False))
    label = Text.assemble(
        (wording.reference_line(quote), "bold"),
        (" · " + wording.force_line(quote.directive), "dim"),
    )
    below: list[RenderableType] = [label]
    if quote.changed:
        below.append(Text(wording.changed_line(quote.changed), style="yellow"))
    if quote.directive.rank is Rank.PRACTICE_NOTE:
        below.append(Text(wording.practice_note_line(quote.directive), style="italic"))
    return Padding(Group(bar, *below), (1, 0, 0, 2))


def _bar() -> Text:
    return Text("┃")


def _marked(text: str, quote: Quote, *, in_lead_in: bool) -> Text:
    marked = Text(text)
    if quote.norm is not None and quote.norm.in_lead_in == in_lead_in:
        marked.stylize("bold underline", quote.norm.trigger.start, quote.norm.trigger.end)
    return marked


def _choices(choices: tuple[Choice, ...]) -> Iterator[RenderableType]:
    number = 1
    for choice in choices:
        line = Text(wording.choice_line(choice) + " ", style="bold")
        for option in choice.options:
            line.append(f" [{number}] {wording.option_words(option)} ", style="reverse")
            line.append(" ")
            number += 1
        yield Padding(line, (1, 0, 0, 0))
