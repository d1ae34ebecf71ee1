"""Where a fault becomes a sentence for the person at the keyboard, in every program of ours."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape

from knowledge.errors import AttacheError

logger = logging.getLogger(__name__)
DEBUG = "ATTACHE_DEBUG"
_CHOOSE = "Name a place that you may read and write, or have the rights to this one given to you."
_MAKE_ROOM = "Make room on that disk and run the command again; what is live serves on."
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CURES = {
    errno.EACCES: _CHOOSE,
    errno.EPERM: _CHOOSE,
    errno.EROFS: _CHOOSE,
    errno.ENOENT: "Look whether it is spelt right.",
    errno.ENOTDIR: "Name a folder: there is a file of that name.",
    errno.EEXIST: "Name a folder: there is a file of that name.",
    errno.EISDIR: "Name a file: there is a folder of that name.",
    errno.ENAMETOOLONG: "Name a place with a shorter name.",
}


class PlaceError(AttacheError):
    """A file or folder that cannot be read or written."""


class _WithoutTraceback(logging.Formatter):
    """Says what happened; where in the code is told only to those who ask for it."""

    def formatException(self, ei: object) -> str:  # noqa: ARG002, N802  # logging's own name
        return f"(set {DEBUG}=1 to see the cause)"


@contextmanager
def faults_told() -> Iterator[None]:
    """Run a command; end the process with 1 and a clear sentence where it fails."""
    handler = logging.StreamHandler()
    form = "%(levelname)s %(name)s: %(message)s"
    debug = bool(os.environ.get(DEBUG))
    handler.setFormatter(logging.Formatter(form) if debug else _WithoutTraceback(form))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    err = Console(stderr=True)
    try:
        yield
    except AttacheError as fault:
        _tell(err, fault)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as fault:
        # What runs side by side fails side by side: both channels may lack their tokens.
        if known := _told_faults(fault):
            for one in known:
                _tell(err, one)
            sys.exit(1)
        if debug:
            raise
        if isinstance(fault, OSError) and (trouble := place_error(fault)):
            _tell(err, trouble)
            sys.exit(1)
        incident = secrets.token_hex(4)
        logger.exception("incident %s", incident)
        err.print(
            f"[red]Something went wrong that should not have (incident {incident}).[/]\n"
            f"Run the command again with {DEBUG}=1 to see the cause, and tell who maintains this.",
            highlight=False,
        )
        sys.exit(1)


def place_error(fault: OSError) -> PlaceError | None:
    """The trouble with a file or a disk that a person can end; ``None`` for any other."""
    why = (fault.strerror or str(fault)).lower()
    # NumPy tells a file that was cut short ("12 requested and 0 written") by no number.
    if fault.errno in _NO_ROOM or (fault.errno is None and why.endswith(" written")):
        place = f"{fault.filename} cannot be written" if fault.filename else "a file was cut short"
        return PlaceError(f"{place}: {why}", remedy=_MAKE_ROOM)
    if fault.filename is None or fault.errno not in _CURES:
        return None
    return PlaceError(f"{fault.filename}: {why}", remedy=_CURES[fault.errno])


def _told_faults(fault: Exception) -> list[AttacheError]:
    """The faults in a group (of groups), where all of them are of the kind that is told."""
    if isinstance(fault, AttacheError):
        return [fault]
    if not isinstance(fault, ExceptionGroup):
        return []
    found = [_told_faults(inner) for inner in fault.exceptions]
    return [one for some in found for one in some] if all(found) else []


def _tell(err: Console, fault: AttacheError) -> None:
    err.print(f"[red]{escape(str(fault))}[/]", highlight=False, soft_wrap=True)
    if fault.remedy:
        err.print(escape(fault.remedy), highlight=False, soft_wrap=True)
