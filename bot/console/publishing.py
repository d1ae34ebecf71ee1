"""``attache rehearse``, ``audit``, ``index publish`` and ``index rollback``.

The other commands of ``attache index`` are the indexer's, and run in a process of its own.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.settings import Settings
from knowledge.errors import AttacheError
from knowledge.settings import read_settings

# A question at the terminal does not wait for what only these commands need.
if TYPE_CHECKING:
    from bot.evaluation.rehearsal import Rehearsal
    from bot.storage.database import Database

index = typer.Typer(
    help="Index directives: plan, build, update, list, show, publish, roll back.",
    no_args_is_help=True,
)
_PROGRESS_EVERY = 20
out = Console()
err = Console(stderr=True)

Name = Annotated[str, typer.Argument(help="A snapshot, from `attache index list`.")]
Knowledge = Annotated[
    Path | None,
    typer.Option("--knowledge", "--into", help="The folder of snapshots.", show_default=False),
]
Config = Annotated[Path | None, typer.Option("--config", help="Another config.toml.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


class GateError(AttacheError):
    """Golden answers turn wrong, and nobody said why it may go live nevertheless."""

    remedy = (
        'To publish it nevertheless, give the reason: --reason "…". It is kept in the audit log.'
    )


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(index, name="index")
    app.command()(rehearse)
    app.command()(audit)


def rehearse(
    name: Name,
    last: Annotated[
        int | None, typer.Option(min=0, help="How many real questions, where they are kept.")
    ] = None,
    knowledge: Knowledge = None,
    config: Config = None,
    as_json: AsJson = False,  # noqa: FBT002  # typer's way to declare a flag
) -> None:
    """Ask the golden questions of a staged snapshot beside the live one; list what turns."""
    settings = _settings(config, knowledge)
    if not as_json:
        _show(_rehearsed(settings, name, last))
        return
    try:
        from bot.evaluation.rehearsal import REHEARSAL

        found = _rehearsed(settings, name, last, _print_progress)
        _print_line("rehearsed", rehearsal=REHEARSAL.dump_python(found, mode="json"))
    except AttacheError as fault:
        _print_line("refused", message=str(fault), remedy=fault.remedy)
        raise typer.Exit(1) from fault


@index.command()
def publish(
    name: Name,
    reason: Annotated[
        str, typer.Option(help="Why it may go live although golden answers turn wrong.")
    ] = "",
    knowledge: Knowledge = None,
    config: Config = None,
) -> None:
    """Rehearse a staged snapshot, and make it live unless golden answers turn wrong."""
    from bot.publishing.outcomes import LEAST_REASON
    from bot.publishing.publishing import open_publishing

    settings = _settings(config, knowledge)
    found = _rehearsed(settings, name, None)
    _show(found)
    if wrong := len(found.turned_wrong):
        told = f"{wrong} golden answer{'s' if wrong > 1 else ''} would turn wrong"
        if not reason.strip():
            raise GateError(f"{told}, so {name} is not published.")
        if len(reason.strip()) < LEAST_REASON:
            raise GateError(f"{told}; the reason needs at least {LEAST_REASON} characters.")
    with _database(settings) as database:
        releasing = open_publishing(settings, database).releasing
        releasing.publish_now(_actor(), name, against=found.live, reason=reason.strip())
    out.print(f"[green]Live:[/] {name}", highlight=False)


@index.command()
def rollback(knowledge: Knowledge = None, config: Config = None) -> None:
    """Go back to the snapshot that was live before."""
    from bot.publishing.outcomes import NotDone, RollbackOffer
    from bot.publishing.publishing import open_publishing

    settings = _settings(config, knowledge)
    with _database(settings) as database:
        releasing = open_publishing(settings, database).releasing
        offer = releasing.rollback_offer()
        done = (
            releasing.go_back(_actor(), offer.leaving)
            if isinstance(offer, RollbackOffer)
            else offer
        )
    if isinstance(done, NotDone):
        raise AttacheError(done.sentence, remedy="See which there are: `attache index list`.")
    out.print(f"[green]Live again:[/] {done.live}", highlight=False)


def audit(
    limit: Annotated[int, typer.Option(min=1, help="How many lines.")] = 50,
    config: Config = None,
) -> None:
    """List who did what, and when; the newest first."""
    from bot.storage.audit import AuditLog

    table = Table("when (UTC)", "who", "what", "about", "digest", box=None)
    with _database(read_settings(Settings, config)) as database:
        for entry in AuditLog(database).latest(limit):
            digest = (entry.digest or "").removeprefix("sha256:")[:12]
            when = f"{entry.at:%Y-%m-%d %H:%M:%S}"
            table.add_row(when, entry.actor, entry.action, Text(entry.subject), digest)
    out.print(table)


def _rehearsed(
    settings: Settings,
    name: str,
    last: int | None,
    progress: Callable[[int, int], object] | None = None,
) -> Rehearsal:
    from bot.evaluation.rehearsing import rehearse as run

    wanted = settings.publishing.recent_questions if last is None else last
    real = _recent_questions(settings, wanted)
    if progress is not None:
        return run(settings, name, real, progress=progress)
    columns = (TextColumn("Rehearsing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("rehearsing", total=None)
        return run(
            settings,
            name,
            real,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _recent_questions(settings: Settings, limit: int) -> tuple[str, ...]:
    if not settings.privacy.keep_question_text or not limit:
        return ()
    from bot.storage.receipts import Receipts

    with _database(settings) as database:
        return Receipts(database, keep_questions=True).recent_questions(limit)


def _show(found: Rehearsal) -> None:
    from bot.console.rehearsal_view import rehearsal_lines

    if not found.compared:
        why = "What is live cannot be opened" if found.live else "Nothing is live yet"
        out.print(f"{why}, so there is nothing to compare with.")
        return
    for line in rehearsal_lines(found):
        out.print(line)


def _print_progress(done: int, total: int) -> None:
    if done % _PROGRESS_EVERY == 0 or done == total:
        _print_line("progress", done=done, total=total)


def _print_line(event: str, **facts: object) -> None:
    sys.stdout.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _actor() -> str:
    from bot.storage.audit import SHELL

    return f"{SHELL} {getpass.getuser()}"


def _settings(config: Path | None, knowledge: Path | None) -> Settings:
    settings = read_settings(Settings, config)
    if knowledge is None:
        return settings
    library = settings.knowledge.model_copy(update={"directory": knowledge})
    return settings.model_copy(update={"knowledge": library})


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    from bot.storage.database import open_database

    database = open_database(settings.storage.url)
    try:
        yield database
    finally:
        database.close()
