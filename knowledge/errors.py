"""The faults of the library; each carries the facts and names the cure.

* KnowledgeError
  * SourceError            a directive file that cannot be read (file, line)
  * CoverageError          too much of a source lies in no clause
  * SnapshotError          a snapshot that cannot be served
    * SnapshotMissingError
    * SnapshotDamagedError
    * SnapshotForeignError
    * SnapshotBusyError
  * ModelError             an embedding model that is missing or not the expected one
"""

from __future__ import annotations

from pathlib import Path


class AttacheError(Exception):
    """A fault that is told to the person at the keyboard: what happened, and ``remedy``."""

    remedy: str = ""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        if remedy is not None:
            self.remedy = remedy


class KnowledgeError(AttacheError):
    """Base of the faults of directives, snapshots and models."""


class SourceError(KnowledgeError):
    """A directive file that cannot be taken in; names the file and, where known, the line."""

    def __init__(
        self, path: Path | str, message: str, *, line: int | None = None, remedy: str | None = None
    ) -> None:
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {message}", remedy=remedy)
        self.path = str(path)
        self.line = line


class CoverageError(KnowledgeError):
    """Too many characters of a source lie in no clause or heading."""

    remedy = (
        "Give the lost passages a number or a heading, or accept the loss with --accept-coverage."
    )


class SnapshotError(KnowledgeError):
    """A snapshot that cannot be served."""

    remedy = "Build one with `attache index build SOURCE…`."


class SnapshotMissingError(SnapshotError):
    """No snapshot was published here."""


class SnapshotDamagedError(SnapshotError):
    """A snapshot whose files are missing, cut short or altered."""

    remedy = "Go back with `attache index rollback`, or build again with `attache index build`."


class SnapshotForeignError(SnapshotError):
    """A snapshot of another format or another embedding model."""

    remedy = "Build it again with this version: `attache index build SOURCE…`."


class SnapshotBusyError(SnapshotError):
    """Somebody else builds or publishes at the moment."""

    remedy = "Wait until it has ended, then try again."


class ModelError(KnowledgeError):
    """An embedding model that is missing, or is not the one that was expected."""

    remedy = "Install the extra `indexer`, or name another model under [embedding] in config.toml."
