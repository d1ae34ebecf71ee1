"""The reading process can do nothing but read: shown by asking it to do more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.intake import upload
from indexer.intake.limits import Limits

ROOT = Path(upload.__file__).resolve().parents[2]
CONFINED = """
import os, socket, subprocess
from indexer.intake.confinement import DeniedError, confine
from indexer.intake.limits import Limits

confine(Limits(memory_bytes=300_000_000, seconds=1))
"""
FORBIDDEN = [
    "open('/tmp/attache-escape', 'w')",
    "os.open('/tmp/attache-escape', os.O_CREAT | os.O_WRONLY)",
    "socket.create_connection(('127.0.0.1', 9))",
    "socket.getaddrinfo('example.org', 80)",
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.remove('/tmp/attache-none')",
]


def confined(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CONFINED + code],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=ROOT,
        check=False,
    )


def test_writing_network_and_programs_are_denied_and_reading_is_not() -> None:
    attempts = "".join(
        f"try:\n    {code}\n    print('done')\nexcept DeniedError:\n    print('denied')\n"
        for code in [*FORBIDDEN, "open('LICENSE').read()"]
    )
    outcomes = confined(attempts).stdout.split()
    assert outcomes == ["denied"] * len(FORBIDDEN) + ["done"]
    assert not Path("/tmp/attache-escape").exists()


def test_memory_and_time_are_bounded() -> None:
    filling = (
        "try:\n    bytearray(400_000_000)\nexcept MemoryError:\n    print('full', flush=True)\n"
    )
    spent = confined(filling + "while True: pass")
    assert spent.stdout.strip() == "full"
    assert spent.returncode < 0


def test_no_secret_reaches_the_reading_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ATTACHE_TELEGRAM__TOKEN", "secret")
    monkeypatch.setattr(upload, "_MODULE", "tests.indexer.intake.tell_environment")
    with (tmp_path / "given").open("w+b") as given, (tmp_path / "reply").open("w+b") as reply:
        assert upload._run(tmp_path / "x.txt", Limits(), given, reply) == 0
        reply.seek(0)
        names = reply.read().decode().split()
    assert "ATTACHE_TELEGRAM__TOKEN" not in names
    assert {"PATH", "PYTHONPATH"} <= set(names)
