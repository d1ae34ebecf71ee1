"""``attache report``: what was asked, and what the next version of a directive should answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.answering.wording import day_words
from bot.settings import Settings
from knowledge.errors import KnowledgeError
from knowledge.settings import read_settings

# A question at the terminal does not wait for what only this command needs.
if TYPE_CHECKING:
    from bot.report.figures import Clustering, Report
    from knowledge.directive import Directive

_DAYS = 90
_ROWS = 15
_AT_ONCE = 64
out = Console()


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(report)


def report(
    since: Annotated[
        str, typer.Option(help="The first day, such as 2026-01-01; else 90 days back.")
    ] = "",
    csv: Annotated[
        Path | None, typer.Option(help="Write a CSV file for each table into this folder.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(help="Draw a picture into this file, .svg or .png.")
    ] = None,
    knowledge: Annotated[
        Path | None,
        typer.Option("--knowledge", help="The folder of snapshots.", show_default=False),
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Another config.toml.")] = None,
) -> None:
    """What nothing covered, what did not help, which clauses were asked, what is to be reviewed."""
    from bot.report.chart import check_kind, write_chart
    from bot.report.csv_files import write_csv
    from bot.report.figures import gather
    from bot.storage.database import open_database

    if chart:
        check_kind(chart)
    begin = _day(since)
    settings = read_settings(Settings, config)
    directives, clustering = _library(knowledge or settings.knowledge.directory)
    database = open_database(settings.storage.url)
    try:
        found = gather(
            database,
            directives,
            clustering,
            since=begin,
            keep_questions=settings.privacy.keep_question_text,
        )
    finally:
        database.close()
    for part in report_parts(found):
        out.print(part)
    if csv:
        for path in write_csv(found, csv):
            out.print(Text(f"Written: {path}", style="dim"))
    if chart:
        write_chart(found, chart)
        out.print(Text(f"Drawn: {chart}", style="dim"))


def report_parts(found: Report) -> Iterator[Text | Table]:
    """The report as rich draws it; what is empty is left out."""
    if found.questions:
        yield Text(_overall(found), style="bold")
    else:
        yield Text(f"Nobody has asked anything since {day_words(found.since)}.")
    yield from _table(
        "What no clause covers",
        ("times", "asked", "nearest, but no answer"),
        [(str(one.count), one.about, one.nearest) for one in found.uncovered],
    )
    yield from _table(
        "Answers that did not help",
        ("day", "answer", "clauses", "asked"),
        [
            (str(one.day), one.outcome, ", ".join(map(str, one.clauses)), one.question)
            for one in found.unhelpful
        ],
    )
    yield from _table(
        "Clauses most asked for",
        ("answers", "clause"),
        [(str(count), str(ref)) for ref, count in found.most_asked],
    )
    yield from _table(
        "Past their review date",
        ("directive", "due", "title"),
        [
            (one.directive, f"{one.due}{'' if one.stated else ' (2 years in force)'}", one.title)
            for one in found.overdue
        ],
    )


def _overall(found: Report) -> str:
    share = round(100 * found.gaps / found.questions)
    return (
        f"{day_words(found.since)} to {day_words(found.until)}: {found.questions} questions, "
        f"{found.gaps} of them ({share} %) that no clause covers. "
        f"Said of the answers: helpful {found.helpful}, not helpful {found.not_helpful}."
    )


def _table(
    title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> Iterator[Text | Table]:
    if not rows:
        return
    table = Table(*columns, title=title, title_style="bold", title_justify="left", box=None)
    for row in rows[:_ROWS]:
        table.add_row(*map(Text, row))
    yield Text()
    yield table
    if (left := len(rows) - _ROWS) > 0:
        yield Text(f"… and {left} more; --csv writes all of them.", style="dim")


def _library(directory: Path) -> tuple[Sequence[Directive], Clustering]:
    """The live directives and their encoder; without a snapshot, only equal words are alike."""
    import numpy as np

    from bot.report.clusters import clusters_of
    from knowledge.encoder import OnnxEncoder
    from knowledge.snapshot.manifest import Manifest
    from knowledge.snapshot.store import SnapshotStore

    store = SnapshotStore(directory)
    try:
        manifest = Manifest.read(store.folder(store.current()))
        encoder = OnnxEncoder.open(store.encoders / manifest.model_fingerprint)
    except KnowledgeError:
        return (), same_words
    directives = tuple(source.directive for source in manifest.sources)

    def alike(questions: Sequence[str]) -> Sequence[Sequence[int]]:
        pieces = [encoder.encode(questions[at : at + _AT_ONCE]) for at in _starts(questions)]
        return clusters_of(np.concatenate(pieces)) if pieces else ()

    return directives, alike


def _starts(questions: Sequence[str]) -> range:
    return range(0, len(questions), _AT_ONCE)


def same_words(questions: Sequence[str]) -> Sequence[Sequence[int]]:
    """The numbers of the questions that have the same words."""
    alike: dict[str, list[int]] = {}
    for number, question in enumerate(questions):
        alike.setdefault(question.casefold(), []).append(number)
    return list(alike.values())


def _day(written: str) -> date:
    if not written:
        return date.today() - timedelta(days=_DAYS)  # noqa: DTZ011  # the server's own day
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise typer.BadParameter(
            f"--since takes a day such as 2026-01-01, not {written!r}"
        ) from fault
