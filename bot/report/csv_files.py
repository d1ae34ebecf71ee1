"""The report as CSV files, a table each, for whoever reckons on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.report.figures import Report

# A spreadsheet takes a text that begins so for a formula, and people's words come from outside.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(report: Report, folder: Path) -> tuple[Path, ...]:
    """Writes the files, in place of older ones; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / f"{name}.csv", rows) for name, rows in _tables(report))


def _tables(report: Report) -> Iterator[tuple[str, list[Sequence[object]]]]:
    yield (
        "weeks",
        [
            ("week from", "covered", "not covered"),
            *((week.begin, week.covered, week.uncovered) for week in report.weeks),
        ],
    )
    yield (
        "uncovered",
        [
            ("count", "asked", "nearest clause", "all wordings"),
            *((c.count, c.about, c.nearest, " | ".join(c.questions)) for c in report.uncovered),
        ],
    )
    yield (
        "unhelpful",
        [
            ("day", "answer", "clauses", "question"),
            *(
                (one.day, one.outcome, "; ".join(map(str, one.clauses)), one.question)
                for one in report.unhelpful
            ),
        ],
    )
    yield "clauses", [("clause", "answers"), *((str(ref), n) for ref, n in report.most_asked)]
    yield (
        "overdue",
        [
            ("directive", "title", "review due", "stated in the text"),
            *((o.directive, o.title, o.due, "yes" if o.stated else "no") for o in report.overdue),
        ],
    )


def _write(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    # The mark tells Excel that it is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_cell(value) for value in row] for row in rows)
    return path


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
