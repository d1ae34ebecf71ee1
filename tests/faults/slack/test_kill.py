"""The process is killed without warning, again and again, while people ask."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.scenarios.slack.served import MANIFEST
from tests.slack_emulator import Channel, SlackEmulator
from tests.slack_emulator.user import SlackUser

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[3]
SEED = 20261122
_CLAUSE = re.compile(r"This is clause number (\d+)\.")


@pytest.mark.parametrize(
    ("kills", "people"), [(1, 6), pytest.param(30, 12, marks=pytest.mark.slow)]
)
def test_every_question_is_answered_once_however_often_the_process_is_killed(
    tmp_path: Path, kills: int, people: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with SlackEmulator(MANIFEST) as slack:
        crowd = [slack.add_user(f"Person {number}") for number in range(people)]
        room = slack.add_channel("room", members=crowd)
        load = Load(crowd, room)
        _killed_again_and_again(slack, tmp_path, load, kills)
        answered = _all_answered(slack, tmp_path, load)
        # A killed process acknowledges nothing more, and is not to be blamed for that.
        rules = {violation.rule for violation in slack.violations}
        assert rules <= {"not_acked", "ack_late"}
    with capsys.disabled():
        print(  # noqa: T201 - the figures are the point of it
            f"\n{kills} kills, {load.count} questions, {len(answered)} answered, "
            f"{sum(answered.values()) - len(answered)} answered twice"
        )
    assert set(answered) == set(range(1, load.count + 1))
    assert set(answered.values()) == {1}


class Load:
    """People who ask numbered questions, in direct messages and in a channel."""

    def __init__(self, crowd: list[SlackUser], room: Channel) -> None:
        self.crowd = crowd
        self.room = room
        self.count = 0
        self._numbers = itertools.count(1)
        self._chance = random.Random(SEED)
        self._lock = threading.Lock()

    def ask(self) -> None:
        with self._lock:
            self.count = number = next(self._numbers)
            person = self._chance.choice(self.crowd)
            words = f"What does clause number {number} say?"
            if self._chance.random() < 0.5:
                person.say(words)
            else:
                person.mention_app(words, to=self.room)

    def answered(self) -> Counter[int]:
        """How often each number was answered."""
        places = [self.room, *(person.dm for person in self.crowd)]
        return Counter(
            int(number)
            for place in places
            for message in place.messages()
            if message.is_from_app
            for number in _CLAUSE.findall(" ".join(message.quotations))
        )


def _killed_again_and_again(slack: SlackEmulator, folder: Path, load: Load, kills: int) -> None:
    chance, stop = random.Random(SEED), threading.Event()

    serving = threading.Event()

    def ask() -> None:
        while not stop.wait(0.1):
            serving.wait()
            load.ask()

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(kills):
            for _ in range(3):  # these wait for the next process
                load.ask()
            process = _start(slack, folder)
            try:
                slack.wait_for_socket(timeout=120).result(timeout=150)
                serving.set()
                _wait_for_work(slack, chance.randint(0, 8))
                time.sleep(chance.uniform(0, 0.05))
            finally:
                serving.clear()
                process.send_signal(signal.SIGKILL)
                process.wait()
    finally:
        stop.set()
        serving.set()
        asking.join()


def _wait_for_work(slack: SlackEmulator, posts: int) -> None:
    """Until some more answers are out, however busy the machine is."""
    wanted = len(slack.calls("chat.postMessage")) + posts
    with contextlib.suppress(TimeoutError):
        slack.wait_for_call("chat.postMessage", count=max(1, wanted), timeout=15).result()


def _all_answered(slack: SlackEmulator, folder: Path, load: Load) -> Counter[int]:
    process = _start(slack, folder)
    try:
        deadline = time.monotonic() + 180 + load.count / 5
        while len(load.answered()) < load.count and time.monotonic() < deadline:
            # What was not acknowledged comes again after a minute, and after five more.
            slack.advance(61)
            time.sleep(0.5)
        slack.quiet(0.5, timeout=30).result()
        return load.answered()
    finally:
        process.terminate()
        process.wait(20)


def _start(slack: SlackEmulator, folder: Path) -> subprocess.Popen[bytes]:
    told = {
        "ATTACHE_SLACK__BOT_TOKEN": slack.bot_token,
        "ATTACHE_SLACK__APP_TOKEN": slack.app_token,
        "ATTACHE_SLACK__BASE_URL": slack.api_url,
        "ATTACHE_SLACK__ALLOWED_TEAMS": f'["{slack.team.id}"]',
    }
    command = [sys.executable, "-m", "tests.faults.slack.served_process", str(folder)]
    with (folder / "log.txt").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **told}, stderr=log)
