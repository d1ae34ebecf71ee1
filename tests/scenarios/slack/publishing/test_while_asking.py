"""The model of the day itself: many ask, a Word file comes, two admins, and it is live."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.assembly import engine_over
from bot.settings import Settings
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.opened import read_clauses
from knowledge.snapshot.store import SnapshotStore
from tests.scenarios.slack.served import QUICK, ServedSlack
from tests.scenarios.telegram.publishing.real_workshop import working
from tests.scenarios.telegram.publishing.test_while_asking import word_file
from tests.slack_emulator import Message, SlackEmulator, Upload, View
from tests.slack_emulator.user import SlackUser
from tests.small_library import FACTS, SECOND, SmallLibrary

QUESTIONS = (
    "On a personal account, may staff like content on government affairs?",
    "How many days to report a password?",
    "On a personal account, may staff follow any account?",
)
PEOPLE, PAUSE, PATIENCE = 8, 4.0, 240
_REFERENCE = re.compile(r"TEST v(\d) §([\d.]+)")


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer, with their moments."""

    asked: float
    answered: float
    message: Message

    @property
    def quoted(self) -> list[tuple[str, str]]:
        """Version and number of each clause that it quotes."""
        return _REFERENCE.findall(self.message.shown)

    @property
    def versions(self) -> set[str]:
        return {version for version, _ in self.quoted}


class Crowd:
    """People who ask, read, wait a moment and ask again, until the block ends."""

    def __init__(self, people: Sequence[SlackUser]) -> None:
        self.told: list[Told] = []
        self.faults: list[BaseException] = []
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(place, person))
            for place, person in enumerate(people)
        ]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, place: int, person: SlackUser) -> None:
        try:
            while not self._over.wait(PAUSE):
                asked = time.monotonic()
                question = person.say(QUESTIONS[(place + len(self.told)) % len(QUESTIONS)])
                answer = person.dm.wait_for_reply(to=question, timeout=60).result(90)
                self.told.append(Told(asked, time.monotonic(), answer))
        except BaseException as fault:  # noqa: BLE001  # looked at by the test
            self.faults.append(fault)


@pytest.mark.slow
def test_everybody_gets_one_version_or_the_other_whole(
    slack: SlackEmulator,
    small_library: SmallLibrary,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    directory = shutil.copytree(small_library.directory, tmp_path / "knowledge")
    store = SnapshotStore(directory)
    ada, ben = slack.add_user("Ada"), slack.add_user("Ben")
    crowd = Crowd([slack.add_user(f"Person {number}") for number in range(PEOPLE)])
    served = ServedSlack(
        slack,
        tmp_path,
        engine_over(LiveSnapshot(store), Settings()),
        pace=replace(QUICK, answer=30, ping=10, deaf=30),
        settings={"admins": [ada.id, ben.id]},
        more_settings={
            "embedding": {"model": str(small_library.model)},
            "publishing": {"golden": small_library.golden},
        },
    )
    with served, working(served.channel.settings), crowd:
        request = _requested(ada, ben)
        approved = time.monotonic()
        ben.press(request, "Approve").result()
        _live(slack, ben, request)
        live_since = time.monotonic()
        _answered(crowd, since=live_since)
    assert crowd.faults == []
    clauses = {
        (clause.ref.version, clause.ref.number): clause.text
        for name in (small_library.first, store.current())
        for clause in read_clauses(store.folder(name))
    }
    for told in crowd.told:
        assert told.versions in ({"1"}, {"2"})
        texts = [clauses[ref] for ref in told.quoted]
        assert [text for text in texts if text in told.message.quotations] == texts
    assert all(told.versions == {"1"} for told in crowd.told if told.answered < approved)
    assert all(told.versions == {"2"} for told in crowd.told if told.asked > live_since)
    first_new = min(told.answered for told in crowd.told if told.versions == {"2"})
    with capsys.disabled():
        print(  # noqa: T201  # the figures are the point of it
            f"\n{len(crowd.told)} answers, none failed, the first new one "
            f"{first_new - approved:.1f} s after the approval"
        )


def _requested(ada: SlackUser, ben: SlackUser) -> Message:
    ada.say("", files=[Upload("v2.docx", word_file(SECOND))])
    asked = ada.dm.wait_for_reply(lambda seen: "does not say" in seen, timeout=PATIENCE)
    window = _opened(ada, asked.result(PATIENCE), "State what is missing")
    assert ada.submit({name: FACTS[name] for name in window.inputs}).result().acked
    ready = ada.dm.wait_for_reply(lambda seen: "Rehearsal:" in seen, timeout=PATIENCE)
    window = _opened(ada, ready.result(PATIENCE), "Request publication")
    reason = {"reason": "The update changes these answers on purpose."}
    assert ada.submit(reason if "reason" in window.inputs else {}).result().acked
    request = ben.dm.wait_for_reply(lambda seen: "asks for approval" in seen, timeout=PATIENCE)
    return request.result(PATIENCE)


def _opened(person: SlackUser, message: Message, button: str) -> View:
    """Presses until the window opens; on a busy machine Slack's three seconds may be over."""
    for _ in range(10):
        person.press(message, button).result()
        with suppress(TimeoutError):
            return person.wait_for_modal(timeout=10).result(20)
    raise TimeoutError(button)


def _live(slack: SlackEmulator, ben: SlackUser, request: Message) -> None:
    def live() -> bool | None:
        newest = ben.dm.latest(request)
        return (newest is not None and "is live since" in newest) or None

    slack.wait_for(live, 60).result(90)


def _answered(crowd: Crowd, *, since: float) -> None:
    """Waits until everybody could have asked once more."""
    for _ in range(PATIENCE):
        if sum(told.asked > since for told in crowd.told) >= PEOPLE:
            return
        time.sleep(0.5)
