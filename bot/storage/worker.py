"""A process that works the inbox, named so that another can tell whether it is still alive."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Worker:
    """A process: its host, its number, and when it started, since numbers are given again."""

    host: str
    process: int
    started: str

    @classmethod
    def current(cls) -> Worker:
        """This process."""
        number = os.getpid()
        return cls(socket.gethostname(), number, _start_of(number))

    @classmethod
    def parse(cls, name: str) -> Worker | None:
        """The worker of that name; ``None`` for what is no name of a worker."""
        host, _, rest = name.rpartition("/")
        process, _, started = rest.partition("@")
        return cls(host, int(process), started) if host and process.isdigit() else None

    def __str__(self) -> str:
        return f"{self.host}/{self.process}@{self.started}"

    @property
    def known_dead(self) -> bool:
        """Whether the process is surely gone. Of another host that cannot be known from here."""
        if self.host != socket.gethostname():
            return False
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
        return _start_of(self.process) != self.started


def _start_of(process: int) -> str:
    """When a process started, in ticks since boot; empty where the system does not tell."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name of the program may hold blanks and brackets; the numbers stand behind the last one.
    return facts.rpartition(")")[2].split()[19]
