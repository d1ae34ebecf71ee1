"""What all tests share: the built model directive, where the machine has one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.snapshot.store import SnapshotStore
from tests.small_library import SmallLibrary, build_small_library

BUILT = Path(os.environ.get("ATTACHE_TEST_KNOWLEDGE", Path(__file__).parents[1] / "var/knowledge"))


@pytest.fixture(scope="session")
def model_knowledge() -> Path:
    """The snapshots of the model directive, which `make test` builds before the tests run."""
    if not SnapshotStore(BUILT).history():
        pytest.skip(f"the model directive is not built in {BUILT}: run `make test`")
    return BUILT


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> SmallLibrary:
    """A small directive, version 1 live and version 2 staged; not to be changed."""
    return build_small_library(tmp_path_factory.mktemp("library"))
