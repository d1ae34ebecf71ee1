"""Real processes, killed at random or working side by side: nothing is lost, nothing doubled."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import bot

SCRIPT = Path(__file__).parent / "under_fire.py"
ROOT = Path(bot.__file__).parents[1]


def run(url: str, folder: Path, *, total: int, kills: int, at_once: int) -> list[tuple[str, int]]:
    """What arrived at the platform, in order: chat and number."""
    arguments = [url, str(folder), str(total), str(kills), str(at_once)]
    subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        check=True,
        timeout=60,
        env={"PYTHONPATH": str(ROOT)},
    )
    lines = (folder / "journal").read_text().splitlines()
    return [(chat, int(number)) for chat, number in map(str.split, lines)]


def assert_each_once_and_in_order(arrived: list[tuple[str, int]], total: int) -> None:
    assert sorted(number for _, number in arrived) == list(range(total))
    by_chat = defaultdict(list)
    for chat, number in arrived:
        by_chat[chat].append(number)
    assert all(numbers == sorted(numbers) for numbers in by_chat.values())


def test_a_bot_that_is_killed_again_and_again_answers_everything_once(
    database_url: str, tmp_path: Path
):
    arrived = run(database_url, tmp_path, total=250, kills=20, at_once=1)
    assert_each_once_and_in_order(arrived, 250)


def test_two_processes_share_the_work_and_neither_repeats_the_other(
    database_url: str, tmp_path: Path
):
    arrived = run(database_url, tmp_path, total=150, kills=0, at_once=2)
    assert_each_once_and_in_order(arrived, 150)
