"""Hostile and broken files: each is refused with a clear sentence, or read, and nothing else."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.intake import Limits, read_upload
from indexer.intake.limits import MEGABYTE
from indexer.intake.reading_process import answer
from indexer.intake.reply import Refused
from knowledge.errors import SourceError
from tests.indexer.intake.conftest import TIGHT
from tests.indexer.intake.hostile import Hostile
from tests.indexer.intake.hostile_files import hostile_files

FILES = hostile_files()
GREEDY = {"bomb.pdf"}
"""Files that only the clock of the reading process can stop."""
UPLOADED = [one for place, one in enumerate(FILES) if place % 2 == 0 or one.name in GREEDY]
"""Those that go through a process of their own, which takes a second each."""


def test_there_are_more_than_forty_hostile_files() -> None:
    assert len(FILES) >= len(UPLOADED) >= 40


@pytest.mark.parametrize(
    "hostile", [one for one in FILES if one.name not in GREEDY], ids=lambda one: one.name
)
def test_a_hostile_file_gets_a_clear_sentence(hostile: Hostile) -> None:
    reply = answer(Path(hostile.name), hostile.data or b" ", TIGHT)
    if isinstance(reply, Refused):
        assert_clear(reply.message, reply.remedy)
    if hostile.says is not None and hostile.data.strip():
        assert isinstance(reply, Refused)
        assert hostile.says in reply.message


@pytest.mark.slow
def test_hostile_uploads_stay_within_time_and_memory(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda one: uploaded(tmp_path, *one), enumerate(UPLOADED)))
    for hostile, (seconds, error) in zip(UPLOADED, outcomes, strict=True):
        assert seconds < TIGHT.seconds + 15, hostile.name
        assert error is not None or hostile.says is None, hostile.name
        if error is not None:
            assert_clear(str(error), error.remedy)
            assert hostile.says is None or hostile.says in str(error), hostile.name
    most = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    assert most * 1024 < TIGHT.memory_bytes


def uploaded(folder: Path, number: int, hostile: Hostile) -> tuple[float, SourceError | None]:
    path = folder / str(number) / hostile.name
    path.parent.mkdir()
    path.write_bytes(hostile.data)
    start = time.monotonic()
    try:
        read_upload(path, TIGHT)
    except SourceError as error:
        return time.monotonic() - start, error
    return time.monotonic() - start, None


def assert_clear(message: str, remedy: str) -> None:
    """A sentence for an admin: no traceback, no class name, and what to do."""
    assert message
    assert remedy.endswith(".")
    for technical in ("Traceback", "Error(", "Exception", "None", "<class"):
        assert technical not in message


def test_a_file_that_takes_too_long_is_stopped(stored: Callable[[str, bytes], Path]) -> None:
    bomb = next(one for one in FILES if one.name == "bomb.pdf")
    limits = Limits(seconds=1, memory_bytes=4_000 * MEGABYTE)
    with pytest.raises(SourceError, match="longer than 1 seconds") as refusal:
        read_upload(stored(bomb.name, bomb.data), limits)
    assert "annexes" in refusal.value.remedy


def test_a_file_that_takes_too_much_memory_is_stopped(
    stored: Callable[[str, bytes], Path],
) -> None:
    limits = Limits(memory_bytes=120 * MEGABYTE)
    with pytest.raises(SourceError, match=r"120 MB of memory|broke off") as refusal:
        read_upload(stored("long.txt", b"1.1 Staff may ask.\n\n" * 900_000), limits)
    assert refusal.value.remedy
