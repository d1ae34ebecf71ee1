"""kill -9 at any moment of a build or a publication: the live snapshot serves on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answering.answer import Quoted
from bot.answering.engine import Engine
from bot.settings import AnsweringSettings
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.manifest import Manifest
from knowledge.snapshot.store import SnapshotStore
from tests.indexer.tiny_model import make_tiny_model

SEED, KILLS, FIRST_KILLS, KEPT = 6, 44, 6, 2
ROOT = Path(__file__).parents[3]
TEXT = """---
id: TEST
title: A test directive
jurisdiction: home
version: "1"
in_force_from: 2024-01-01
---

# A test directive

## Article 1 Likes

1.1 On a personal account staff shall not like content on government affairs.

1.2 Staff may follow any lawful account.

1.3 Staff shall report the post number {number} within 2 days.
"""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@dataclass(frozen=True)
class World:
    """A store with a live snapshot, its source and the environment of the commands."""

    store: SnapshotStore
    source: Path
    environment: dict[str, str]

    def edit(self, number: int) -> None:
        """Give the source other words, so that the next build has something to embed."""
        self.source.write_text(TEXT.format(number=number), encoding="utf-8")

    def run(self, *command: str, killed_at: int = 0) -> int:
        """Run a command of the indexer to its end, or to its nth change of a file."""
        start = (
            ["tests.faults.indexer.killed_process", str(killed_at)] if killed_at else ["indexer"]
        )
        return self._started(start, command).wait(timeout=600)

    def kill_after(self, seconds: float, *command: str) -> None:
        """Kill the command and all that it started after some time."""
        process = self._started(["indexer"], command)
        time.sleep(seconds)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def build(self) -> tuple[str, ...]:
        return ("build", str(self.source), "--into", str(self.store.directory))

    def publish(self, name: str) -> tuple[str, ...]:
        return ("publish", name, "--into", str(self.store.directory))

    def files(self) -> set[str]:
        """What lies in the store, the names of snapshots left out, and in the temporary folder."""
        kinds = set()
        for root in (self.store.directory, Path(self.environment["TMPDIR"])):
            for path in root.rglob("*"):
                parts = path.relative_to(root).parts
                kinds.add("/".join("*" if part in self.store.names() else part for part in parts))
        return kinds

    def _started(self, start: Sequence[str], command: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", *start, *command],
            cwd=ROOT,
            env=os.environ | self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def world(tmp_path: Path, model: Path) -> World:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {
        "ATTACHE_EMBEDDING__MODEL": str(model),
        "ATTACHE_KNOWLEDGE__KEEP": str(KEPT),
        "TMPDIR": str(temporary),
        "HF_HUB_OFFLINE": "1",
    }
    world = World(SnapshotStore(tmp_path / "knowledge"), tmp_path / "test.md", environment)
    world.edit(0)
    return world


def engine_of(world: World) -> Engine:
    """What a bot answers with."""
    return Engine(LiveSnapshot(world.store), home="home", answering=AnsweringSettings())


def check_serves(world: World, engine: Engine) -> None:
    """A bot that runs and one that starts now both quote the live snapshot; all can be read."""
    asked = (engine, engine_of(world))
    assert all(isinstance(each.clause("1.1"), Quoted) for each in asked)
    for name in world.store.names():
        Manifest.read(world.store.folder(name)).check_files(world.store.folder(name))


@pytest.mark.slow
def test_kills_of_builds_and_publications_leave_the_live_snapshot_serving_and_no_litter(
    world: World,
) -> None:
    chance = random.Random(SEED)
    for number in range(4):  # so that each publication has a snapshot to remove
        world.edit(number)
        began = time.monotonic()
        assert world.run(*world.build()) == 0
    whole, before = time.monotonic() - began, world.files()
    engine = engine_of(world)
    for kill in range(KILLS):
        world.edit(100 + kill)
        publishes, counted = kill % 3 == 2, kill % 2 == 1
        command = world.publish(chance.choice(world.store.names())) if publishes else world.build()
        if counted:
            world.run(*command, killed_at=chance.randint(1, 10 if publishes else 70))
        else:
            world.kill_after(chance.uniform(0.2, 1) * whole, *command)
        check_serves(world, engine)
    world.edit(1000)
    assert world.run(*world.build()) == 0
    check_serves(world, engine)
    assert world.files() == before
    assert len(world.store.names()) <= KEPT + 2


@pytest.mark.slow
def test_kills_of_a_first_build_leave_nothing_in_the_way_of_the_next(world: World) -> None:
    chance = random.Random(SEED)
    for kill in range(FIRST_KILLS):
        if kill % 2:
            world.run(*world.build(), killed_at=chance.randint(1, 12))
        else:
            world.kill_after(chance.uniform(3, 12), *world.build())
    assert world.run(*world.build()) == 0
    check_serves(world, engine_of(world))
    strays = [path for path in world.store.directory.rglob(".*") if path.name != ".lock"]
    assert not strays
    # onnxruntime keeps one file of this name there, however a build ends.
    assert {path.name for path in Path(world.environment["TMPDIR"]).iterdir()} <= {".ses"}
