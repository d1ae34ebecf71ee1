"""The programs that do the slow work, each in a process of its own that prints lines of JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from bot.settings import Settings

logger = logging.getLogger(__name__)

LONGEST_SECONDS = 3600
_LONGEST_LINE = 1 << 24
_LEAST_URGENT = 10
_REMARK_BYTES = 2_000
INDEXER, BOT = "indexer", "bot"
_SECTIONS = {
    INDEXER: ("knowledge", "embedding"),
    BOT: ("knowledge", "answering", "publishing", "storage", "privacy"),
}


async def lines_of(
    module: str, arguments: Sequence[str], settings: Settings, *, holding: int
) -> AsyncIterator[Mapping[str, Any]]:
    """Runs ``python -m module``; yields what it prints. It answers to no secret of ours.

    ``holding`` is the lock under which it works: it stays held until the process has ended, even
    where ours dies before. Whoever stops reading stops the process.
    """
    with tempfile.TemporaryFile() as remarks:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=remarks,
            limit=_LONGEST_LINE,
            env=environment(module, settings),
            pass_fds=(holding,),
            start_new_session=True,
        )
        # Those who ask do not wait for those who publish.
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _LEAST_URGENT)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                async for line in _read(process):
                    yield line
                await process.wait()
        except TimeoutError:
            logger.error("%s took longer than %s s and was stopped", module, LONGEST_SECONDS)
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
            elif process.returncode not in (0, 1):
                logger.error("%s ended with %s: %s", module, process.returncode, _tail(remarks))


async def _read(process: asyncio.subprocess.Process) -> AsyncIterator[Mapping[str, Any]]:
    assert process.stdout is not None  # noqa: S101  # it was asked for
    async for line in process.stdout:
        with suppress(ValueError):
            found = json.loads(line)
            if isinstance(found, dict):
                yield found


def environment(module: str, settings: Settings) -> dict[str, str]:
    """The variables of such a process: this one's without its secrets, and the settings that it
    needs, so that no other file of settings counts."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ATTACHE_")}
    told = {"ATTACHE_CONFIG": os.devnull}
    for section in _SECTIONS[module]:
        for key, value in getattr(settings, section).model_dump(mode="json").items():
            if value is not None:
                told[f"ATTACHE_{section}__{key}".upper()] = str(value)
    return kept | told


def _tail(remarks: Any) -> str:  # noqa: ANN401  # a file object has no public type
    remarks.seek(0)
    return str(remarks.read()[-_REMARK_BYTES:].decode("utf-8", "replace").strip())
