"""``python -m indexer`` (or ``attache index``): plan, build, update, publish, roll back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from indexer import plan_command, screen, update_commands
from indexer.bound import BoundSource
from indexer.build import Binder
from indexer.plan import Planner
from indexer.plan_command import Wanted
from indexer.screen import out
from indexer.shipped import DIRECTIVES, VOCABULARY, chosen_model
from indexer.update import Update
from knowledge.errors import AttacheError
from knowledge.faults import faults_told, place_error
from knowledge.settings import SharedSettings, read_settings
from knowledge.snapshot.store import SnapshotStore

app = typer.Typer(
    help="Turn directives into a snapshot, and choose which snapshot answers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Directive files, or folders of them. Without any: the model directive.",
        show_default=False,
    ),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", "--knowledge", help="The folder of snapshots.", show_default=False),
]
Config = Annotated[Path | None, typer.Option("--config", help="Another config.toml.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Replace = Annotated[bool, typer.Option("--replace", help="Take the place of the same version.")]
AcceptCoverage = Annotated[
    bool, typer.Option("--accept-coverage", help="Build although passages are lost.")
]


@app.command()
def plan(
    sources: Sources = None,
    into: Into = None,
    config: Config = None,
    snapshot: Annotated[
        str | None,
        typer.Option(help="Plan this snapshot instead of sources.", show_default=False),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(help="Compare with this snapshot; default: the live one.", show_default=False),
    ] = None,
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from", help='Compare two versions: --from "MFA-SMD v1"', show_default=False
        ),
    ] = None,
    later: Annotated[
        str | None, typer.Option("--to", help='... --to "MFA-SMD v2".', show_default=False)
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a page to mail around into this file.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,  # noqa: FBT002
    accept_coverage: AcceptCoverage = False,  # noqa: FBT002  # typer's way to declare a flag
) -> None:
    """Show what building these sources would change, clause by clause; no snapshot is written."""
    wanted = Wanted(snapshot, against, earlier, later)
    wanted.check(sources or ())
    settings = _settings(config, into)
    bound: tuple[BoundSource, ...] = ()
    if wanted.of_sources:
        bound = _binder(settings).bind(
            sources or [DIRECTIVES], minimum_coverage=_coverage(settings, accept_coverage)
        )
    for source in bound:
        if not as_json:
            screen.show_coverage(source)
        screen.warn(source.warnings)
    revision = wanted.revision(Planner(_store(settings)), bound)
    plan_command.show(revision, out, html=html, as_json=as_json)


@app.command()
def build(
    sources: Sources = None,
    into: Into = None,
    config: Config = None,
    stage: Annotated[bool, typer.Option("--stage", help="Build, but do not publish.")] = False,  # noqa: FBT002
    accept_coverage: AcceptCoverage = False,  # noqa: FBT002  # typer's way to declare a flag
) -> None:
    """Build a snapshot and, unless --stage is given, make it live."""
    settings = _settings(config, into)
    binder = _binder(settings)
    bound = binder.bind(
        sources or [DIRECTIVES], minimum_coverage=_coverage(settings, accept_coverage)
    )
    with screen.progress() as report:
        built = binder.build(bound, progress=report)
    screen.warn(built.warnings)
    screen.show_built(built)
    if stage:
        out.print(f"Staged. Make it live with: attache index publish {built.name}")
        return
    binder.publish(built.name, keep=settings.knowledge.keep)
    out.print(f"[green]Live:[/] {built.name}", highlight=False)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A directive file.")],
    as_json: AsJson = False,  # noqa: FBT002  # typer's way to declare a flag
) -> None:
    """Read a file as an upload, and tell what it says of itself; nothing is written."""
    with _refusals_told(as_json=as_json):
        found = update_commands.check(file)
        if as_json:
            update_commands.print_line("read", **asdict(found))
        else:
            screen.show_checked(found)


@app.command()
def update(
    file: Annotated[
        Path | None, typer.Argument(help="The directive's file.", show_default=False)
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(help="What the file does not say: version=2.", show_default=False),
    ] = None,
    replace: Replace = False,  # noqa: FBT002
    drop: Annotated[
        list[str] | None,
        typer.Option(help='Take a directive out: "MFA-SMD v1".', show_default=False),
    ] = None,
    into: Into = None,
    config: Config = None,
    accept_coverage: AcceptCoverage = False,  # noqa: FBT002  # typer's way to declare a flag
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Stage a snapshot in which one directive is new, or another version; the rest stays."""
    with _refusals_told(as_json=as_json):
        if file is None and not drop:
            raise AttacheError(
                "there is nothing to update", remedy="Name a directive's file, or --drop one."
            )
        settings = _settings(config, into)
        binder = _binder(settings)
        facts = update_commands.facts_of(fact or ())
        wanted = Update(file, facts, replace=replace, drop=tuple(drop or ()))
        minimum = _coverage(settings, accept_coverage)
        with screen.progress(as_json=as_json) as report:
            done = update_commands.update(binder, wanted, minimum_coverage=minimum, progress=report)
        if as_json:
            update_commands.print_line("staged", **update_commands.staged_facts(binder, done))
            return
        for note in done.layout.notes:
            out.print(f"· {escape(note)}", highlight=False, soft_wrap=True)
        screen.warn(done.warnings)
        screen.show_update(binder, done)


