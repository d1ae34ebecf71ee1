"""A directive is updated while people ask: seconds from approval to the first new answer.

``python -m benchmarks.publish_while_asking STORE FILE [people] [pause]`` copies the folder of
snapshots STORE, with the version before live, and plays everything through the real channel over
HTTP against the project's own emulator: an admin sends FILE, states what it leaves out, requests;
another admin approves. Meanwhile each person asks, reads, waits ``pause`` seconds and asks again.
Every answer is held to the clauses of the version that it names.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.assembly import engine_over
from bot.settings import Settings
from bot.storage.role import Role
from knowledge.clause import Clause, ClauseRef
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.store import SnapshotStore
from tests.scenarios.telegram.publishing.crowd import Crowd, Told, clauses_of
from tests.scenarios.telegram.publishing.real_workshop import request_publication, working
from tests.scenarios.telegram.served import QUICK, ServedBot
from tests.telegram_emulator import Person, TelegramEmulator

PATIENT = replace(QUICK, answer=30)
LONGEST = 1800
FACTS = {
    "Which directive is this?": "MFA-SMD",
    "full title": "Directive on the Use of Social Media",
    "Which version": "2",
    "From which day": "1 March 2026",
    "What is its rank": "directive",
    "Where does it apply": "home",
}
QUESTIONS = (
    "Within how many days must I report a personal account?",
    "Can I like a tweet about government policy from my personal account?",
    "Who approves a correction of an official post?",
    "Must I report a hacked account?",
    "May I share an official post of the ministry on my personal account?",
    "How fast must a wrong post on an official account be corrected?",
    "Do I have to hand over the password when I leave the post?",
)


def main() -> None:
    store, file = Path(sys.argv[1]), Path(sys.argv[2])
    people = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    pause = float(sys.argv[4]) if len(sys.argv) > 4 else 3.0
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(store, folder / "knowledge")
    with TelegramEmulator() as telegram:
        live = LiveSnapshot(SnapshotStore(folder / "knowledge"))
        live.current()
        engine = engine_over(live, Settings())
        _measure(ServedBot(telegram, folder, engine, pace=PATIENT), file, people, pause)
        assert telegram.violations == []


def _measure(served: ServedBot, file: Path, people: int, pause: float) -> None:
    store = served.publishing.store
    before = store.current()
    with served, working(served.settings):
        ada, ben = (_admin(served, name) for name in ("Ada", "Ben"))
        with Crowd(served, people, QUESTIONS, pause=pause) as crowd:
            began = time.monotonic()
            given = (file.name, file.read_bytes(), FACTS)
            request_publication(served.telegram, ada, *given, patience=LONGEST)
            requested = time.monotonic()
            ben.chat.wait_for_reply_sync(lambda seen: "Approve" in seen.labels, timeout=LONGEST)
            approved = time.monotonic()
            ben.press("Approve")
            ben.chat.wait_for_reply_sync(lambda seen: "is live since" in seen.text, timeout=60)
            live = time.monotonic()
            time.sleep(4 * pause)
    print(f"{people} people, {pause:g} s between answer and question")
    print(f"from the file to the request: {requested - began:.1f} s, rehearsal and plan in it")
    print(f"from approval to the word that it is live: {live - approved:.2f} s")
    clauses = clauses_of(store, before, store.current())
    _report(crowd.told, clauses, approved)


def _report(told: Sequence[Told], clauses: Mapping[ClauseRef, Clause], approved: float) -> None:
    quoting = [one for one in told if one.versions]
    failed = [one for one in told if one.message is None or "went wrong" in one.message.text]
    print(
        f"{len(told)} answers, {len(quoting)} of them with quotes: {len(failed)} failed, "
        f"{sum(len(one.versions) > 1 for one in quoting)} of two versions, "
        f"{sum(not one.is_verbatim(clauses) for one in quoting)} altered"
    )
    newer = [one.answered - approved for one in quoting if "2" in one.versions]
    older = [one.asked - approved for one in quoting if "1" in one.versions]
    print(f"first new answer: {min(newer):.2f} s after approval")
    print(f"last question that got the old text: asked {max(older):.2f} s after approval")
    for when, some in (
        ("while it is prepared", [one for one in told if one.asked < approved]),
        ("from approval on", [one for one in told if one.asked >= approved]),
    ):
        waits = [one.answered - one.asked for one in some]
        print(f"wait {when}: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")


def _admin(served: ServedBot, name: str) -> Person:
    person = served.telegram.person(name)
    served.let_in(person, role=Role.ADMIN)
    return person


if __name__ == "__main__":
    main()
