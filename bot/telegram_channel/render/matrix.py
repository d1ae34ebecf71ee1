"""The action matrix and the comparison of jurisdictions, each on as few lines as tell it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import wording
from bot.answering.answer import Branch, Comparison
from bot.answering.overview import Matrix
from bot.telegram_channel import overview_wording as own
from bot.telegram_channel.render.callback_data import Act, data_of
from bot.telegram_channel.render.keyboards import rows_of
from bot.telegram_channel.render.message import Button, OutMessage
from bot.telegram_channel.render.packing import packed
from bot.telegram_channel.render.quotation import QuoteBlock, quote_blocks
from bot.telegram_channel.render.rich_text import RichText, bold, italic, joined, plain
from bot.telegram_channel.wording import situation_line
from knowledge.situation import Situation

_MOST_BUTTONS = 40


def render_matrix(matrix: Matrix) -> tuple[OutMessage, ...]:
    """One line for each action; its button opens the clauses."""
    actions = list(dict.fromkeys(cell.situation.action or "" for cell in matrix.cells))
    lines = [_line(action, matrix.cells) for action in actions]
    about = wording.situation_words(matrix.situation)
    title = bold(own.MATRIX_TITLE) + (f"\n{situation_line(about)}" if about else "")
    buttons = [_button(action, matrix.situation) for action in actions[:_MOST_BUTTONS]]
    blocks = [QuoteBlock(title), QuoteBlock(joined(lines, "\n"))]
    return packed(blocks, rows_of(buttons, 3))


def render_comparison(comparison: Comparison) -> tuple[OutMessage, ...]:
    """One quote for each jurisdiction, under what it does; the silent ones are named."""
    blocks = [QuoteBlock(bold(wording.comparison_title(comparison)))]
    return packed([*blocks, *comparison_blocks(comparison)])


def comparison_blocks(comparison: Comparison) -> Iterator[QuoteBlock]:
    """What stands below the title of a comparison."""
    for quote in comparison.quotes:
        yield QuoteBlock(bold(wording.compared_line(comparison, quote)))
        yield from quote_blocks(quote, first=False)
    if silent := wording.silent_line(comparison):
        yield QuoteBlock(plain(silent))


def _line(action: str, cells: tuple[Branch, ...]) -> RichText:
    parts = [_cell(cell) for cell in cells if (cell.situation.action or "") == action]
    return bold(own.action_label(action)) + ": " + joined(parts, " · ")


def _cell(cell: Branch) -> RichText:
    numbers = ", ".join(f"§{quote.clause.ref.number}" for quote in cell.quotes[:2])
    return plain(own.cell_words(cell)) + " " + italic(numbers)


def _button(action: str, situation: Situation) -> Button:
    account, topic = situation.account or "", situation.topic or ""
    return Button(own.action_label(action), data_of(Act.MATRIX, action, account, topic))
