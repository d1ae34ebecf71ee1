"""Messages on their way out: recorded before they are sent, never sent twice for sure."""

from datetime import timedelta

import pytest

from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival
from bot.storage.outbox import Message, Outbox, SendState

HERE = Address(Platform.TELEGRAM, "7")
REPLY = Message("1:0", HERE, {"text": "Article 23 forbids this."})


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database, worker="one")


def state(outbox: Outbox) -> SendState:
    return outbox.plan(REPLY).state


def test_a_message_is_planned_then_sending_then_sent(outbox: Outbox, clock):
    assert outbox.plan(REPLY).payload == {"text": "Article 23 forbids this."}
    assert state(outbox) is SendState.PLANNED
    assert outbox.start("1:0")
    assert state(outbox) is SendState.SENDING
    outbox.sent("1:0", "555")
    sent = outbox.plan(REPLY)
    assert (sent.state, sent.to, sent.sent_at) == (SendState.SENT, HERE.at("555"), clock())


def test_of_what_was_sent_the_text_is_not_kept(outbox: Outbox):
    outbox.plan(REPLY)
    outbox.start("1:0")
    outbox.sent("1:0", "555")
    assert outbox.plan(REPLY).payload is None


def test_only_one_takes_a_message_for_sending(outbox: Outbox, database: Database):
    outbox.plan(REPLY)
    assert outbox.start("1:0")
    assert not Outbox(database, worker="two").start("1:0")


def test_what_the_platform_refused_may_be_sent_again(outbox: Outbox):
    outbox.plan(REPLY)
    outbox.start("1:0")
    outbox.unsent("1:0", "429")
    again = outbox.plan(REPLY)
    assert (again.state, again.attempts, again.fault) == (SendState.PLANNED, 1, "429")
    assert outbox.start("1:0")


def test_what_may_have_arrived_is_not_sent_before_somebody_looked(outbox: Outbox):
    outbox.plan(REPLY)
    outbox.start("1:0")
    outbox.unsure("1:0", "the connection broke")
    assert state(outbox) is SendState.UNKNOWN
    assert not outbox.start("1:0")
    outbox.unsent("1:0")
    assert outbox.start("1:0")


@pytest.mark.parametrize("broken_off", ["failed", "stopped"])
def test_an_entry_begun_again_finds_its_interrupted_message_in_doubt(
    outbox: Outbox, database: Database, broken_off: str
):
    inbox = Inbox(database, worker="one")
    inbox.accept([Arrival(Platform.TELEGRAM, ("1",), "7", {})])
    entry = inbox.claim(Platform.TELEGRAM)
    reply = Message(f"{entry.id}:0", HERE, {}, entry_id=entry.id)
    outbox.plan(reply)
    outbox.start(reply.key)
    if broken_off == "failed":
        inbox.fail(entry, "cancelled", retry_in=timedelta())
    else:
        inbox.release()
    inbox.claim(Platform.TELEGRAM)
    assert outbox.plan(reply).state is SendState.UNKNOWN


def test_the_messages_of_a_finished_entry_are_cleared_away(outbox: Outbox, database: Database):
    inbox = Inbox(database, worker="one")
    inbox.accept([Arrival(Platform.TELEGRAM, ("1",), "7", {})])
    entry = inbox.claim(Platform.TELEGRAM)
    outbox.plan(Message("reply", HERE, {}, entry_id=entry.id))
    outbox.start("reply")
    outbox.sent("reply", "9")
    inbox.done(entry)
    assert outbox.plan(Message("reply", HERE, {})).state is SendState.PLANNED


def test_only_messages_without_an_entry_are_settled_on_their_own(
    outbox: Outbox, database: Database
):
    inbox = Inbox(database, worker="one")
    (entry_id,) = inbox.accept([Arrival(Platform.TELEGRAM, ("1",), "7", {})])
    outbox.plan(Message("reply", HERE, {}, entry_id=entry_id))
    outbox.plan(Message("digest", HERE, {}))
    outbox.plan(Message("elsewhere", Address(Platform.SLACK, "C1"), {}))
    assert [send.key for send in outbox.unsettled(Platform.TELEGRAM)] == ["digest"]


def test_of_several_processes_one_takes_what_is_unsettled(outbox: Outbox, database: Database):
    other = Outbox(database, worker="other")
    outbox.plan(REPLY)
    assert outbox.take("1:0")
    assert not other.take("1:0")
    assert other.unsettled(Platform.TELEGRAM) == ()
    outbox.unsure("1:0", "stopped")
    assert other.take("1:0")
