"""What all tests share: the built model directive, where the machine has one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.snapshot.store import SnapshotStore

BUILT = Path(os.environ.get("ATTACHE_TEST_KNOWLEDGE", Path(__file__).parents[1] / "var/knowledge"))


@pytest.fixture(scope="session")
def model_knowledge() -> Path:
    """The snapshots of the model directive, which `make test` builds before the tests run."""
    if not SnapshotStore(BUILT).history():
        pytest.skip(f"the model directive is not built in {BUILT}: run `make test`")
    return BUILT
