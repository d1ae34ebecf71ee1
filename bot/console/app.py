"""The commands of the terminal; a fault is told in a sentence with its cure, never a traceback."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.answering.answer import NotCovered, Refused, Unavailable
from bot.answering.question import Question
from bot.assembly import open_engine
from bot.console import machine, people, publishing, report, serve
from bot.console.answers import answers_to, known, timed
from bot.console.chat import Chat
from bot.console.doctor import examine
from bot.console.evaluate import (
    curve_table,
    curves_of,
    draw_curves,
    misses_table,
    score_table,
)
from bot.console.explain import explanation
from bot.console.lines import answer_lines, print_line, search_lines
from bot.console.overview import comparison_table, matrix_table
from bot.console.render import render
from bot.evaluation.benchmark import BENCHMARKS, rank, table
from bot.evaluation.golden import mark, read_golden, score
from bot.evaluation.limits import Limit, demand
from bot.settings import GOLDEN, Settings
from knowledge.faults import faults_told
from knowledge.settings import read_settings
from knowledge.situation import Situation

FAULT, NOT_COVERED = 1, 3

app = typer.Typer(
    help="Ask what the ministry's social media directive says, and get the clause itself.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
people.register(app)
serve.register(app)
publishing.register(app)
report.register(app)
out = Console()

Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="The folder of snapshots.", show_default=False)
]
Config = Annotated[Path | None, typer.Option("--config", help="Another config.toml.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="The day to answer for, such as 2025-06-01.")
]
Account = Annotated[str | None, typer.Option(help="personal or official, where it is known.")]
Words = Annotated[str | None, typer.Argument(help="The question.", show_default=False)]
Lines = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out.")]


def run() -> None:
    """Run a command. Exit codes: 0 answered, 1 a fault, 2 wrong use, 3 no clause speaks."""
    with faults_told():
        app()


@app.command()
def ask(
    words: Words = None,
    account: Account = None,
    post: Annotated[str, typer.Option(help="The text of the post that it is about.")] = "",
    as_of: AsOf = None,
    knowledge: Knowledge = None,
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,  # noqa: FBT002
    jsonl: Lines = False,  # noqa: FBT002
    explain: Annotated[bool, typer.Option("--explain", help="Show how it was found.")] = False,  # noqa: FBT002
) -> None:
    """Ask a question: the verdict, then the clause itself, word for word."""
    if explain and (as_json or jsonl):
        raise typer.BadParameter("--explain is for people: leave out --json and --jsonl")
    if as_json and jsonl:
        raise typer.BadParameter("--json prints one answer, --jsonl one a line: choose one of them")
    text, day = _text(words, post, jsonl=jsonl), _day(as_of)
    settings = _settings(config, knowledge)
    engine = open_engine(settings)
    profile = known(engine, Situation(account=account))
    question = Question(text, profile=profile, post=post, day=day)
    if jsonl:
        answer_lines(engine, question)
        return
    timed_answers = answers_to(engine, question)
    if as_json:
        print_line(machine.answers_object(question, timed_answers))
    answers = [answer for answer, _ in timed_answers]
    for answer in () if as_json else answers:
        out.print()
        out.print(render(answer, desk=settings.desk.contact))
        out.print()
        if explain:
            out.print(explanation(engine.explain(answer.question)))
    if any(isinstance(answer, Refused | Unavailable) for answer in answers):
        raise typer.Exit(FAULT)
    if all(isinstance(answer, NotCovered) for answer in answers):
        raise typer.Exit(NOT_COVERED)


@app.command()
def chat(account: Account = None, knowledge: Knowledge = None, config: Config = None) -> None:
    """Ask one question after another; a number takes a choice, an empty line ends."""
    settings = _settings(config, knowledge)
    engine = open_engine(settings)
    profile = known(engine, Situation(account=account))
    Chat(engine, out, settings.desk.contact, profile).run()


@app.command()
def search(
    words: Words = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many clauses.")] = 10,
    as_of: AsOf = None,
    knowledge: Knowledge = None,
    config: Config = None,
    jsonl: Lines = False,  # noqa: FBT002
) -> None:
    """Rank clauses for a question, without a verdict."""
    question = Question(_text(words, "", jsonl=jsonl), day=_day(as_of))
    engine = open_engine(_settings(config, knowledge))
    if jsonl:
        search_lines(engine, question, limit)
        return
    table = Table("score", "clause", "text", box=None)
    for match in engine.search(question, limit):
        table.add_row(
            f"{match.score:.3f}", Text(str(match.clause.ref)), Text(match.clause.full_text)
        )
    out.print(table)


@app.command()
def matrix(
    account: Account = None,
    topic: Annotated[str, typer.Option(help='What it is about, such as "foreign affairs".')] = "",
    as_of: AsOf = None,
    knowledge: Knowledge = None,
    config: Config = None,
) -> None:
    """Show what holds for each act at a glance, each with its clause."""
    day = _day(as_of)
    engine = open_engine(_settings(config, knowledge))
    situation = known(engine, Situation(account=account, topic=topic, day=day))
    out.print(matrix_table(engine.matrix(situation)))


@app.command()
def compare(
    act: Annotated[str, typer.Argument(help="An act, such as like.")],
    knowledge: Knowledge = None,
    config: Config = None,
) -> None:
    """Compare what each jurisdiction's text does to one act."""
    engine = open_engine(_settings(config, knowledge))
    out.print(comparison_table(engine.compare(engine.name_of("action", act))))


