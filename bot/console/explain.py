"""How an answer was found: what was understood, which clauses matched, and which were rejected."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.explanation import Explanation
from bot.console.machine import situation_object
from knowledge.retrieval.match import Match


def explanation(found: Explanation) -> RenderableType:
    """The understanding of the question in a line each, then the matches as a table."""
    facts = situation_object(found.understood.situation)
    known = ", ".join(f"{name}: {value}" for name, value in facts.items()) or "nothing"
    return Group(
        Text(f"kind of question: {found.understood.kind}"),
        Text(f"situation known: {known}"),
        Text(
            f"confidence: {found.matches.confidence:.2f} "
            f"(an answer needs {found.minimum_confidence:.2f})"
        ),
        _table("found", found.matches.accepted),
        _table("rejected", found.matches.rejected),
    )


def _table(title: str, matches: Sequence[Match]) -> Table:
    table = Table("clause", "score", "because", "text", title=title, box=None, title_justify="left")
    for match in matches:
        reasons = sorted(match.features.items(), key=lambda item: -abs(item[1]))[:4]
        table.add_row(
            Text(str(match.clause.ref)),
            f"{match.score:.3f}",
            " ".join(f"{name} {value:.2f}" for name, value in reasons),
            Text(match.clause.full_text[:70]),
        )
    return table
