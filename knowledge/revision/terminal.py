"""Draws a plan for a terminal: by directive and article, the words marked, a line of counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from knowledge.revision import wording
from knowledge.revision.change import ChangeKind, ClauseChange, Mark, MarkKind
from knowledge.revision.revision import DirectiveRevision, Revision

STYLE = {
    ChangeKind.ADDED: "bold green",
    ChangeKind.REMOVED: "bold red",
    ChangeKind.HARDENED: "bold magenta",
    ChangeKind.SOFTENED: "bold cyan",
    ChangeKind.DEADLINE_CHANGED: "bold yellow",
    ChangeKind.REWORDED: "bold blue",
    ChangeKind.RENUMBERED: "dim",
    ChangeKind.MOVED: "dim",
    ChangeKind.RETYPED: "dim",
}
MARK_STYLE = {
    MarkKind.KEPT: "",
    MarkKind.REMOVED: "red strike",
    MarkKind.ADDED: "green underline",
}


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """The whole plan, for ``console.print``; one line where nothing changes. Of a text that is
    new or goes as a whole the clauses are counted, not listed.

    Where the console has no colours (a file, a pipe), marked words stand in brackets as wdiff
    sets them: ``within [-5-] {+2+} working days``.
    """

    revision: Revision

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plain = console.color_system is None
        for directive in self.revision.directives:
            yield from _directive(directive, plain=plain)
            yield Text()
        yield Text(wording.overall(self.revision), style="bold")


def _directive(revision: DirectiveRevision, *, plain: bool) -> Iterator[RenderableType]:
    yield Text(wording.title(revision), style="bold underline")
    for line in wording.facts(revision):
        yield Text(f"  {line}")
    if revision.before is None or revision.after is None:
        yield Text(f"  {wording.told_counts(revision.counts())}")
        return
    told = (change for change in revision.changes if not wording.is_brief(change))
    trails = groupby(told, key=lambda change: change.clause.heading)
    for heading, changes in trails:
        yield Text()
        if heading:
            yield Text(" › ".join(heading), style="italic")
        for change in changes:
            yield from _change(change, plain=plain)
    for line in wording.brief(revision):
        yield Text(f"\n{line}", style="dim")


def _change(change: ClauseChange, *, plain: bool) -> Iterator[RenderableType]:
    line = Text("  ").append(wording.label(change), STYLE[change.kind])
    line.append(f"  §{change.number}", "bold")
    details = "; ".join(wording.details_of(change))
    yield line.append(f"  {details}") if details else line
    marks = (*change.lead_in_marks, *_gap(change), *change.marks)
    yield Padding(_bracketed(marks) if plain else _marked(marks), (0, 0, 0, 6))


def _gap(change: ClauseChange) -> tuple[Mark, ...]:
    return (Mark(MarkKind.KEPT, " "),) if change.lead_in_marks else ()


def _marked(marks: tuple[Mark, ...]) -> Text:
    text = Text()
    for mark in marks:
        text.append(mark.text, MARK_STYLE[mark.kind])
    return text


def _bracketed(marks: tuple[Mark, ...]) -> Text:
    brackets = {MarkKind.KEPT: "{}", MarkKind.REMOVED: "[-{}-]", MarkKind.ADDED: "{{+{}+}}"}
    return Text("".join(brackets[mark.kind].format(mark.text) for mark in marks))
