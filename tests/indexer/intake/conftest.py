"""Files for the intake's tests, written into folders of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.intake import Limits
from indexer.intake.limits import MEGABYTE

TIGHT = Limits(unpacked_bytes=50 * MEGABYTE, memory_bytes=600 * MEGABYTE, seconds=6)
"""Tight enough for tests to be short; an honest directive stays far below."""


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def store(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return store
