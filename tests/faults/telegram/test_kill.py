"""The process is killed without warning, again and again, while people ask."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import re
import signal
import threading
import time
from collections import Counter
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot.storage.audit import AuditLog
from bot.storage.database import open_database
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from tests.faults.telegram.served_process import serve
from tests.scenarios.telegram.served import make_database
from tests.telegram_emulator import Person, TelegramEmulator

pytestmark = pytest.mark.thorough

# Each bot is a process of its own, forked from one that has imported everything already: what is
# killed is the same, and it is killed at work and not while it imports.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.faults.telegram.served_process"])
SEED = 20261122
_CLAUSE = re.compile(r"This is clause number (\d+)\.")


@pytest.mark.parametrize(
    ("kills", "people"), [(3, 8), pytest.param(30, 20, marks=pytest.mark.slow)]
)
def test_every_accepted_question_is_answered_however_often_the_process_is_killed(
    tmp_path: Path, kills: int, people: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with TelegramEmulator() as telegram:
        crowd = _invited(telegram, tmp_path, people)
        asked = _killed_again_and_again(telegram, tmp_path, crowd, kills)
        _all_answered(telegram, tmp_path, asked)
        repeats = _check(crowd, asked)
        assert telegram.violations == []
    owned_up = _sent_again(tmp_path)
    total = sum(map(len, asked.values()))
    with capsys.disabled():
        print(  # noqa: T201 - the figures are the point of it
            f"\n{kills} kills, {total} questions, none lost; {repeats} answers twice, "
            f"{owned_up} resendings on record"
        )
    assert repeats <= owned_up


def _invited(telegram: TelegramEmulator, folder: Path, people: int) -> list[Person]:
    make_database(folder)
    database = open_database(f"sqlite:///{folder / 'attache.sqlite'}")
    crowd = [telegram.person(f"Person {number}") for number in range(people)]
    for person in crowd:
        People(database).add(Identity.telegram(person.id), invited_role=Role.DIPLOMAT)
    database.close()
    return crowd


def _killed_again_and_again(
    telegram: TelegramEmulator, folder: Path, crowd: list[Person], kills: int
) -> dict[int, list[int]]:
    chance = random.Random(SEED)
    asked: dict[int, list[int]] = {person.id: [] for person in crowd}
    crowded, stop = threading.Event(), threading.Event()
    numbers = itertools.count(1)

    def ask() -> None:
        while not stop.wait(chance.uniform(0.01, 0.06)):
            crowded.wait()
            _ask(chance.choice(crowd), next(numbers), asked)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(kills):
            for _ in range(5):  # these wait for the next process
                _ask(chance.choice(crowd), next(numbers), asked)
            process = _start(telegram, folder)
            crowded.set()
            time.sleep(chance.uniform(0, 1.5))
            process.kill()
            process.join()
            assert process.exitcode == -signal.SIGKILL
            crowded.clear()
    finally:
        stop.set()
        crowded.set()
        asking.join()
    return asked


_ASKING = threading.Lock()


def _ask(person: Person, number: int, asked: dict[int, list[int]]) -> None:
    with _ASKING:  # the order of the list is that of the chat
        person.send(f"Tell me clause number {number}")
        asked[person.id].append(number)


def _start(telegram: TelegramEmulator, folder: Path) -> ForkServerProcess:
    """A process that has begun to serve."""
    menus = len(telegram.journal.calls("setMyCommands"))
    process = _PROCESSES.Process(target=serve, args=(telegram.url, telegram.token, str(folder)))
    process.start()
    telegram.wait_until_sync(
        lambda: len(telegram.journal.calls("setMyCommands")) >= menus + 6, timeout=60
    )
    return process


def _all_answered(telegram: TelegramEmulator, folder: Path, asked: dict[int, list[int]]) -> None:
    process = _start(telegram, folder)
    wanted = {number for numbers in asked.values() for number in numbers}
    try:
        telegram.wait_until_sync(
            lambda: wanted <= {n for chat in telegram.chats for n in _told(chat.from_bot())},
            timeout=120,
        )
    finally:
        process.terminate()
        process.join(15)
    assert process.exitcode == 0


def _told(messages: list[object]) -> list[int]:
    found = (_CLAUSE.search(getattr(message, "text", "")) for message in messages)
    return [int(match.group(1)) for match in found if match]


def _check(crowd: list[Person], asked: dict[int, list[int]]) -> int:
    """In each chat every question is answered, in order; how many were answered twice."""
    repeats = 0
    for person in crowd:
        told = _told(list(person.chat.from_bot()))
        assert list(dict.fromkeys(told)) == asked[person.id]
        counted = Counter(told)
        repeats += sum(count - 1 for count in counted.values())
    return repeats


def _sent_again(folder: Path) -> int:
    database = open_database(f"sqlite:///{folder / 'attache.sqlite'}")
    entries = AuditLog(database).latest(100_000)
    database.close()
    return sum(entry.action == "sent again" for entry in entries)
