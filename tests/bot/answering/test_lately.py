"""Answers on a clause that changed lately say so, and answers of other days do not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from rich.console import Console

from bot.answering.answer import Changed, Quoted, Ruled
from bot.answering.engine import Engine
from bot.answering.question import Question
from bot.answering.wording import changed_line
from bot.console.machine import answer_object
from bot.console.render import render as render_for_terminal
from bot.settings import Settings
from bot.slack_channel.render.answer import render as render_for_slack
from bot.telegram_channel.render.answer import render as render_for_telegram
from knowledge.revision.change import ChangeKind
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore
from tests.small_library import SmallLibrary

IN_FORCE = date(2026, 3, 1)
SOONER = Changed(IN_FORCE, ChangeKind.DEADLINE_CHANGED, "5 days → 2 days (shorter); before: §2.1")
SENTENCE = "Changed on 1 March 2026: 5 days → 2 days (shorter); before: §2.1."


class Held:
    """Implements ``Library``: always the same snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def current(self) -> Snapshot:
        return self._snapshot


@pytest.fixture(scope="module")
def engine(small_library: SmallLibrary) -> Engine:
    snapshot = Snapshot.open(SnapshotStore(small_library.directory), small_library.second)
    return Engine(
        Held(snapshot),
        home="home",
        answering=Settings().answering,
        today=lambda: IN_FORCE + timedelta(days=10),
    )


def changed_in(engine: Engine, number: str) -> Changed | None:
    answer = engine.clause(number, "TEST")
    assert isinstance(answer, Quoted)
    return answer.quotes[0].changed


def test_a_changed_clause_says_since_when_and_how(engine: Engine) -> None:
    assert changed_in(engine, "2.2") == SOONER


def test_a_new_clause_is_new_and_one_that_stands_says_nothing(engine: Engine) -> None:
    found = changed_in(engine, "2.1")
    assert found is not None
    assert changed_line(found) == "New since 1 March 2026."
    assert changed_in(engine, "1.2") is None


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (29, True), (30, False)])
def test_a_change_is_told_for_thirty_days_as_of_the_day_in_question(
    engine: Engine, days: int, told: bool
) -> None:
    day = IN_FORCE + timedelta(days=days)
    answer = engine.answer(Question("how many days to report a password", day=day))
    assert isinstance(answer, Ruled | Quoted)
    assert ("report a password" in answer.quotes[0].clause.text) is True
    assert (answer.quotes[0].changed == SOONER) is told


def test_every_channel_shows_it_in_one_line(engine: Engine) -> None:
    answer = engine.clause("2.2", "TEST")
    console = Console(width=100)
    with console.capture() as captured:
        console.print(render_for_terminal(answer))
    assert SENTENCE in captured.get()
    assert SENTENCE in render_for_telegram(answer)[0].text
    assert SENTENCE in json.dumps(render_for_slack(answer)[0].blocks, ensure_ascii=False)
    assert answer_object(answer, 1.0)["quotes"][0]["changed"] == {
        "since": "2026-03-01",
        "kind": "deadline_changed",
        "how": "5 days → 2 days (shorter); before: §2.1",
    }


def test_where_only_the_kind_is_certain_the_kind_is_told() -> None:
    assert changed_line(replace(SOONER, how="")) == "Changed on 1 March 2026."
    assert changed_line(Changed(IN_FORCE, ChangeKind.HARDENED, "x → y")) == (
        "Hardened on 1 March 2026: x → y."
    )
