"""A fault ends a command with a sentence and its cure, never with a traceback."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import AttacheError, SnapshotBusyError
from knowledge.faults import faults_told

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no device that is always full")
def test_a_full_disk_is_told_with_its_cure(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, faults_told():
        FULL.write_text("x" * 10_000)
    assert ended.value.code == 1
    assert capsys.readouterr().err == (
        "a file was cut short: no space left on device\n"
        "Make room on that disk and run the command again; what is live serves on.\n"
    )


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no device that is always full")
def test_an_array_that_was_cut_short_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), faults_told(), FULL.open("wb") as file:
        np.save(file, np.zeros(100_000))
    assert "Make room on that disk" in capsys.readouterr().err


def test_a_file_in_the_place_of_a_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SystemExit), faults_told():
        (file / "snapshots").mkdir(parents=True, exist_ok=True)
    said = capsys.readouterr().err
    assert said.startswith(f"{file}/snapshots: not a directory\n")
    assert "Name a folder" in said


def test_faults_that_happen_side_by_side_are_all_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), faults_told():
        raise ExceptionGroup("", [AttacheError("no token"), SnapshotBusyError("a build")])
    assert capsys.readouterr().err == f"no token\na build\n{SnapshotBusyError.remedy}\n"


def test_anything_else_gets_a_number_and_a_way_to_its_cause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended, faults_told():
        raise KeyError("private")
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "Something went wrong that should not have (incident " in said
    assert "ATTACHE_DEBUG=1" in said
    assert "Traceback" not in said


def test_who_looks_for_the_cause_gets_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_DEBUG", "1")
    with pytest.raises(FileNotFoundError), faults_told():
        Path("/nowhere/at/all").read_text()
