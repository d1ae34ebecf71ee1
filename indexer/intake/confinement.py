"""What the reading process denies itself before it touches a file from outside."""

from __future__ import annotations

import os
import resource
import sys

from indexer.intake.limits import Limits

LARGEST_REPLY = 64_000_000
_OPEN_FILES = 64
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DENIED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
    "os.spawn", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "os.kill", "shutil.", "ftplib.", "smtplib.", "urllib.",
    "webbrowser.",
)  # fmt: skip


class DeniedError(Exception):
    """The reader of a file tried what no reader needs."""


def confine(limits: Limits) -> None:
    """Bound memory, time and output, and refuse network, programs and writing from now on."""
    _bound(resource.RLIMIT_AS, limits.memory_bytes)
    _bound(resource.RLIMIT_CPU, limits.seconds)
    _bound(resource.RLIMIT_FSIZE, LARGEST_REPLY)
    _bound(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _bound(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_deny)


def _bound(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))


def _deny(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            raise DeniedError("writing a file")
    elif event.startswith(_DENIED):
        raise DeniedError(event)
