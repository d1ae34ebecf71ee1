"""Whatever happens in whatever order, every accepted entry is worked, in order in its chat."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.storage.database import Database, open_database
from bot.storage.engine import connect
from bot.storage.identity import Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival, Entry, EntryState, InboxRules
from bot.storage.recovery import Recovery

RULES = InboxRules(lease=timedelta(seconds=60), max_attempts=4)
SLOTS = st.integers(0, 2)


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "attache.sqlite"
        open_database(f"sqlite:///{path}").close()
        return path.read_bytes()


class InboxMachine(RuleBasedStateMachine):
    """Three workers on hosts of their own, so that only silence tells that one is dead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 9, tzinfo=UTC)
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "attache.sqlite").write_bytes(_migrated())
        url = f"sqlite:///{self.folder}/attache.sqlite"
        self.database = Database(connect(url), lambda: self.now)
        self.names = itertools.count()
        self.keys = itertools.count()
        self.workers = [self._worker() for _ in range(3)]
        self.held: list[list[Entry]] = [[], [], []]
        self.chat_of: dict[int, str] = {}
        self.key_of: dict[int, str] = {}
        self.begun: dict[int, int] = defaultdict(int)
        self.broken_off: dict[int, int] = defaultdict(int)
        self.ended: list[int] = []
        self.set_aside: set[int] = set()

    def _worker(self) -> tuple[Inbox, Recovery]:
        name = f"host-{next(self.names)}/1@1"
        return (
            Inbox(self.database, worker=name, rules=RULES),
            Recovery(self.database, worker=name, rules=RULES),
        )

    @rule(chats=st.lists(st.sampled_from("ABC"), min_size=1, max_size=4))
    def accept(self, chats: list[str]) -> None:
        keys = [str(next(self.keys)) for _ in chats]
        arrivals = [
            Arrival(Platform.TELEGRAM, (key,), chat, {"key": key})
            for key, chat in zip(keys, chats, strict=True)
        ]
        numbers = self.workers[0][0].accept(arrivals)
        for number, key, chat in zip(numbers, keys, chats, strict=True):
            self.chat_of[number], self.key_of[number] = chat, key

    @precondition(lambda self: self.key_of)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.key_of.values())))
        again = Arrival(Platform.TELEGRAM, (key,), "A", {"key": key})
        assert self.workers[1][0].accept([again]) == (None,)

    @rule(slot=SLOTS)
    def claim(self, slot: int) -> None:
        entry = self.workers[slot][0].claim(Platform.TELEGRAM)
        if entry is None:
            return
        self.begun[entry.id] += 1
        self.held[slot].append(entry)
        over = {*self.ended, *self.set_aside}
        earlier = [
            number
            for number, chat in self.chat_of.items()
            if chat == entry.chat and number < entry.id and number not in over
        ]
        assert earlier == [], "an entry overtook another of its chat"

    @precondition(lambda self: any(self.held))
    @rule(slot=SLOTS)
    def finish(self, slot: int) -> None:
        if self.held[slot]:
            entry = self.held[slot].pop(0)
            assert self.workers[slot][0].done(entry)
            self.ended.append(entry.id)

    @precondition(lambda self: any(self.held))
    @rule(slot=SLOTS, wait=st.integers(0, 30))
    def fail(self, slot: int, wait: int) -> None:
        if self.held[slot]:
            entry = self.held[slot].pop(0)
            state = self.workers[slot][0].fail(entry, "fault", retry_in=timedelta(seconds=wait))
            self.broken_off[entry.id] += 1
            assert (state is EntryState.FAILED) == (entry.attempts == RULES.max_attempts)
            if state is EntryState.FAILED:
                self.set_aside.add(entry.id)

    @rule(slot=SLOTS)
    def crash_and_start_again(self, slot: int) -> None:
        """The process is gone; a new one has another name, and finds the old one silent."""
        for entry in self.held[slot]:
            self.broken_off[entry.id] += 1
        self.held[slot] = []
        self.workers[slot] = self._worker()

    @rule(slot=SLOTS)
    def fall_asleep(self, slot: int) -> None:
        """A worker is silent for too long, and learns that it has lost what it held."""
        stale, self.held[slot] = self.held[slot], []
        self._pass(seconds=61, silent=slot)
        other = (slot + 1) % 3
        self._recover(other)
        for entry in stale:
            self.broken_off[entry.id] += 1
            assert self.workers[slot][0].done(entry) is False

    @rule(slot=SLOTS)
    def stop(self, slot: int) -> None:
        self.workers[slot][0].release()
        for entry in self.held[slot]:
            self.broken_off[entry.id] += 1
        self.held[slot] = []

    @rule(seconds=st.integers(1, 45))
    def pass_time(self, seconds: int) -> None:
        self._pass(seconds=seconds)

    @rule(slot=SLOTS)
    def recover(self, slot: int) -> None:
        self._recover(slot)

    def _pass(self, *, seconds: int, silent: int | None = None) -> None:
        for slot, (inbox, _) in enumerate(self.workers):
            if slot != silent:
                inbox.renew()
        self.now += timedelta(seconds=seconds / 2)
        for slot, (inbox, _) in enumerate(self.workers):
            if slot != silent:
                inbox.renew()
        self.now += timedelta(seconds=seconds / 2)

    def _recover(self, slot: int) -> None:
        recovered = self.workers[slot][1].recover()
        self.set_aside |= {entry.id for entry in recovered.set_aside}

    @invariant()
    def one_of_a_chat_is_worked_at_a_time(self) -> None:
        chats = [entry.chat for entries in self.held for entry in entries]
        assert len(chats) == len(set(chats))

    @invariant()
    def nothing_is_begun_twice_unless_it_was_broken_off(self) -> None:
        for number, begun in self.begun.items():
            assert begun <= 1 + self.broken_off[number]

    def teardown(self) -> None:
        for slot in range(3):
            self.crash_and_start_again(slot)
        self.now += timedelta(seconds=61)
        self._recover(0)
        for _ in self.chat_of:
            self.claim(0)
            self.finish(0)
        assert {*self.ended, *self.set_aside} == set(self.chat_of)
        assert len(self.ended) == len(set(self.ended))
        for chat in "ABC":
            worked = [number for number in self.ended if self.chat_of[number] == chat]
            assert worked == sorted(worked)
        self.database.close()
        shutil.rmtree(self.folder)


InboxMachine.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestInbox = InboxMachine.TestCase
