"""The lock of the one process that works; the kernel drops it when its last holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = ".workshop"


@contextmanager
def workshop_lock(directory: Path) -> Iterator[int | None]:
    """Holds the lock; ``None`` where another process, or one that it started, holds it.

    The number of the open file is to be handed to the processes that work under the lock.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / _NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield file.fileno()
