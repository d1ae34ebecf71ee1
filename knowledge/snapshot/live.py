"""The live snapshot of a running bot: notices a publication and switches between questions."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore

logger = logging.getLogger(__name__)

RETRY_SECONDS = 60.0  # until a snapshot that could not be opened is tried again


class LiveSnapshot:
    """Hands out the live snapshot. Whoever holds one keeps it whole until the answer is out."""

    def __init__(
        self, store: SnapshotStore, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._opened: Snapshot | None = None
        self._refused: str = ""
        self._refused_at = 0.0

    def current(self) -> Snapshot:
        """The published snapshot, opened on first use and again after each publication.

        Where a newly published one cannot be opened, the one before it serves on and the log
        says why; it is tried again each minute, since a disk may have been away for a moment. With
        none before it, the ``SnapshotError`` is raised.
        """
        with self._lock:
            opened = self._opened
            if opened is None:
                self._opened = opened = Snapshot.open(self._store)
                return opened
            history = self._store.history()
            if not history or history[0] == opened.name or self._is_refused(history[0]):
                return opened
            try:
                self._opened = opened = Snapshot.open(self._store, history[0])
                self._refused = ""
                logger.info("switched to snapshot %s", opened.name)
            except Exception:  # whatever it is, the one before serves on
                self._refused, self._refused_at = history[0], self._clock()
                logger.exception("snapshot %s is refused, %s serves on", history[0], opened.name)
            return opened

    def _is_refused(self, name: str) -> bool:
        return name == self._refused and self._clock() < self._refused_at + RETRY_SECONDS
