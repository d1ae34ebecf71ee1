"""From a shell: a staged snapshot goes live only after its rehearsal, and the log says who did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.snapshot.store import SnapshotStore
from tests.small_library import SmallLibrary

REASON = "Sharing is forbidden from now on."


@pytest.fixture
def store(small_library: SmallLibrary, tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(shutil.copytree(small_library.directory, tmp_path / "knowledge"))


@pytest.fixture
def attache(small_library: SmallLibrary, store: SnapshotStore, tmp_path: Path):
    environment = os.environ | {
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "ATTACHE_KNOWLEDGE__DIRECTORY": str(store.directory),
        "ATTACHE_PUBLISHING__GOLDEN": str(small_library.golden),
        "ATTACHE_STORAGE__URL": f"sqlite:///{tmp_path}/attache.sqlite",
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            capture_output=True,
            text=True,
            timeout=120,
            env=environment,
        )

    return run


def test_an_answer_that_turns_wrong_stops_it_until_a_reason_is_given(
    attache, small_library: SmallLibrary, store: SnapshotStore
) -> None:
    refused = attache("index", "publish", small_library.second)
    assert refused.returncode == 1
    assert "Right today, and wrong with the update:" in refused.stdout
    assert "may i share a family post" in refused.stdout
    assert "1 golden answer would turn wrong" in refused.stderr
    assert '--reason "…"' in refused.stderr
    assert store.current() == small_library.first

    done = attache("index", "publish", small_library.second, "--reason", REASON)
    assert done.returncode == 0
    assert store.current() == small_library.second
    back = attache("index", "rollback")
    assert f"Live again: {small_library.first}" in back.stdout
    told = attache("audit").stdout
    assert told.index("rolled back") < told.index("published")
    assert REASON.split()[0] in told
    assert "shell " in told


def test_a_snapshot_that_is_not_there_and_a_way_back_that_is_none_are_told(attache) -> None:
    done = attache("index", "publish", "nothing")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "there is no snapshot 'nothing'" in done.stderr
    back = attache("index", "rollback")
    assert back.returncode == 1
    assert "There is no earlier state to go back to." in back.stderr


def test_the_help_lists_what_indexes_and_publishes(attache) -> None:
    told = attache("--help").stdout
    assert "index" in told
    assert "update" in attache("index", "--help").stdout


def test_a_bot_that_publishes_imports_neither_the_indexer_nor_torch() -> None:
    script = (
        "import sys, bot.publishing.workshop, bot.evaluation.rehearsing, bot.console.publishing\n"
        "heavy = {'indexer', 'torch', 'sentence_transformers', 'transformers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
