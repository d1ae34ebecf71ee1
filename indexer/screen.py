"""What the commands of the indexer print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from indexer import update_commands
from indexer.bound import BoundSource
from indexer.build import Binder, Built
from indexer.embedding import Progress as Report
from indexer.update import MUST_BE_GIVEN
from indexer.update_commands import Checked, Updated
from knowledge.revision.compare import compare
from knowledge.revision.editions import editions_in
from knowledge.revision.terminal import PlanDrawing
from knowledge.revision.wording import overall
from knowledge.snapshot.manifest import Manifest
from knowledge.snapshot.opened import read_clauses
from knowledge.snapshot.store import SnapshotStore

out = Console()
err = Console(stderr=True)


def show_snapshots(store: SnapshotStore) -> None:
    """List the snapshots, newest first, the live one marked."""
    live = store.history()[:1]
    table = Table("snapshot", "built (UTC)", "clauses", "directives", "model", box=None)
    for name in store.names():
        manifest = Manifest.read(store.folder(name))
        keys = ", ".join(source.directive.key for source in manifest.sources[:6])
        more = f" and {len(manifest.sources) - 6} more" if len(manifest.sources) > 6 else ""
        table.add_row(
            f"{name}{'  ← live' if (name,) == live else ''}",
            f"{manifest.built:%Y-%m-%d %H:%M}",
            str(manifest.clauses),
            escape(keys + more),
            manifest.model,
        )
    out.print(table)


def show_snapshot(folder: Path) -> None:
    """Show the directives of a snapshot and its clauses."""
    for source in Manifest.read(folder).sources:
        out.print(
            f"[bold]{escape(source.directive.key)}[/] {escape(source.directive.title)} "
            f"({source.clauses} clauses, coverage {source.coverage:.1%}, from {source.file})",
            highlight=False,
        )
    table = Table("clause", "does", "text", box=None)
    for clause in read_clauses(folder):
        kinds = ", ".join(norm.kind.replace("_", " ") for norm in clause.norms) or "–"
        table.add_row(escape(str(clause.ref)), kinds, escape(clause.full_text))
    out.print(table)


def warn(warnings: tuple[str, ...]) -> None:
    """Tell what an admin should look at."""
    for warning in warnings:
        err.print(f"[yellow]warning:[/] {escape(warning)}", highlight=False, soft_wrap=True)


def show_built(built: Built) -> None:
    """Show what a build holds and what it changes."""
    for source in built.bound:
        show_coverage(source)
    out.print(f"{overall(built.plan)} {built.embedded} texts embedded.", highlight=False)


def show_coverage(source: BoundSource) -> None:
    """Show how much of a source lies in clauses."""
    out.print(
        f"{source.directive.key}: {len(source.clauses)} clauses, coverage {source.coverage:.1%}",
        highlight=False,
    )


def show_checked(found: Checked) -> None:
    """Show what a file says of itself, and what it leaves out."""
    out.print(f"{found.clauses} clauses.", highlight=False)
    for key, value in found.facts.items():
        out.print(f"{key}: {escape(value)}", highlight=False)
    if missing := [key for key in MUST_BE_GIVEN if key not in found.facts]:
        out.print(f"Not stated: {', '.join(missing)}.", highlight=False)
    warn(found.warnings)


def show_update(binder: Binder, done: Updated) -> None:
    """Show what an update changes, and how to go on with it."""
    store, against = binder.store, done.layout.against
    before = editions_in(store.folder(against)) if against else ()
    out.print(PlanDrawing(compare(before, editions_in(store.folder(done.built.name)))))
    out.print(f"{done.built.embedded} texts embedded.", highlight=False)
    out.print(f"Staged. Rehearse it with: attache rehearse {done.built.name}", highlight=False)
    out.print(f"Make it live with: attache index publish {done.built.name}", highlight=False)


@contextmanager
def progress(*, as_json: bool = False) -> Iterator[Report]:
    """Report how far the embedding is: by a bar, or by lines of JSON."""
    if as_json:
        yield lambda done, total: update_commands.print_line("progress", done=done, total=total)
        return
    columns = (
        TextColumn("Embedding"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("embedding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
