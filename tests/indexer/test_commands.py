"""``attache index`` as an admin meets it where a place cannot be used: a sentence, and its cure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = """---
id: TEST
title: A test directive
jurisdiction: home
version: "1"
in_force_from: 2024-01-01
---

# A test directive

1.1 Staff may follow any account.
"""


def index(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "indexer", *words],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "ATTACHE_CONFIG": os.devnull},
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "test.md"
    file.write_text(SOURCE, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", ["list", "build", "rollback"])
def test_a_file_in_the_place_of_the_folder_is_told(
    command: str, source: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    sources = [str(source)] if command == "build" else []
    done = index(command, *sources, "--into", str(taken))
    assert done.returncode == 1
    assert done.stderr.strip().startswith(str(taken))
    assert "Name a folder: there is a file of that name." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_a_folder_that_cannot_be_made_is_told(source: Path) -> None:
    done = index("build", str(source), "--into", "/proc/self/knowledge")
    assert done.returncode == 1
    assert "/proc/self/knowledge" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_configuration_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    done = index("list", "--config", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path} cannot be read: Is a directory" in done.stderr
    assert "Name a file that this user may read" in done.stderr


def test_the_program_that_reads_gets_such_a_fault_as_a_line_too(
    source: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    done = index("update", str(source), "--json", "--into", str(taken))
    assert done.returncode == 1
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["event"] == "refused"
    assert told["remedy"] == "Name a folder: there is a file of that name."
