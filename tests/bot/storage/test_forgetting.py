"""A person who is forgotten leaves nothing, neither in a table nor in the bytes of the file."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.storage.audit import AuditLog
from bot.storage.conversations import Conversations, Turn
from bot.storage.database import Database
from bot.storage.escalations import Consent, DeskQuestion, Escalations, EscalationState
from bot.storage.feedback import Feedback
from bot.storage.forgetting import forget, remove
from bot.storage.gaps import Gaps
from bot.storage.identity import Address, Identity, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival, InboxRules
from bot.storage.invites import Invites
from bot.storage.links import Links
from bot.storage.outbox import Message, Outbox
from bot.storage.people import People, Person
from bot.storage.profiles import Profile, Profiles
from bot.storage.receipt_messages import Part, ReceiptMessages
from bot.storage.receipts import Answered, Receipts
from bot.storage.role import Role
from bot.storage.rulings import Rulings
from bot.storage.subscriptions import Subscriptions
from bot.storage.tables import metadata, rulings
from knowledge.situation import Situation

ACCOUNT = 700100200
# Every text of the person holds one of these; nothing of the colleague does.
MARKS = ("ZANZIBAR", str(ACCOUNT))
PRIVATE = Address(Platform.TELEGRAM, str(ACCOUNT))
DESK = Address(Platform.SLACK, "C-DESK", team="T1", message="17.1")
QUESTION = "May I like the ZANZIBAR post?" + " It is a long story." * 200


def leave_traces(database: Database, person: Person, officer: Person) -> None:
    """Everything that a person can leave behind, in every table."""
    receipts = Receipts(database, keep_questions=True)
    receipt = receipts.write(
        Answered(
            person.id,
            Platform.TELEGRAM,
            QUESTION,
            "not_covered",
            "s1",
            situation=Situation(country="ZANZIBAR"),
        )
    )
    ReceiptMessages(database).tie(receipt, Part.QUESTION, PRIVATE.at("1"))
    Conversations(database, remembered_for=timedelta(hours=1)).remember(
        Turn(receipt, person.id, PRIVATE.at("1"), QUESTION, post="A post of ZANZIBAR")
    )
    Feedback(database).give(receipt, person.id, helpful=False)
    Gaps(database, keep_questions=True).note(
        receipt,
        QUESTION,
        person_id=person.id,
        platform=Platform.TELEGRAM,
        situation=Situation(country="ZANZIBAR"),
    )
    Profiles(database).save(person.id, Profile(country="ZANZIBAR"))
    Subscriptions(database).subscribe(PRIVATE, person_id=person.id)
    Links(database).create(person.id)
    escalate(database, person, officer)
    outbox = Outbox(database, worker="one")
    outbox.plan(Message("desk word 1", PRIVATE, {"text": "On ZANZIBAR"}, person_id=person.id))
    fill_inbox(database, person)


def escalate(database: Database, person: Person, officer: Person) -> None:
    escalations = Escalations(database)
    asked = DeskQuestion(person.id, PRIVATE, QUESTION, Consent.QUESTION_AND_NAME)
    for place in (DESK, DESK.at("17.2")):
        escalation, _ = escalations.open(asked, reminder_due_at=person.since)
        escalations.tie(escalation.id, place)
    escalations.close(escalation.id, EscalationState.ANSWERED)
    Rulings(database).add(escalation.id, officer_id=officer.id, text="Ask your head of mission.")


def fill_inbox(database: Database, person: Person) -> None:
    """One entry that waits, and one that was set aside."""
    inbox = Inbox(database, worker="one", rules=InboxRules(max_attempts=1))
    inbox.accept(
        [
            Arrival(
                Platform.TELEGRAM,
                (f"update {number}", f"{ACCOUNT}:{number}"),
                str(ACCOUNT),
                {"text": f"ZANZIBAR {number}", "from": ACCOUNT},
                sender=Identity.telegram(ACCOUNT),
            )
            for number in (1, 2)
        ]
    )
    inbox.fail(inbox.claim(Platform.TELEGRAM), "KeyError: ZANZIBAR", retry_in=timedelta())


@pytest.fixture
def traces(database: Database, person: Person, colleague: Person) -> None:
    leave_traces(database, person, colleague)


def rows_with(database: Database, marks: tuple[str, ...]) -> set[str]:
    with database.read() as connection:
        return {
            table.name
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            if any(mark in str(value) for value in row for mark in marks)
        }


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("attache.sqlite*"))


def test_a_person_leaves_traces_in_every_table_that_names_a_person(database: Database, traces):
    """Else the tests below would not see what a new table keeps."""
    with database.read() as connection:
        named = {table.name: table for table in metadata.sorted_tables if "person_id" in table.c}
        filled = {
            name for name, table in named.items() if connection.execute(select(table)).first()
        }
    assert filled == set(named) - {"invites"}


def test_every_table_that_names_a_person_lets_go_of_its_rows_with_the_person():
    for table in metadata.sorted_tables:
        if "person_id" in table.c:
            (reference,) = table.c.person_id.foreign_keys
            assert reference.ondelete == "CASCADE", table.name


def test_forgetting_leaves_only_the_access_and_a_line_without_identity(
    database: Database, person, traces
):
    assert len(rows_with(database, MARKS)) > 8
    forget(database, person.id)
    assert rows_with(database, MARKS) == {"identities"}
    assert People(database).find(Identity.telegram(ACCOUNT)).role is Role.DIPLOMAT
    (line,) = AuditLog(database).latest()
    assert (line.actor, line.action) == ("system", "forgot")
    assert re.fullmatch(r"\d+ rows", line.subject)


def test_removing_leaves_no_access_either(database: Database, person, traces):
    remove(database, person.id)
    assert rows_with(database, MARKS) == set()
    assert People(database).find(Identity.telegram(ACCOUNT)) is None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_bytes_of_the_database_hold_nothing_of_a_removed_person(
    database: Database, database_file: Path, person, traces
):
    before = bytes_on_disk(database_file.parent)
    assert all(mark.encode() in before for mark in MARKS)
    remove(database, person.id)
    after = bytes_on_disk(database_file.parent)
    assert not any(mark.encode() in after for mark in MARKS)


def test_the_messages_at_the_desk_are_told_so_that_they_can_be_edited(
    database: Database, person, traces
):
    assert forget(database, person.id).desk_messages == (DESK, DESK.at("17.2"))


def test_the_desks_word_outlives_the_question_and_its_officer(
    database: Database, person, colleague, traces
):
    forget(database, person.id)
    remove(database, colleague.id)
    with database.read() as connection:
        ruling = Rulings(database).get(connection.execute(select(rulings.c.id)).scalar_one())
    assert ruling.text == "Ask your head of mission."
    assert (ruling.escalation_id, ruling.officer_id) == (None, None)


def test_nobody_else_is_forgotten_with_the_person(database: Database, person, colleague):
    receipts = Receipts(database, keep_questions=True)
    name = receipts.write(Answered(colleague.id, Platform.SLACK, "And I?", "ruled", "s1"))
    Inbox(database, worker="one").accept(
        [Arrival(Platform.SLACK, ("e1",), "C1", {}, sender=colleague.identities[0])]
    )
    forget(database, person.id)
    assert receipts.get(name).question == "And I?"
    assert Inbox(database, worker="one").claim(Platform.SLACK)


def test_the_wish_to_be_forgotten_is_answered_and_goes_when_it_is_done(database: Database, person):
    inbox = Inbox(database, worker="one")
    wish = Arrival(
        Platform.TELEGRAM, ("u9",), str(ACCOUNT), {"text": "/forget"}, person.identities[0]
    )
    inbox.accept([wish])
    entry = inbox.claim(Platform.TELEGRAM)
    remove(database, person.id)
    assert inbox.done(entry)
    assert rows_with(database, (*MARKS, "/forget")) == set()
    assert inbox.accept([wish]) == (None,)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_worked_is_gone_from_the_file_with_the_next_sweep(
    database: Database, database_file: Path
):
    inbox = Inbox(database, worker="one")
    inbox.accept([Arrival(Platform.TELEGRAM, ("u1",), "7", {"text": "ZANZIBAR"})])
    inbox.done(inbox.claim(Platform.TELEGRAM))
    database.scrub()
    assert b"ZANZIBAR" not in bytes_on_disk(database_file.parent)


def test_a_removed_person_needs_a_new_invite(database: Database, person):
    invites = Invites(database)
    code = invites.create(Role.STAFF, by="shell", valid_for=timedelta(days=1), label="ZANZIBAR")
    invites.mark_used(invites.find(code).id, person.id)
    remove(database, person.id)
    assert invites.find(code) is None
    assert rows_with(database, MARKS) == set()
