"""How the bot speaks to SQLite and to PostgreSQL, so that both keep what they have accepted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.errors import DatabaseUnreachableError

BUSY_SECONDS = 10

_PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "journal_mode = WAL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


def connect(url: str) -> Engine:
    """An engine for ``sqlite:///…`` or ``postgresql://…``; nothing is opened yet."""
    address = parse(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite(address)
        case "postgresql":
            return _postgresql(address)
        case other:
            raise DatabaseUnreachableError(f"{other} is neither SQLite nor PostgreSQL")


def parse(url: str) -> URL:
    """The parts of a database URL; raises ``DatabaseUnreachableError`` where it is none."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise DatabaseUnreachableError("[storage] url is not a database URL") from error


def sqlite_file(address: URL) -> Path | None:
    """The file of an SQLite database; ``None`` for any other."""
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


def _sqlite(address: URL) -> Engine:
    file = sqlite_file(address)
    if file is None:
        raise DatabaseUnreachableError("a database in memory would forget what it accepted")
    _make_private(file)
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    """Creates the file readable by its owner alone; SQLite gives its log the same rights."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise DatabaseUnreachableError(f"{path}: {error.strerror}") from error


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions late and only for writes; ``_begin_sqlite`` does it.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("reads_only", False):
        connection.exec_driver_sql("BEGIN")
        return
    durable = options.get("durable", True)
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    # A reader that turns writer fails at once where another wrote in between, whatever the
    # busy timeout: so a transaction that will write says so when it begins.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if not connection.get_execution_options().get("durable", True):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def _postgresql(address: URL) -> Engine:
    try:
        engine = create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError as error:
        raise DatabaseUnreachableError(
            "the PostgreSQL driver is not installed",
            remedy="Install it: pip install 'psycopg[binary]'.",
        ) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine
