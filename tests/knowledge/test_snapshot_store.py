"""The store of snapshots: what is live, going back, and what a killed build leaves."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.errors import (
    SnapshotDamagedError,
    SnapshotError,
    SnapshotForeignError,
    SnapshotMissingError,
)
from knowledge.snapshot.manifest import FORMAT, Manifest, file_digest
from knowledge.snapshot.store import SnapshotStore


def finished(store: SnapshotStore, name: str, *, form: int = FORMAT, model: str = "f" * 16) -> Path:
    """A snapshot folder with one file, as a build leaves it."""
    folder = store.snapshots / name
    folder.mkdir(parents=True)
    (folder / "clauses.json").write_text("[]")
    Manifest(
        format=form,
        snapshot=name,
        built=datetime(2026, 1, 1, tzinfo=UTC),
        model="a model",
        model_fingerprint=model,
        dimension=3,
        clauses=0,
        vectors=0,
        sources=(),
        files={"clauses.json": file_digest(folder / "clauses.json")},
    ).write(folder)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path)


def test_nothing_is_live_before_the_first_publication(store: SnapshotStore) -> None:
    with pytest.raises(SnapshotMissingError, match="no snapshot was published"):
        store.current()


def test_the_published_snapshot_is_live(store: SnapshotStore) -> None:
    finished(store, "one")
    store.publish("one")
    assert store.current() == "one"


def test_rolling_back_twice_goes_back_twice(store: SnapshotStore) -> None:
    for name in ("one", "two", "three"):
        finished(store, name)
        store.publish(name)
    assert [store.rollback(), store.rollback()] == ["two", "one"]
    with pytest.raises(SnapshotError, match="no earlier snapshot"):
        store.rollback()


def test_a_snapshot_whose_file_was_altered_is_not_published(store: SnapshotStore) -> None:
    finished(store, "good")
    store.publish("good")
    (finished(store, "bad") / "clauses.json").write_text("[ ]")
    with pytest.raises(SnapshotDamagedError, match=r"clauses\.json"):
        store.publish("bad")
    assert store.current() == "good"


def test_a_snapshot_that_lacks_a_file_is_not_published(store: SnapshotStore) -> None:
    (finished(store, "bad") / "clauses.json").unlink()
    with pytest.raises(SnapshotDamagedError, match="lacks its file"):
        store.publish("bad")


def test_a_half_written_manifest_is_told(store: SnapshotStore) -> None:
    folder = finished(store, "cut")
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:80])
    with pytest.raises(SnapshotDamagedError, match="cannot be read"):
        store.publish("cut")


def test_a_snapshot_of_another_format_is_refused(store: SnapshotStore) -> None:
    finished(store, "old", form=FORMAT + 1)
    with pytest.raises(SnapshotForeignError) as told:
        store.publish("old")
    assert "attache index build" in told.value.remedy


def test_pruning_spares_the_live_snapshot_and_the_one_before(store: SnapshotStore) -> None:
    for name in ("a", "b", "c", "d"):
        finished(store, name)
    store.publish("b")
    store.publish("a")
    store.prune(keep=1)
    assert store.names() == ("d", "b", "a")


def test_pruning_removes_the_encoders_that_no_kept_snapshot_needs(store: SnapshotStore) -> None:
    for name in ("a", "b", "c"):
        finished(store, name, model=f"model of {name}")
        encoder = store.encoders / f"model of {name}"
        encoder.mkdir(parents=True)
        (encoder / "model.onnx").touch()
        store.publish(name)
    store.prune(keep=2)
    assert {path.name for path in store.encoders.iterdir()} == {"model of b", "model of c"}


def test_beside_a_snapshot_of_another_version_every_encoder_stays(store: SnapshotStore) -> None:
    (store.encoders / "model of nobody").mkdir(parents=True)
    finished(store, "old", form=FORMAT + 1)
    finished(store, "new")
    store.publish("new")
    store.prune(keep=2)
    assert [path.name for path in store.encoders.iterdir()] == ["model of nobody"]


@pytest.mark.parametrize("change", range(1, 9))
def test_a_publication_killed_at_any_change_of_a_file_leaves_only_whole_snapshots(
    store: SnapshotStore, change: int
) -> None:
    for name in ("a", "b", "c", "d"):
        finished(store, name)
        store.publish(name)
    finished(store, "e")
    script = f"""
import sys
from pathlib import Path
from knowledge.snapshot.store import SnapshotStore
from tests.faults.indexer.killed_process import Killer
sys.addaudithook(Killer({str(store.directory)!r}, {change}))
store = SnapshotStore(Path({str(store.directory)!r}))
store.publish("e")
store.prune(keep=3)
"""
    subprocess.run([sys.executable, "-c", script], check=False)
    assert store.current() in ("d", "e")
    for name in store.names():
        Manifest.read(store.folder(name)).check_files(store.folder(name))
    with store.locked():
        store.prune(keep=3)
    left = {path.name for path in store.directory.rglob("*") if path.name.startswith(".")}
    assert left == {".lock"}


def test_what_a_killed_build_left_is_swept_by_the_next_one(store: SnapshotStore) -> None:
    stray = store.snapshots / ".staging-x"
    stray.mkdir(parents=True)
    (stray / "half").write_text("…")
    with store.locked():
        assert not stray.exists()
    assert store.names() == ()


def test_two_builds_at_once_are_kept_apart(store: SnapshotStore) -> None:
    with store.locked(), pytest.raises(SnapshotError, match="another build"), store.locked():
        pass


def test_a_name_with_a_path_in_it_reaches_no_other_folder(store: SnapshotStore) -> None:
    store.snapshots.mkdir()
    for name in ("../snapshots", "..", "", "/etc"):
        with pytest.raises(SnapshotMissingError):
            store.folder(name)
