"""``attache index plan``, as an admin calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from indexer.__main__ import app
from indexer.build import Binder
from indexer.embedding import ModelChoice
from indexer.shipped import VOCABULARY
from knowledge.errors import AttacheError
from knowledge.revision.change import ChangeKind
from knowledge.revision.revision import REVISION
from knowledge.snapshot.store import SnapshotStore
from tests.indexer.tiny_model import make_tiny_model

TEXT = """---
id: TEST
title: A test directive
jurisdiction: home
version: "{version}"
in_force_from: {begin}
in_force_until: {until}
---

# A test directive

## Article 1 Likes

1.1 {rule}

1.2 Staff may follow any lawful account.
"""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


def written(folder: Path, version: str, rule: str) -> Path:
    file = folder / f"test-v{version}.md"
    dates = {"begin": f"202{version}-01-01", "until": f"202{version}-12-31"}
    file.write_text(TEXT.format(version=version, rule=rule, **dates), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose live snapshot holds version 1, and one staged with versions 1 and 2."""
    folder = tmp_path_factory.mktemp("plan")
    store = SnapshotStore(folder / "knowledge")
    binder = Binder(store, ModelChoice(str(make_tiny_model(folder / "model"))), VOCABULARY)
    old = written(folder, "1", "Staff may like content on government affairs.")
    new = written(folder, "2", "Staff shall not like content on government affairs.")
    live = binder.build(binder.bind([old], minimum_coverage=0.99))
    binder.publish(live.name, keep=3)
    binder.build(binder.bind([old, new], minimum_coverage=0.99))
    return folder


def plan(folder: Path, *arguments: str) -> Result:
    command = ["plan", "--into", str(folder / "knowledge"), *arguments]
    return CliRunner().invoke(app, command, env={"COLUMNS": "100"})


def told(folder: Path, *arguments: str) -> list[str]:
    result = plan(folder, *arguments)
    assert result.exit_code == 0, result.output
    return [line.rstrip() for line in result.stdout.splitlines()]


def staged(folder: Path) -> str:
    store = SnapshotStore(folder / "knowledge")
    (name,) = set(store.names()) - {store.current()}
    return name


CHANGE = [
    "  hardened  §1.1  permission “may” → prohibition “shall not”",
    "      Staff [-may-]{+shall not+} like content on government affairs.",
]


def test_sources_are_compared_with_the_live_snapshot(folder: Path) -> None:
    lines = told(folder, str(folder / "test-v1.md"), str(folder / "test-v2.md"))
    assert lines[:2] == [
        "TEST v1: 2 clauses, coverage 100.0%",
        "TEST v2: 2 clauses, coverage 100.0%",
    ]
    assert CHANGE[1] in lines
    assert lines[-1] == "1 hardened; 1 kept as they are."


def test_a_staged_snapshot_is_compared_with_the_live_one(folder: Path) -> None:
    lines = told(folder, "--snapshot", staged(folder))
    assert lines[0] == "TEST v1 → TEST v2"
    assert lines[-4:-2] == CHANGE


def test_two_snapshots_are_compared_with_each_other(folder: Path) -> None:
    name = staged(folder)
    assert told(folder, "--snapshot", name, "--against", name) == ["Nothing changes."]


def test_two_versions_of_one_snapshot_are_compared(folder: Path) -> None:
    lines = told(folder, "--snapshot", staged(folder), "--from", "TEST v1", "--to", "test v2")
    assert lines[-4:-2] == CHANGE


def test_json_holds_the_whole_plan_and_nothing_else(folder: Path) -> None:
    result = plan(folder, "--snapshot", staged(folder), "--json")
    revision = REVISION.validate_json(result.stdout)
    assert [change.kind for change in revision.changes] == [ChangeKind.HARDENED]


def test_the_page_is_written_where_it_is_wanted(folder: Path) -> None:
    page = folder / "plan.html"
    told(folder, "--snapshot", staged(folder), "--html", str(page))
    assert "<del>may</del><ins>shall not</ins>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "TEST v1"], "--from and --to belong together"),
        (["--from", "TEST v1", "--to", "TEST v9"], "there is no 'TEST v9'"),
        (["somewhere", "--snapshot", "x"], "either of sources or of what a snapshot holds"),
        (["--from", "TEST v1", "--to", "TEST v1", "--against", "x"], "already says what"),
        (["--snapshot", "x"], "there is no snapshot 'x'"),
        (["--from", "TEST v1", "--to", "TEST v1", "--html", "/nowhere/plan.html"],
         "cannot be written to /nowhere/plan.html"),
    ],
)  # fmt: skip
def test_a_wrong_wish_is_told_with_its_cure(
    folder: Path, arguments: list[str], message: str
) -> None:
    fault = plan(folder, *arguments).exception
    assert isinstance(fault, AttacheError)
    assert message in str(fault)
    assert fault.remedy
