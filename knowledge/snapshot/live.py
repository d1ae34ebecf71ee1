"""The live snapshot of a running bot: notices a publication and switches between questions."""

from __future__ import annotations

import logging
import threading

from knowledge.errors import KnowledgeError
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore

logger = logging.getLogger(__name__)


class LiveSnapshot:
    """Hands out the live snapshot. Whoever holds one keeps it whole until the answer is out."""

    def __init__(self, store: SnapshotStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._opened: Snapshot | None = None
        self._refused: str = ""

    def current(self) -> Snapshot:
        """The published snapshot, opened on first use and again after each publication.

        Where a newly published one cannot be opened, the one before it serves on and the log
        says why; with none before it, the ``SnapshotError`` is raised.
        """
        with self._lock:
            opened = self._opened
            if opened is None:
                self._opened = opened = Snapshot.open(self._store)
                return opened
            history = self._store.history()
            if not history or history[0] in (opened.name, self._refused):
                return opened
            try:
                self._opened = opened = Snapshot.open(self._store, history[0])
                self._refused = ""
                logger.info("switched to snapshot %s", opened.name)
            except KnowledgeError as fault:
                self._refused = history[0]
                logger.error(
                    "snapshot %s is refused, %s serves on: %s", history[0], opened.name, fault
                )
            return opened
