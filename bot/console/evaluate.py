"""``attache eval``: how often the right clause and verdict come out, on questions kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.answer import Answer, NotCovered
from bot.evaluation.golden import Marked, Score, quotes_of

_ROWS = (
    ("questions", "{0.questions}"),
    ("of which covered", "{0.covered}"),
    ("first clause right", "{0.first:.1%}"),
    ("first clause in the right article", "{0.article:.1%}"),
    ("right clause among the first 3", "{0.first_three:.1%}"),
    ("verdict right", "{0.verdict:.1%}"),
    ("wrongly permitted or not required", "{0.wrongly_permissive:.1%}"),
    ("not covered: precision", "{0.not_covered_precision:.1%}"),
    ("not covered: recall", "{0.not_covered_recall:.1%}"),
    ("not covered: recall of near misses", "{0.near_miss_recall:.1%}"),
    ("milliseconds at the median", "{0.median_ms:.1f}"),
)


def score_table(columns: Sequence[tuple[str, Score]]) -> RenderableType:
    """The figures, a column for each part of the questions."""
    table = Table("", *(name for name, _ in columns), box=None)
    for label, form in _ROWS:
        table.add_row(label, *(form.format(score) for _, score in columns))
    return table


def misses_table(marked: Sequence[Marked]) -> RenderableType:
    """The questions whose first clause or verdict is not the expected one."""
    table = Table("question", "wanted", "got", box=None)
    for one in marked:
        wrong = (
            one.covered
            if one.golden.outcome == "not_covered"
            else one.place != 1 or not one.verdict_right
        )
        if wrong:
            golden = one.golden
            wanted = f"{golden.verdict or golden.outcome} {', '.join(golden.clauses)}"
            words = golden.question.text or f"[post] {golden.question.post}"
            table.add_row(Text(words[:90]), Text(wanted), Text(_told(one.answer)))
    return table


def _told(answer: Answer) -> str:
    numbers = [quote.clause.ref.number for quote in quotes_of(answer)[:3]]
    verdict = getattr(answer, "verdict", None)
    if isinstance(answer, NotCovered):
        numbers = [quote.clause.ref.number for quote in answer.nearest[:2]]
        return f"not_covered (near {', '.join(numbers)})"
    return f"{verdict or 'quoted'} {', '.join(numbers)}"
