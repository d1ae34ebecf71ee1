"""A database of its own for each test, and a clock that goes on only when told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.database import Database, open_database
from bot.storage.engine import connect


class Clock:
    """A Monday morning, until somebody turns it on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **spans: float) -> None:
        self.moment += timedelta(**spans)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "attache.sqlite"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database_file(tmp_path: Path, migrated_file: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "attache.sqlite"))


@pytest.fixture
def database(database_file: Path, clock: Clock) -> Iterator[Database]:
    opened = Database(connect(f"sqlite:///{database_file}"), clock)
    yield opened
    opened.close()
