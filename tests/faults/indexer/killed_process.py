"""``python -m tests.faults.indexer.killed_process N COMMAND…``: the indexer, killed on the way.

It runs ``python -m indexer COMMAND…`` and kills itself just before its Nth change of a file in
the store (one opened for writing, renamed, made or removed); where there are fewer, it ends well.
So a kill can be had between any two steps, where a clock would seldom hit.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from pathlib import Path

_CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killer:
    """Counts the changes below ``folder``."""

    def __init__(self, folder: str, last: int) -> None:
        self._folder = folder
        self._left = last

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2]
            changes = isinstance(flags, int) and bool(flags & _WRITES)
        else:
            changes = event in _CHANGES
        # Inside shutil.rmtree the paths are names relative to an open folder.
        inside = event in ("os.remove", "os.rmdir") or str(arguments[0]).startswith(self._folder)
        if changes and inside:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the command, watched."""
    last, *command = sys.argv[1:]
    store = str(Path(command[command.index("--into") + 1]).absolute())
    sys.addaudithook(Killer(store, int(last)))
    sys.argv = ["indexer", *command]
    runpy.run_module("indexer", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
