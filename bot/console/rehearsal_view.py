"""How a rehearsal looks in a terminal: what turns wrong first, then right, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.evaluation.rehearsal import Flip, Given, Rehearsal
from bot.publishing import wording

_MOST_SHOWN = 30


def rehearsal_lines(found: Rehearsal) -> Iterator[RenderableType]:
    """What to print, one after the other."""
    yield Text(wording.rehearsal_line(found))
    yield Text(wording.turned_line(found))
    for title, style, flips in (
        (wording.WRONG_TITLE, "bold red", found.turned_wrong),
        (wording.RIGHT_TITLE, "bold green", found.turned_right),
        (wording.FLIPS_TITLE, "bold", found.others),
    ):
        if flips:
            yield Text(f"\n{title}", style=style)
            yield _table(flips)
            if len(flips) > _MOST_SHOWN:
                yield Text(f"… and {len(flips) - _MOST_SHOWN} more", style="dim")
    if found.to_review:
        yield Text(f"\n{wording.review_line(len(found.to_review))}")
        yield Text(", ".join(found.to_review), style="dim")


def _table(flips: Sequence[Flip]) -> Table:
    golden = any(flip.expected for flip in flips)
    table = Table(
        "question", "today", "with the update", *(["expected"] if golden else []), box=None
    )
    for flip in flips[:_MOST_SHOWN]:
        row = [Text(flip.question), _given(flip.before), _given(flip.after)]
        if golden:
            note = "\n(the update changes this clause)" if flip.clause_changed else ""
            row.append(Text.assemble(_given(flip.expected), note) if flip.expected else Text())
        table.add_row(*row)
    return table


def _given(given: Given) -> Text:
    return Text(f"{given.outcome} {given.clause}".strip())
