"""``attache eval``: how often the right clause and verdict come out, on questions kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.answer import Answer, NotCovered
from bot.answering.engine import Engine
from bot.assembly import engine_over, open_live
from bot.evaluation.curve import Point, curve, try_all
from bot.evaluation.golden import Golden, Marked, Score, quotes_of
from bot.settings import Settings

# What is measured, the name by which it can be demanded (--at-least), and how it is written.
_ROWS = (
    ("questions", "questions", "d"),
    ("of which covered", "covered", "d"),
    ("first clause right", "first", ".1%"),
    ("first clause in the right article", "article", ".1%"),
    ("right clause among the first 3", "first_three", ".1%"),
    ("verdict right", "verdict", ".1%"),
    ("verdicts for each account right", "branches", ".1%"),
    ("wrongly permitted or not required", "wrongly_permissive", ".1%"),
    ("not covered: precision", "not_covered_precision", ".1%"),
    ("not covered: recall", "not_covered_recall", ".1%"),
    ("not covered: recall of near misses", "near_miss_recall", ".1%"),
    ("milliseconds at the median", "median_ms", ".1f"),
)


def score_table(columns: Sequence[tuple[str, Score]]) -> RenderableType:
    """The figures, a column for each part of the questions."""
    table = Table("", "name", *(part for part, _ in columns), box=None)
    for label, name, form in _ROWS:
        figures = (format(getattr(score, name), form) for _, score in columns)
        table.add_row(label, Text(name, style="dim"), *figures)
    return table


def curves_of(
    settings: Settings, questions: Sequence[Golden]
) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """The curve of the tuned questions and that of the held-out ones."""
    live = open_live(settings)

    def engine_at(minimum: float) -> Engine:
        answering = settings.answering.model_copy(update={"minimum_confidence": minimum})
        return engine_over(live, settings.model_copy(update={"answering": answering}))

    tried = try_all(questions, engine_at)
    return tuple(
        (name, curve([one for one in tried if one.bold.golden.held_out is held_out]))
        for name, held_out in (("tuned", False), ("held out", True))
    )


def draw_curves(curves: Sequence[tuple[str, Sequence[Point]]], path: Path) -> None:
    """Draw the curves into an SVG file."""
    # Whoever only asks does not wait for what draws.
    from bot.evaluation.curve_chart import write_curve

    write_curve(curves, path)


def curve_table(curves: Sequence[tuple[str, Sequence[Point]]]) -> RenderableType:
    """For each confidence that an answer might need: answered, wrong among these, and answered
    although nothing covers the question."""
    table = Table("confidence", box=None)
    for name, _ in curves:
        for column in ("answered", "wrong", "uncovered answered"):
            table.add_column(f"{name}: {column}", justify="right")
    for rows in zip(*(points for _, points in curves), strict=True):
        shares = [
            share for row in rows for share in (row.answered, row.wrong, row.uncovered_answered)
        ]
        table.add_row(f"{rows[0].threshold:g}", *(f"{share:.1%}" for share in shares))
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
