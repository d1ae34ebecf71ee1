"""When `make` builds the index again, and when it leaves it alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from knowledge.snapshot.manifest import FORMAT

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def planned(knowledge: Path, *words: str) -> str:
    """What `make ask` would run; the virtual environment is left out of it."""
    done = subprocess.run(
        ["make", "-n", "-o", ".venv/.ready", *words, "ask", f"KNOWLEDGE={knowledge}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "attache ask" in done.stdout
    return done.stdout


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / f".made-in-format-{FORMAT}").touch()
    return tmp_path


def test_an_index_that_was_just_built_is_left_alone(built: Path) -> None:
    assert "index build" not in planned(built)


@pytest.mark.parametrize(
    "file",
    [
        "knowledge/directives/mfa-smd-v2.md",
        "knowledge/vocabulary.toml",
        "knowledge/adapter.safetensors",
        "indexer/clauses/splitter.py",
        "indexer/norms/lexicon.py",
    ],
)
def test_the_index_is_built_again_where_what_shapes_it_changed(built: Path, file: str) -> None:
    assert (ROOT / file).is_file()
    assert "index build" in planned(built, "-W", file)


@pytest.mark.parametrize("file", ["bot/assembly.py", "knowledge/snapshot/manifest.py"])
def test_another_change_builds_nothing(built: Path, file: str) -> None:
    assert (ROOT / file).is_file()
    assert "index build" not in planned(built, "-W", file)


def test_an_index_of_an_older_format_is_built_again(tmp_path: Path) -> None:
    (tmp_path / f".made-in-format-{FORMAT - 1}").touch()
    (tmp_path / "CURRENT").touch()
    assert "index build" in planned(tmp_path)
