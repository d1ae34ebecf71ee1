"""200 people ask at once: how long each waits for the answer, and whether order is kept.

``python -m benchmarks.telegram_load [people] [questions each]`` drives the real channel over HTTP
against the project's own emulator, with a literal engine (so that the channel is measured, not the
search). First as fast as it goes, then at the pace that Telegram allows (30 messages a second).
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bot.answering.answer import Answer, Quoted
from bot.answering.question import Question
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from bot.telegram_channel.delivery.pace import Pace
from knowledge.situation import Situation
from tests.scenarios.telegram.model_engine import SNAPSHOT, ModelEngine, quote
from tests.scenarios.telegram.served import QUICK, ServedBot
from tests.telegram_emulator import Person, TelegramEmulator

_NUMBER = re.compile(r"number (\d+)")
TELEGRAM_PACE = 30


class NumberedEngine(ModelEngine):
    """Quotes a clause of the question's number, so that order can be seen."""

    def answer(self, question: Question) -> Answer:
        found = _NUMBER.search(question.text)
        number = found.group(1) if found else "0"
        clause = quote(f"9.{number}", f"This is clause number {number}.")
        return Quoted(question, Situation(), (clause,), SNAPSHOT)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for mode in ("polling", "webhook"):
        _report(mode, "as fast as it goes", people, each, QUICK)
    _report(
        "polling", "30 messages a second", people, 1, replace(QUICK, overall_rate=TELEGRAM_PACE)
    )


def _report(mode: str, name: str, people: int, each: int, pace: Pace) -> None:
    waits, ordered, health = _measure(mode, people, each, pace)
    centiles = statistics.quantiles(waits, n=100)
    print(
        f"{mode}, {name}: {people} people, {each} question(s) each at once: "
        f"median {statistics.median(waits):.2f} s, 99th percentile {centiles[98]:.2f} s, "
        f"{len(waits) / max(waits):.0f} answers a second, order kept in {ordered} of {people} "
        f"chats, sent again {health}"
    )


def _measure(mode: str, people: int, each: int, pace: Pace) -> tuple[list[float], int, int]:
    folder = Path(tempfile.mkdtemp())
    with (
        TelegramEmulator() as telegram,
        ServedBot(telegram, folder, NumberedEngine(), mode=mode, pace=pace) as served,
    ):
        crowd = [telegram.person(f"Person {number}") for number in range(people)]
        for person in crowd:
            People(served.database).add(Identity.telegram(person.id), invited_role=Role.DIPLOMAT)
        # Updates pile up while the questions are typed, so that all of them are there at once.
        telegram.delivery.hold()
        for number in range(each):
            for person in crowd:
                person.send(f"Tell me clause number {number + 1}")
        began = time.monotonic()
        before = telegram.journal.elapsed()
        telegram.delivery.release()
        wanted = people * each
        telegram.wait_until_sync(
            lambda: len(telegram.journal.calls("sendMessage")) >= wanted, timeout=300
        )
        assert time.monotonic() > began
        waits = [call.t - before for call in telegram.journal.calls("sendMessage")]
        assert telegram.violations == []
        return waits, sum(_in_order(person, each) for person in crowd), served.health.repeated


def _in_order(person: Person, each: int) -> bool:
    found = [_NUMBER.search(message.text) for message in person.chat.from_bot()]
    return [int(match.group(1)) for match in found if match] == list(range(1, each + 1))


if __name__ == "__main__":
    main()
