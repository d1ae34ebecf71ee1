"""The live snapshot of a running bot, when a newly published one cannot be opened."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge.snapshot.live import RETRY_SECONDS, LiveSnapshot
from knowledge.snapshot.opened import CLAUSES_FILE
from knowledge.snapshot.store import SnapshotStore
from tests.small_library import SmallLibrary


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_snapshot_that_could_not_be_read_for_a_moment_is_tried_again(
    small_library: SmallLibrary, tmp_path: Path
) -> None:
    store = SnapshotStore(shutil.copytree(small_library.directory, tmp_path / "knowledge"))
    clock = Clock()
    live = LiveSnapshot(store, clock=clock)
    assert live.current().name == small_library.first
    clauses = store.folder(small_library.second) / CLAUSES_FILE
    store.publish(small_library.second)
    away = clauses.rename(tmp_path / CLAUSES_FILE)
    assert live.current().name == small_library.first
    away.rename(clauses)
    assert live.current().name == small_library.first
    clock.now += RETRY_SECONDS
    assert live.current().name == small_library.second