@app.command(name="list")
def list_snapshots(into: Into = None, config: Config = None) -> None:
    """List the snapshots, newest first."""
    screen.show_snapshots(_store(_settings(config, into)))


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="A snapshot; default: the live one.")] = None,
    into: Into = None,
    config: Config = None,
) -> None:
    """Show the directives of a snapshot and its clauses, with what each does."""
    store = _store(_settings(config, into))
    screen.show_snapshot(store.folder(name or store.current()))


@app.command()
def publish(
    name: Annotated[str, typer.Argument(help="The snapshot to make live.")],
    into: Into = None,
    config: Config = None,
) -> None:
    """Make a snapshot live."""
    settings = _settings(config, into)
    _binder(settings).publish(name, keep=settings.knowledge.keep)
    out.print(f"[green]Live:[/] {name}", highlight=False)


@app.command()
def rollback(into: Into = None, config: Config = None) -> None:
    """Go back to the snapshot that was live before."""
    store = _store(_settings(config, into))
    with store.locked():
        name = store.rollback()
    out.print(f"[green]Live again:[/] {name}", highlight=False)


def main() -> None:
    """Run a command; a fault is told in a sentence with its cure, never as a traceback."""
    with faults_told():
        app()


def _settings(config: Path | None, into: Path | None) -> SharedSettings:
    settings = read_settings(SharedSettings, config)
    if into is None:
        return settings
    knowledge = settings.knowledge.model_copy(update={"directory": into})
    return settings.model_copy(update={"knowledge": knowledge})


def _store(settings: SharedSettings) -> SnapshotStore:
    return SnapshotStore(settings.knowledge.directory)


def _binder(settings: SharedSettings) -> Binder:
    return Binder(_store(settings), chosen_model(settings.embedding), VOCABULARY)


def _coverage(settings: SharedSettings, accepted: bool) -> float:  # noqa: FBT001  # one flag, one use
    return 0.0 if accepted else settings.knowledge.minimum_coverage


@contextmanager
def _refusals_told(*, as_json: bool) -> Iterator[None]:
    """A refusal is a line of JSON as well, for the program that reads it."""
    try:
        yield
    except (AttacheError, OSError) as fault:
        told = place_error(fault) if isinstance(fault, OSError) else fault
        if told is None or not as_json:
            raise
        update_commands.print_line("refused", **update_commands.refusal_facts(told))
        raise typer.Exit(1) from fault


if __name__ == "__main__":
    main()
