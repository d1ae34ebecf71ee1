"""The durable inbox: accepted once, worked once, in order in each chat."""

from datetime import timedelta

import pytest

from bot.storage.database import Database
from bot.storage.identity import Identity, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival, EntryState, InboxRules
from bot.storage.recovery import Recovery

SOON = timedelta(seconds=5)


def arrival(number: int, chat: str = "A", *more_keys: str) -> Arrival:
    return Arrival(
        platform=Platform.TELEGRAM,
        keys=(f"update {number}", *more_keys),
        chat=chat,
        payload={"update_id": number, "text": "ደህና? 👋"},
        sender=Identity.telegram(7),
    )


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database, worker="one", rules=InboxRules(max_attempts=3))


def test_what_was_accepted_is_worked_with_its_payload(inbox: Inbox, clock):
    (number,) = inbox.accept([arrival(1)])
    entry = inbox.claim(Platform.TELEGRAM)
    assert entry.id == number
    assert entry.payload == {"update_id": 1, "text": "ደህና? 👋"}
    assert (entry.attempts, entry.received_at) == (1, clock())


def test_a_redelivery_is_not_accepted_again_even_after_it_was_worked(inbox: Inbox):
    assert inbox.accept([arrival(1)])[0] is not None
    assert inbox.accept([arrival(1)]) == (None,)
    inbox.done(inbox.claim(Platform.TELEGRAM))
    assert inbox.accept([arrival(1)]) == (None,)
    assert inbox.claim(Platform.TELEGRAM) is None


def test_a_batch_with_duplicates_in_it_is_accepted_without_them(inbox: Inbox):
    inbox.accept([arrival(2)])
    first, again, known, second = inbox.accept([arrival(1), arrival(1), arrival(2), arrival(3)])
    assert (again, known) == (None, None)
    assert first < second


def test_two_events_that_share_one_key_are_one_entry(inbox: Inbox):
    mention = arrival(1, "C1", "message C1 17.1")
    message = arrival(2, "C1", "message C1 17.1")
    assert inbox.accept([mention])[0] is not None
    assert inbox.accept([message]) == (None,)
    assert inbox.accept([arrival(2, "C1")]) == (None,)


def test_an_event_that_names_itself_twice_is_no_duplicate_of_itself(inbox: Inbox):
    assert inbox.accept([arrival(1, "C1", "update 1")])[0] is not None


def test_the_same_key_on_another_platform_is_another_event(inbox: Inbox):
    slack = Arrival(Platform.SLACK, ("update 1",), "A", {})
    assert None not in inbox.accept([arrival(1), slack])
    assert inbox.claim(Platform.SLACK).platform is Platform.SLACK
    assert inbox.claim(Platform.SLACK) is None


def test_in_a_chat_each_waits_for_the_one_before_it(inbox: Inbox):
    inbox.accept([arrival(1), arrival(2)])
    first = inbox.claim(Platform.TELEGRAM)
    assert inbox.claim(Platform.TELEGRAM) is None
    inbox.done(first)
    assert inbox.claim(Platform.TELEGRAM).payload["update_id"] == 2


def test_chats_do_not_wait_for_each_other(inbox: Inbox):
    inbox.accept([arrival(1, "A"), arrival(2, "A"), arrival(3, "B")])
    claimed = [inbox.claim(Platform.TELEGRAM).payload["update_id"] for _ in range(2)]
    assert claimed == [1, 3]


def test_a_failed_entry_is_tried_again_later_and_its_chat_waits_with_it(inbox: Inbox, clock):
    inbox.accept([arrival(1), arrival(2)])
    entry = inbox.claim(Platform.TELEGRAM)
    assert inbox.fail(entry, "TimedOut", retry_in=SOON) is EntryState.NEW
    assert inbox.claim(Platform.TELEGRAM) is None
    clock.advance(seconds=5)
    again = inbox.claim(Platform.TELEGRAM)
    assert (again.id, again.attempts, again.fault) == (entry.id, 2, "TimedOut")


def test_poison_is_set_aside_with_its_fault_and_the_chat_goes_on(inbox: Inbox, database: Database):
    inbox.accept([arrival(1), arrival(2)])
    states = [
        inbox.fail(inbox.claim(Platform.TELEGRAM), "KeyError", retry_in=timedelta())
        for _ in range(3)
    ]
    assert states == [EntryState.NEW, EntryState.NEW, EntryState.FAILED]
    assert inbox.claim(Platform.TELEGRAM).payload["update_id"] == 2
    (poison,) = Recovery(database, worker="one").set_aside()
    assert (poison.payload["update_id"], poison.fault) == (1, "KeyError")


def test_an_entry_set_aside_can_be_worked_again_by_the_operator(inbox: Inbox, database: Database):
    recovery = Recovery(database, worker="one")
    inbox.accept([arrival(1)])
    for _ in range(3):
        inbox.fail(inbox.claim(Platform.TELEGRAM), "KeyError", retry_in=timedelta())
    (poison,) = recovery.set_aside()
    assert recovery.retry(poison.id)
    assert inbox.claim(Platform.TELEGRAM).attempts == 1
    assert not recovery.retry(poison.id)


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail_the_entry(
    inbox: Inbox, database: Database, clock
):
    inbox.accept([arrival(1)])
    stale = inbox.claim(Platform.TELEGRAM)
    clock.advance(seconds=61)
    Recovery(database, worker="two").recover()
    other = Inbox(database, worker="two")
    entry = other.claim(Platform.TELEGRAM)
    assert inbox.done(stale) is False
    assert inbox.fail(stale, "late", retry_in=SOON) is None
    assert other.done(entry) is True


def test_a_late_thread_cannot_finish_what_its_own_process_began_anew(
    inbox: Inbox, database: Database, clock
):
    inbox.accept([arrival(1)])
    stale = inbox.claim(Platform.TELEGRAM)
    clock.advance(seconds=61)
    Recovery(database, worker="two").recover()
    entry = inbox.claim(Platform.TELEGRAM)
    assert inbox.done(stale) is False
    assert inbox.done(entry) is True


def test_a_worker_that_stops_gives_back_what_it_began_as_if_it_had_not(inbox: Inbox):
    inbox.accept([arrival(1, "A"), arrival(2, "B")])
    inbox.claim(Platform.TELEGRAM)
    assert inbox.release() == 1
    entry = inbox.claim(Platform.TELEGRAM)
    assert (entry.payload["update_id"], entry.attempts) == (1, 1)
