"""The one database: opened and brought up to date once, then used in short transactions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeAlias

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from bot.storage.engine import connect
from bot.storage.errors import DatabaseUnreachableError
from bot.storage.migration import upgrade
from bot.storage.tables import metadata

logger = logging.getLogger(__name__)

Clock: TypeAlias = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def open_database(url: str, *, clock: Clock = utc_now) -> Database:
    """Opens the database, creating it or upgrading it as needed."""
    engine = connect(url)
    try:
        upgrade(engine)
    except DatabaseError as error:
        engine.dispose()
        raise DatabaseUnreachableError(f"the database cannot be opened: {error.orig}") from error
    return Database(engine, clock)


class Database:
    """Transactions on the one database. Its methods block: an event loop calls them in threads."""

    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self.engine = engine
        self.now = clock
        self._current = threading.local()
        # SQLite lets writers wait by polling, which starves some of them; threads of one
        # process queue here instead.
        self._turn = threading.Lock()

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """A transaction, or the part of one that is open in this thread already.

        One that is not ``durable`` survives the death of the process, but a power cut may undo
        it as if it had come too late; it does not wait for the disk.
        """
        joined: Connection | None = getattr(self._current, "connection", None)
        if joined is not None:
            yield joined
            return
        with (
            self._own_turn(),
            self.engine.connect() as connection,
            connection.execution_options(durable=durable).begin(),
        ):
            self._current.connection = connection
            try:
                yield connection
            finally:
                self._current.connection = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view, which waits for no writer."""
        joined: Connection | None = getattr(self._current, "connection", None)
        if joined is not None:
            yield joined
            return
        with self.engine.connect() as connection:
            yield connection.execution_options(reads_only=True)

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        if self.engine.dialect.name != "sqlite":
            yield
            return
        with self._turn:
            yield

    def scrub(self) -> None:
        """Removes from the files what deleted rows left there."""
        if self.engine.dialect.name == "sqlite":
            self._empty_log()
        else:
            self._vacuum()

    def _empty_log(self) -> None:
        # secure_delete overwrote the rows in their pages; older pages still lie in the log.
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
        if busy:
            logger.warning("The database's log is in use; it is emptied with the next sweep")

    def _vacuum(self) -> None:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"VACUUM {', '.join(metadata.tables)}"))

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()
