"""`attache eval` as CI meets it: the figures, and an exit code that says whether they suffice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The clause is the right one; the verdict that is wanted here is not what the directive says.
GOLDEN = """
[[question]]
id = "like"
question = "May I like a post about the government on my personal account?"
outcome = "ruled"
verdict = "recommended"
clauses = ["23"]
held_out = true
"""


@pytest.mark.parametrize(
    ("demands", "code", "told"),
    [
        (("--at-least", "first=0.9", "--at-most", "wrongly_permissive=0.02"), 0, ()),
        (
            ("--at-least", "first=0.9", "--at-least", "verdict=0.85"),
            1,
            ("verdict is 0.000, wanted at least 0.85", "attache eval --misses"),
        ),
        (("--at-least", "verdicts=0.85"), 2, ("first_three",)),
        (("--at-least", "verdict=0.85", "--curve"), 2, ("golden questions alone",)),
    ],
)
def test_figures_that_fall_short_fail_the_command_and_are_named(
    model_knowledge: Path,
    tmp_path: Path,
    demands: tuple[str, ...],
    code: int,
    told: tuple[str, ...],
) -> None:
    golden = tmp_path / "golden.toml"
    golden.write_text(GOLDEN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "eval", "--knowledge", str(model_knowledge),
         "--golden", str(golden), *demands],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "first is" not in done.stderr
    for words in told:
        assert words in done.stderr
    assert "Traceback" not in done.stderr
