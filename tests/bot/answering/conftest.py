"""The real engine over the built model directive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answering.engine import Engine
from bot.settings import Settings
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.store import SnapshotStore

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def live(model_knowledge: Path) -> LiveSnapshot:
    return LiveSnapshot(SnapshotStore(model_knowledge))


@pytest.fixture(scope="session")
def engine(live: LiveSnapshot) -> Engine:
    return Engine(live, home="home", answering=Settings().answering, today=lambda: TODAY)
