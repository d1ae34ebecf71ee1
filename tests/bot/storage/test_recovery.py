"""What becomes of the work of processes that died."""

import subprocess
import sys
from datetime import timedelta

import pytest

from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival, InboxRules
from bot.storage.outbox import Message, Outbox, SendState
from bot.storage.recovery import DIED, Recovery
from bot.storage.worker import Worker

HERE = Address(Platform.TELEGRAM, "7")
ME = Worker.current()
ELSEWHERE = "another-host/1@5"


def arrivals(*chats: str) -> list[Arrival]:
    return [Arrival(Platform.TELEGRAM, (chat,), chat, {"chat": chat}) for chat in chats]


@pytest.fixture
def dead() -> str:
    """The name of a process of this host that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return str(Worker(ME.host, process.pid, "5"))


def test_this_process_is_alive_and_reads_its_own_name():
    assert not ME.known_dead
    assert Worker.parse(str(ME)) == ME


def test_a_process_with_this_number_that_started_earlier_is_dead():
    assert Worker(ME.host, ME.process, "5").known_dead


def test_of_a_process_of_another_host_nothing_is_known():
    assert not Worker.parse(ELSEWHERE).known_dead


@pytest.mark.parametrize("name", ["", "nobody", "host/x@5"])
def test_what_is_no_name_of_a_worker_names_none(name: str):
    assert Worker.parse(name) is None


def test_what_a_dead_process_held_is_worked_again_at_once(database: Database, dead: str):
    old, new = Inbox(database, worker=dead), Inbox(database, worker=str(ME))
    old.accept(arrivals("A", "B"))
    held = old.claim(Platform.TELEGRAM)
    recovered = Recovery(database, worker=str(ME)).recover()
    assert (recovered.again, recovered.set_aside) == (1, ())
    again = new.claim(Platform.TELEGRAM)
    assert (again.id, again.attempts) == (held.id, 2)


def test_what_a_living_process_holds_is_left_to_it(database: Database):
    mine = Inbox(database, worker=str(ME))
    mine.accept(arrivals("A"))
    mine.claim(Platform.TELEGRAM)
    assert Recovery(database, worker=ELSEWHERE).recover().again == 0
    assert Recovery(database, worker=str(ME)).recover().again == 0


def test_a_process_of_another_host_keeps_its_entries_while_it_renews_them(
    database: Database, clock
):
    other = Inbox(database, worker=ELSEWHERE)
    other.accept(arrivals("A"))
    other.claim(Platform.TELEGRAM)
    recovery = Recovery(database, worker=str(ME))
    clock.advance(seconds=50)
    assert other.renew() == 1
    clock.advance(seconds=50)
    assert recovery.recover().again == 0
    clock.advance(seconds=11)
    assert recovery.recover().again == 1


def test_an_entry_that_keeps_killing_its_process_is_set_aside(database: Database, dead: str):
    rules = InboxRules(max_attempts=3)
    victim = Inbox(database, worker=dead, rules=rules)
    recovery = Recovery(database, worker=str(ME), rules=rules)
    victim.accept(arrivals("A"))
    for _ in range(2):
        victim.claim(Platform.TELEGRAM)
        assert recovery.recover().again == 1
    victim.claim(Platform.TELEGRAM)
    (poison,) = recovery.recover().set_aside
    assert (poison.payload, poison.fault) == ({"chat": "A"}, DIED)
    assert victim.claim(Platform.TELEGRAM) is None


def test_what_a_dead_process_was_sending_may_have_arrived(database: Database, dead: str):
    old, new = Outbox(database, worker=dead), Outbox(database, worker=str(ME))
    for key in ("digest", "entry"):
        old.plan(Message(key, HERE, {"text": key}))
    old.start("digest")
    Recovery(database, worker=str(ME)).recover()
    assert [(send.key, send.state) for send in new.unsettled(Platform.TELEGRAM)] == [
        ("digest", SendState.UNKNOWN),
        ("entry", SendState.PLANNED),
    ]


def test_what_another_host_was_sending_an_hour_ago_may_have_arrived(database: Database, clock):
    other = Outbox(database, worker=ELSEWHERE)
    other.plan(Message("digest", HERE, {}))
    other.start("digest")
    recovery = Recovery(database, worker=str(ME))
    recovery.recover()
    assert other.unsettled(Platform.TELEGRAM) == ()
    clock.advance(hours=1, seconds=1)
    recovery.recover()
    assert other.unsettled(Platform.TELEGRAM)[0].state is SendState.UNKNOWN


def test_the_backlog_counts_what_waits_and_since_when(database: Database, clock):
    inbox = Inbox(database, worker=str(ME), rules=InboxRules(max_attempts=1))
    recovery = Recovery(database, worker=str(ME))
    assert recovery.backlog(Platform.TELEGRAM).oldest is None
    start = clock()
    inbox.accept(arrivals("A", "B", "C"))
    inbox.fail(inbox.claim(Platform.TELEGRAM), "KeyError", retry_in=timedelta())
    inbox.claim(Platform.TELEGRAM)
    clock.advance(minutes=1)
    backlog = recovery.backlog(Platform.TELEGRAM)
    assert (backlog.new, backlog.working, backlog.failed) == (1, 1, 1)
    assert backlog.oldest == start
    assert recovery.backlog(Platform.SLACK).new == 0
