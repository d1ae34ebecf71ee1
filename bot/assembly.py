"""The composition root: the only module that names concrete parts."""

from __future__ import annotations

from bot.answering.engine import Engine
from bot.settings import Settings
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.store import SnapshotStore


def open_engine(settings: Settings) -> Engine:
    """The engine over the live snapshot; raises ``SnapshotError`` where there is none."""
    live = LiveSnapshot(SnapshotStore(settings.knowledge.directory))
    live.current()
    return Engine(live, home=settings.knowledge.home, answering=settings.answering)
