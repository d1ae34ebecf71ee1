"""A file from outside, read by a process of its own that can be killed and cannot do harm."""

from __future__ import annotations

import logging
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from indexer.intake.limits import MEGABYTE, Limits
from indexer.intake.reply import REPLY, Refused
from indexer.source import Source
from knowledge.errors import SourceError

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_MODULE = "indexer.intake.reading_process"
_STARTING_SECONDS = 10
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
_REMARK_BYTES = 2_000


def read_upload(path: Path, limits: Limits | None = None) -> tuple[Source, ...]:
    """The directives of an uploaded file.

    Raises ``SourceError``, with the cure, for whatever is wrong: a file too large, of another
    kind, locked, harmful or damaged, and a reader that crashed, took too long or too much memory.
    """
    limits = limits or Limits()
    data = _bytes_of(path, limits)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as reply:
        given.write(data)
        given.seek(0)
        code = _run(path, limits, given, reply)
        reply.seek(0)
        return _sources(path, limits, code, reply.read())


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """The content of a plain file of a permitted size; links and devices are refused."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise SourceError(path, "this is no plain file", remedy="Give the file itself.")
        if state.st_size > limits.file_bytes:
            raise SourceError(
                path,
                f"the file has {state.st_size / MEGABYTE:,.1f} MB; at most "
                f"{limits.file_bytes // MEGABYTE} MB are taken",
                remedy="Save it without pictures, or give the directive without its annexes.",
            )
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise SourceError(path, f"cannot be read: {error.strerror}") from error
    if not data.strip():
        raise SourceError(path, "the file is empty", remedy="Give a file that holds the directive.")
    return data


def _run(path: Path, limits: Limits, given: BinaryIO, reply: BinaryIO) -> int | None:
    """The exit code of the reading process; ``None`` where it was stopped by the clock."""
    command = [sys.executable, "-P", "-s", "-B", "-X", "utf8", "-m", _MODULE]
    command += [str(path), TypeAdapter(Limits).dump_json(limits).decode()]
    # No variable of ours goes along: a file that took over the reader would find no secret.
    environment = {"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8"}
    with tempfile.TemporaryFile() as remarks:
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            command, stdin=given, stdout=reply, stderr=remarks, env=environment,
            start_new_session=True,
        )  # fmt: skip
        try:
            code = process.wait(limits.seconds + _STARTING_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if code != 0:
            remarks.seek(0)
            logger.warning("reading an upload ended with %s: %s", code, _tail(remarks))
        return code


def _sources(path: Path, limits: Limits, code: int | None, reply: bytes) -> tuple[Source, ...]:
    if code is None or code in _OUT_OF_TIME:
        raise SourceError(
            path,
            f"reading it takes longer than {limits.seconds} seconds",
            remedy="Give the directive alone, without pictures and annexes, or as DOCX.",
        )
    try:
        answer = REPLY.validate_json(reply) if code == 0 else None
    except ValidationError:
        answer = None
    if answer is None:
        raise SourceError(
            path,
            "the reader broke off on it: the file is damaged, or made to do harm",
            remedy="Open it in its own program, save it again, and give that file.",
        )
    if isinstance(answer, Refused):
        raise SourceError(path, answer.message, line=answer.line, remedy=answer.remedy)
    return answer.sources


def _tail(remarks: BinaryIO) -> str:
    return remarks.read()[-_REMARK_BYTES:].decode("utf-8", "replace").strip()
