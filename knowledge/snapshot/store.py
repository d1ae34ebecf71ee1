"""The folder of snapshots: which one is live, publishing, rolling back, and tidying up.

::

    DIR/CURRENT               the live snapshot's name; below it those that were live before it
    DIR/snapshots/<name>/     one build each
    DIR/encoders/<model>/     the query encoder of each embedding model
    DIR/held/<name>           an empty file: that build waits to be published, and is not pruned
    DIR/.lock                 held by whoever builds or publishes
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SnapshotBusyError, SnapshotError, SnapshotMissingError
from knowledge.snapshot.manifest import Manifest

POINTER = "CURRENT"
STAGING = ".staging-"
HISTORY_LENGTH = 20


@dataclass(frozen=True, slots=True)
class SnapshotStore:
    """The snapshots below one directory. Reading needs no lock; changing takes it."""

    directory: Path

    @property
    def snapshots(self) -> Path:
        """Where the builds lie."""
        return self.directory / "snapshots"

    @property
    def encoders(self) -> Path:
        """Where the query encoders lie, one folder a model fingerprint."""
        return self.directory / "encoders"

    @property
    def pointer(self) -> Path:
        """The file that names the live snapshot."""
        return self.directory / POINTER

    def history(self) -> tuple[str, ...]:
        """The live snapshot's name, then those that were live before it, newest first."""
        try:
            return tuple(self.pointer.read_text(encoding="utf-8").split())
        except FileNotFoundError:
            return ()

    def current(self) -> str:
        """The live snapshot's name; ``SnapshotMissingError`` where nothing was published."""
        history = self.history()
        if not history:
            raise SnapshotMissingError(f"no snapshot was published in {self.directory}")
        return history[0]

    def folder(self, name: str) -> Path:
        """The folder of a snapshot; ``SnapshotMissingError`` where there is none of that name."""
        if name not in self.names():
            raise SnapshotMissingError(
                f"there is no snapshot {name!r} in {self.directory}",
                remedy="See which there are: `attache index list`.",
            )
        return self.snapshots / name

    def names(self) -> tuple[str, ...]:
        """All finished snapshots, newest first."""
        if not self.snapshots.is_dir():
            return ()
        found = (path.name for path in self.snapshots.iterdir() if not path.name.startswith("."))
        return tuple(sorted(found, reverse=True))

    def publish(self, name: str) -> None:
        """Make a snapshot live, after its files were compared with their digests."""
        folder = self.folder(name)
        Manifest.read(folder).check_files(folder)
        before = tuple(other for other in self.history() if other != name)
        self._point_at((name, *before))

    def rollback(self) -> str:
        """Make the snapshot live that was so before the present one; returns its name."""
        usable = self._earlier()
        if not usable:
            raise SnapshotError(
                "there is no earlier snapshot to go back to",
                remedy="See which there are: `attache index list`; publish one by its name.",
            )
        folder = self.folder(usable[0])
        Manifest.read(folder).check_files(folder)
        self._point_at(tuple(usable))
        return usable[0]

    def rollback_target(self) -> str | None:
        """The snapshot that ``rollback`` would make live; ``None`` where there is none."""
        return next(iter(self._earlier()), None)

    def _earlier(self) -> list[str]:
        return [name for name in self.history()[1:] if (self.snapshots / name).is_dir()]

    def hold(self, name: str) -> None:
        """Keep a build that waits to be published, however many are built meanwhile."""
        self._held.mkdir(parents=True, exist_ok=True)
        (self._held / name).touch()

    def release(self, name: str) -> None:
        """Hold it no longer."""
        (self._held / name).unlink(missing_ok=True)

    def hold_only(self, names: Collection[str]) -> None:
        """Hold these builds, and no others."""
        for name in names:
            self.hold(name)
        for path in self._held.iterdir() if self._held.is_dir() else ():
            if path.name not in names:
                path.unlink(missing_ok=True)

    @property
    def _held(self) -> Path:
        return self.directory / "held"

    def prune(self, keep: int) -> tuple[str, ...]:
        """Remove all but the newest ``keep`` snapshots, and the encoders that none of them needs;
        never the live one nor the one before, nor one that is held."""
        held = {path.name for path in self._held.iterdir()} if self._held.is_dir() else set()
        safe = set(self.names()[:keep]) | set(self.history()[:2]) | held
        gone = tuple(name for name in self.names() if name not in safe)
        for name in gone:
            _remove(self.snapshots / name)
        self._prune_encoders()
        return gone

    def _prune_encoders(self) -> None:
        try:
            needed = {Manifest.read(self.folder(name)).model_fingerprint for name in self.names()}
        except SnapshotError:
            return  # nobody knows what a snapshot of another version needs
        for encoder in self.encoders.iterdir() if self.encoders.is_dir() else ():
            if encoder.name not in needed and not encoder.name.startswith("."):
                _remove(encoder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store for a build or a publication; what a killed one left is removed.

        The kernel drops the lock when its holder dies, so none is ever stale.
        """
        self.snapshots.mkdir(parents=True, exist_ok=True)
        self.encoders.mkdir(exist_ok=True)
        with (self.directory / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                raise SnapshotBusyError(f"another build is at work in {self.directory}") from fault
            self._sweep()
            yield

    def _sweep(self) -> None:
        for parent in (self.snapshots, self.encoders):
            for stray in parent.glob(f"{STAGING}*"):
                shutil.rmtree(stray)
        self.directory.joinpath(f".{POINTER}").unlink(missing_ok=True)

    def _point_at(self, history: tuple[str, ...]) -> None:
        draft = self.directory / f".{POINTER}"
        with draft.open("w", encoding="utf-8") as file:
            file.write("\n".join(history[:HISTORY_LENGTH]) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.pointer)
        _sync_folder(self.directory)


def _remove(folder: Path) -> None:
    # Out of sight at once: half of what is removed must never look like the whole.
    going = folder.with_name(f"{STAGING}{folder.name}")
    folder.rename(going)
    shutil.rmtree(going)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
