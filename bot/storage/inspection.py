"""Looks at the one database from outside; nothing is made, nothing is upgraded."""

from __future__ import annotations

import os
from enum import StrEnum

from sqlalchemy.exc import DatabaseError

from bot.storage.engine import connect, parse, sqlite_file
from bot.storage.errors import DatabaseUnreachableError
from bot.storage.migration import is_current


class Condition(StrEnum):
    """How the database was found."""

    MISSING = "missing"
    OLDER = "older"
    READY = "ready"


def inspect(url: str) -> tuple[Condition, str]:
    """How it is, and its address without a password.

    Raises ``DatabaseUnreachableError`` and ``DatabaseNewerError``.
    """
    address = parse(url)
    place, file = address.render_as_string(hide_password=True), sqlite_file(address)
    if file is not None and not file.exists():
        folder = next(parent for parent in file.absolute().parents if parent.exists())
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise DatabaseUnreachableError(f"{file} cannot be made: {folder} is not writable")
        return Condition.MISSING, place
    engine = connect(url)
    try:
        return (Condition.READY if is_current(engine) else Condition.OLDER), place
    except DatabaseError as fault:
        raise DatabaseUnreachableError(f"the database cannot be opened: {fault.orig}") from fault
    finally:
        engine.dispose()
