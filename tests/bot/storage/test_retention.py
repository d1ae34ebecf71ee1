"""What is kept how long."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.storage.audit import AuditLog
from bot.storage.conversations import Conversations, Turn
from bot.storage.database import Database
from bot.storage.escalations import Consent, DeskQuestion, Escalations, EscalationState
from bot.storage.gaps import Gaps
from bot.storage.identity import Address, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival, InboxRules
from bot.storage.invites import Invites
from bot.storage.links import Links
from bot.storage.outbox import Message, Outbox
from bot.storage.receipts import Answered, Receipts
from bot.storage.retention import Retention, sweep
from bot.storage.role import Role
from bot.storage.tables import metadata
from knowledge.situation import Situation

HERE = Address(Platform.TELEGRAM, "7")
DAYS = Retention(
    receipts_days=100,
    questions_days=30,
    inbox_days=14,
    gaps_days=200,
    escalations_days=50,
    audit_days=300,
)


def rows(database: Database, table: str) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar()


def test_a_question_goes_before_its_receipt_and_the_receipt_on_its_day(
    database: Database, person, clock
):
    receipts = Receipts(database, keep_questions=True)
    name = receipts.write(Answered(person.id, Platform.TELEGRAM, "May I?", "ruled", "s1"))
    clock.advance(days=30)
    sweep(database, DAYS)
    assert receipts.get(name).question == "May I?"
    clock.advance(seconds=1)
    sweep(database, DAYS)
    assert receipts.get(name).question is None
    clock.advance(days=70)
    assert sweep(database, DAYS) == {"receipts": 1}
    assert receipts.get(name) is None


def test_a_gap_outlives_its_text(database: Database, person, clock):
    gaps, start = Gaps(database, keep_questions=True), clock()
    gaps.note("r1", "May I?", person_id=person.id, platform=Platform.SLACK, situation=Situation())
    clock.advance(days=31)
    sweep(database, DAYS)
    assert [gap.question for gap in gaps.since(start)] == [None]
    clock.advance(days=170)
    sweep(database, DAYS)
    assert gaps.since(start) == ()


def test_what_waits_in_the_inbox_stays_and_what_was_set_aside_goes(database: Database, clock):
    inbox = Inbox(database, worker="one", rules=InboxRules(max_attempts=1))
    inbox.accept([Arrival(Platform.TELEGRAM, (key,), key, {}) for key in ("waits", "poison")])
    waits = inbox.claim(Platform.TELEGRAM)
    inbox.fail(inbox.claim(Platform.TELEGRAM), "KeyError", retry_in=timedelta())
    inbox.release()
    clock.advance(days=15)
    assert sweep(database, DAYS) == {"inbox": 1, "inbox_seen": 2}
    assert inbox.claim(Platform.TELEGRAM).id == waits.id


def test_a_memory_too_short_for_redeliveries_is_refused():
    with pytest.raises(ValueError, match="2 or more"):
        Retention(inbox_days=1)


def test_an_open_escalation_stays_and_a_closed_one_goes(database: Database, person, clock):
    escalations = Escalations(database)
    asked = DeskQuestion(person.id, HERE, "May I?", Consent.QUESTION_ONLY)
    opened, _ = escalations.open(asked, reminder_due_at=clock())
    closed, _ = escalations.open(asked, reminder_due_at=clock())
    escalations.close(closed.id, EscalationState.WITHDRAWN)
    clock.advance(days=51)
    sweep(database, DAYS)
    assert escalations.get(opened.id)
    assert escalations.get(closed.id) is None


def test_turns_codes_and_unused_invites_go_when_they_have_expired(
    database: Database, person, clock
):
    receipt = Receipts(database, keep_questions=False).write(
        Answered(person.id, Platform.TELEGRAM, "May I?", "ruled", "s1")
    )
    conversations = Conversations(database, remembered_for=timedelta(minutes=30))
    conversations.remember(Turn(receipt, person.id, HERE, "May I?"))
    Links(database).create(person.id)
    Invites(database).create(Role.STAFF, by="shell", valid_for=timedelta(days=1))
    clock.advance(days=3)
    assert sweep(database, DAYS) == {"conversations": 1, "links": 1, "invites": 1}


def test_the_log_and_old_messages_go_on_their_day(database: Database, clock):
    AuditLog(database).record("shell", "invited")
    outbox = Outbox(database, worker="one")
    outbox.plan(Message("digest", HERE, {"text": "What changed"}))
    clock.advance(days=15)
    assert sweep(database, DAYS) == {"outbox": 1}
    clock.advance(days=300)
    assert sweep(database, DAYS) == {"audit": 1}
    assert rows(database, "audit") == 0
