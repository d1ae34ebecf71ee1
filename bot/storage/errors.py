"""The faults of the one database.

* StorageError
  * DatabaseUnreachableError   cannot be opened
  * DatabaseNewerError         was made by a later version of the bot
  * NoSuchPersonError          a number that nobody has
"""

from __future__ import annotations

from knowledge.errors import AttacheError


class StorageError(AttacheError):
    """Base of the faults of the database."""


class DatabaseUnreachableError(StorageError):
    """The database cannot be opened."""

    remedy = (
        "Look at [storage] url in config.toml: the folder must be writable, "
        "or the PostgreSQL server must be running."
    )


class DatabaseNewerError(StorageError):
    """The database was made by a later version of the bot than this one."""

    remedy = "Start the newer version again, or restore the backup made before it was started."


class NoSuchPersonError(StorageError):
    """There is no person of that number."""

    remedy = "List them with `attache people list`."
