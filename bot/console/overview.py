"""The action matrix and the comparison of jurisdictions as tables."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering import wording
from bot.answering.answer import Comparison, Mark
from bot.answering.overview import ACTS, Matrix
from bot.console.render import STYLE


def matrix_table(matrix: Matrix) -> RenderableType:
    """A row for each act, a column for each account."""
    accounts = list(dict.fromkeys(cell.situation.account or "" for cell in matrix.cells))
    table = Table("", *(wording.option_words(account) for account in accounts), box=None)
    cells = {(cell.situation.action, cell.situation.account): cell for cell in matrix.cells}
    for act in ACTS:
        row = []
        for account in accounts:
            cell = cells.get((act, account))
            if cell is None:
                row.append(Text("no clause speaks", style="dim"))
                continue
            number = cell.quotes[0].clause.ref.number
            row.append(
                Text.assemble(
                    (wording.verdict_word(cell.verdict), STYLE[cell.verdict]), f" §{number}"
                )
            )
        table.add_row(Text(wording.option_words(act), style="bold"), *row)
    return table


def comparison_table(comparison: Comparison) -> RenderableType:
    """A row for each jurisdiction, with its clause word for word."""
    quotes = {quote.directive.jurisdiction.casefold(): quote for quote in comparison.quotes}
    table = Table("", "against home", "clause", "", box=None, padding=(0, 2, 1, 0))
    for name, mark in comparison.marks:
        quote = quotes.get(name.casefold())
        label = Text(name, style="bold")
        if mark is Mark.SILENT or quote is None:
            table.add_row(label, Text("silent", style="dim"), "", "")
            continue
        verdict = quote.verdict
        does = Text(wording.verdict_word(verdict), style=STYLE[verdict]) if verdict else Text()
        text = Text(quote.clause.full_text)
        text.append(f"\n{wording.reference_line(quote)}", style="dim")
        table.add_row(label, "–" if mark is Mark.HOME else str(mark), does, text)
    return table