@app.command(name="eval")
def evaluate(
    golden: Annotated[Path, typer.Option(help="The golden questions.")] = GOLDEN,
    misses: Annotated[bool, typer.Option("--misses", help="List what went wrong.")] = False,  # noqa: FBT002
    curve: Annotated[  # noqa: FBT002
        bool, typer.Option("--curve", help="Answered share against wrong answers instead.")
    ] = False,
    chart: Annotated[Path | None, typer.Option(help="Draw that curve into this SVG file.")] = None,
    benchmark: Annotated[str, typer.Option(help="Instead: obliqa or orsharc.")] = "",
    data: Annotated[Path, typer.Option(help="The folder of its questions.")] = Path(),
    at_least: Annotated[
        list[str] | None,
        typer.Option(
            help="Fail where a figure of the held-out questions is lower: verdict=0.85. Repeatable."
        ),
    ] = None,
    at_most: Annotated[
        list[str] | None,
        typer.Option(help="Fail where one is higher: wrongly_permissive=0.02. Repeatable."),
    ] = None,
    knowledge: Knowledge = None,
    config: Config = None,
) -> None:
    """Ask the golden questions, tuned ones and held-out ones apart; or a public development set,
    of an index of its passages (attache index build DATA/obliqa_corpus.jsonl --into DIR)."""
    limits = _limits(at_least, at_most)
    if limits and (curve or chart or benchmark):
        raise typer.BadParameter("--at-least and --at-most are for the golden questions alone")
    settings = _settings(config, knowledge)
    if curve or chart:
        curves = curves_of(settings, read_golden(golden))
        out.print(curve_table(curves))
        if chart:
            draw_curves(curves, chart)
        return
    engine = open_engine(settings)
    if benchmark:
        if benchmark not in BENCHMARKS:
            raise typer.BadParameter(f"there is {' and '.join(BENCHMARKS)}, not {benchmark!r}")
        chosen = BENCHMARKS[benchmark]
        out.print(table(chosen, rank(chosen.questions(data), engine.retriever())))
        return
    marked = mark(read_golden(golden), lambda question: timed(engine, question))
    tuned = [one for one in marked if not one.golden.held_out]
    held_out = [one for one in marked if one.golden.held_out]
    if misses:
        out.print(misses_table(tuned))
    figures = score(held_out)
    out.print(score_table([("tuned", score(tuned)), ("held out", figures)]))
    demand(figures, limits)


@app.command()
def doctor(knowledge: Knowledge = None, config: Config = None) -> None:
    """Look whether everything is in place, and say what to do where it is not."""
    healthy = True
    for finding in examine(_settings(config, knowledge)):
        healthy = healthy and finding.good
        sign, style = ("✓", "green") if finding.good else ("✕", "red")
        out.print(Text.assemble((f"{sign} ", style), finding.what))
        if finding.cure:
            out.print(Text(f"  {finding.cure}", style="dim"))
    if not healthy:
        raise typer.Exit(FAULT)


def _limits(at_least: list[str] | None, at_most: list[str] | None) -> tuple[Limit, ...]:
    try:
        least = [Limit.parse(words) for words in at_least or ()]
        most = [Limit.parse(words, at_most=True) for words in at_most or ()]
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from fault
    return (*least, *most)


def _settings(config: Path | None, knowledge: Path | None) -> Settings:
    settings = read_settings(Settings, config)
    if knowledge is None:
        return settings
    library = settings.knowledge.model_copy(update={"directory": knowledge})
    return settings.model_copy(update={"knowledge": library})


def _text(words: str | None, post: str, *, jsonl: bool) -> str:
    if jsonl and words is not None:
        raise typer.BadParameter("--jsonl reads the questions from its input: leave this one out")
    if words is None and not (post or jsonl):
        raise typer.BadParameter('ask something, for instance: attache ask "May I like this post?"')
    return words or ""


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as fault:
        raise typer.BadParameter(
            f"--as-of takes a day such as 2025-06-01, not {written!r}"
        ) from fault
