"""A question at the desk, from the asker's consent to the officer's word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.desk import Desk
from bot.desk.outcomes import DeskWord, NotDone, Reminder, Withdrawn
from bot.desk.working_days import WorkingCalendar
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.escalations import Consent, DeskQuestion, EscalationState
from bot.storage.forgetting import forget
from bot.storage.identity import Address, Identity, Platform
from bot.storage.people import People, Person
from bot.storage.role import Role
from bot.storage.rulings import Rulings
from knowledge.clause import digest_of
from knowledge.situation import Situation

SLACK_DESK = Address(Platform.SLACK, "C-DESK", team="T1")
TELEGRAM_DESK = Address(Platform.TELEGRAM, "-100")
ASKED_AT = Address(Platform.TELEGRAM, "7", message="55")
WORD = "Ask your head of mission first."


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, WorkingCalendar(), (SLACK_DESK, TELEGRAM_DESK))


@pytest.fixture
def asker(database: Database) -> Person:
    return People(database).add(Identity.telegram(7), invited_role=Role.DIPLOMAT)


@pytest.fixture
def officer(database: Database) -> Person:
    return People(database).add(Identity.slack("T1", "U1"), configured_role=Role.DESK)


@pytest.fixture
def asked(asker: Person) -> DeskQuestion:
    return DeskQuestion(
        person_id=asker.id,
        asker=ASKED_AT,
        question="May I keep a parrot that tweets?",
        consent=Consent.QUESTION_ONLY,
        situation=Situation(account="personal"),
        nearest=("MFA-SMD v2 §20.1",),
        language="en",
        receipt_id="r1",
    )


def test_a_question_goes_to_every_place_of_the_desk_with_its_context(
    desk: Desk, asked: DeskQuestion, clock
):
    raised = desk.raise_question(asked)
    assert raised.deliver_to == (SLACK_DESK, TELEGRAM_DESK)
    assert raised.escalation.asked == asked
    assert raised.escalation.state is EscalationState.OPEN
    assert raised.escalation.raised_at == clock()
    assert len({raised.key(place) for place in raised.deliver_to}) == 2


def test_a_button_pressed_twice_or_work_repeated_raises_one_question(
    desk: Desk, asked: DeskQuestion
):
    first = desk.raise_question(asked)
    desk.shown(first.escalation.id, SLACK_DESK.at("17.1"))
    again = desk.raise_question(asked)
    assert again.escalation == first.escalation
    assert again.deliver_to == (TELEGRAM_DESK,)
    assert len(desk.waiting()) == 1


def test_questions_without_a_receipt_are_each_their_own(desk: Desk, asked: DeskQuestion):
    for _ in range(2):
        desk.raise_question(replace(asked, receipt_id=None))
    assert len(desk.waiting()) == 2


def test_a_reply_to_the_desks_message_finds_its_question(desk: Desk, asked: DeskQuestion):
    escalation = desk.raise_question(asked).escalation
    desk.shown(escalation.id, TELEGRAM_DESK.at("9"))
    desk.shown(escalation.id, TELEGRAM_DESK.at("9"))
    assert desk.escalation_at(TELEGRAM_DESK.at("9")) == escalation
    assert desk.escalation_at(TELEGRAM_DESK.at("10")) is None


def test_the_officers_word_goes_back_to_where_it_was_asked(
    desk: Desk, asked: DeskQuestion, officer: Person, clock
):
    escalation = desk.raise_question(asked).escalation
    desk.shown(escalation.id, SLACK_DESK.at("17.1"))
    word = desk.answer(escalation.id, officer, WORD)
    assert isinstance(word, DeskWord)
    assert word.asked.asker == ASKED_AT
    assert word.shown_at == (SLACK_DESK.at("17.1"),)
    assert (word.ruling.text, word.ruling.digest) == (WORD, digest_of(WORD))
    assert (word.ruling.officer_id, word.ruling.ruled_at) == (officer.id, clock())
    assert desk.waiting() == ()


def test_of_two_officers_the_first_ones_word_counts(
    desk: Desk, asked: DeskQuestion, officer: Person, database: Database
):
    other = People(database).add(Identity.slack("T1", "U2"), configured_role=Role.ADMIN)
    escalation = desk.raise_question(asked).escalation
    desk.answer(escalation.id, officer, WORD)
    assert desk.answer(escalation.id, other, "No.") is NotDone.ALREADY_ANSWERED


def test_an_answer_that_a_crash_repeats_is_the_same_word_with_the_same_key(
    desk: Desk, asked: DeskQuestion, officer: Person
):
    escalation = desk.raise_question(asked).escalation
    first = desk.answer(escalation.id, officer, WORD)
    again = desk.answer(escalation.id, officer, WORD)
    assert (again.ruling, again.key) == (first.ruling, first.key)
    assert desk.answer(escalation.id, officer, "Another") is NotDone.ALREADY_ANSWERED


def test_only_officers_answer_and_only_with_words(
    desk: Desk, asked: DeskQuestion, asker: Person, officer: Person
):
    escalation = desk.raise_question(asked).escalation
    assert desk.answer(escalation.id, asker, WORD) is NotDone.NOT_ALLOWED
    assert desk.answer(escalation.id, officer, " \n") is NotDone.EMPTY
    assert desk.answer("nothing", officer, WORD) is NotDone.UNKNOWN


def test_the_asker_may_take_the_question_back_while_it_is_open(
    desk: Desk, asked: DeskQuestion, asker: Person, officer: Person
):
    escalation = desk.raise_question(asked).escalation
    desk.shown(escalation.id, SLACK_DESK.at("17.1"))
    expected = Withdrawn(asked, (SLACK_DESK.at("17.1"),))
    assert desk.withdraw(escalation.id, officer.id) is NotDone.NOT_ALLOWED
    assert desk.withdraw(escalation.id, asker.id) == expected
    assert desk.withdraw(escalation.id, asker.id) == expected
    assert desk.answer(escalation.id, officer, WORD) is NotDone.ALREADY_WITHDRAWN
    assert desk.withdraw("nothing", asker.id) is NotDone.UNKNOWN


def test_an_answered_question_is_not_taken_back(
    desk: Desk, asked: DeskQuestion, asker: Person, officer: Person
):
    escalation = desk.raise_question(asked).escalation
    desk.answer(escalation.id, officer, WORD)
    assert desk.withdraw(escalation.id, asker.id) is NotDone.ALREADY_ANSWERED


def test_the_desk_is_reminded_once_after_one_working_day(desk: Desk, asked: DeskQuestion, clock):
    clock.advance(days=4)  # from Monday to Friday
    escalation = desk.raise_question(asked).escalation
    desk.shown(escalation.id, SLACK_DESK.at("17.1"))
    clock.advance(days=2)
    assert desk.reminders_due() == ()
    clock.advance(days=1)
    assert desk.reminders_due() == (Reminder(escalation, (SLACK_DESK.at("17.1"),)),)
    assert desk.reminded(escalation.id)
    assert not desk.reminded(escalation.id)
    assert desk.reminders_due() == ()


def test_nobody_is_reminded_of_what_is_answered(
    desk: Desk, asked: DeskQuestion, officer: Person, clock
):
    escalation = desk.raise_question(asked).escalation
    desk.answer(escalation.id, officer, WORD)
    clock.advance(days=7)
    assert desk.reminders_due() == ()
    assert not desk.reminded(escalation.id)


def test_the_word_on_a_question_that_was_forgotten_is_not_delivered(
    desk: Desk, database: Database, asked: DeskQuestion, asker: Person, officer: Person
):
    escalation = desk.raise_question(asked).escalation
    forget(database, asker.id)
    assert desk.answer(escalation.id, officer, WORD) is NotDone.UNKNOWN


def test_a_ruling_can_be_made_quotable_once_in_the_desks_own_words(
    desk: Desk, database: Database, asked: DeskQuestion, officer: Person
):
    word = desk.answer(desk.raise_question(asked).escalation.id, officer, WORD)
    facts = {"reference": "PDD-R §1", "question": "May staff keep parrots?", "by": officer.id}
    assert desk.promote(word.ruling.id, **facts)
    assert not desk.promote(word.ruling.id, **facts)
    (ruling,) = Rulings(database).promoted()
    assert (ruling.promoted_as, ruling.promoted_question) == (
        "PDD-R §1",
        "May staff keep parrots?",
    )


def test_the_log_tells_what_happened_without_a_word_of_it(
    desk: Desk, database: Database, asked: DeskQuestion, asker: Person, officer: Person
):
    word = desk.answer(desk.raise_question(asked).escalation.id, officer, WORD)
    lines = AuditLog(database).latest()
    assert [(line.actor, line.action) for line in lines] == [
        (f"person {officer.id}", "answered"),
        (f"person {asker.id}", "asked the desk"),
    ]
    assert lines[0].digest == word.ruling.digest


def test_without_a_place_the_desk_is_not_staffed(database: Database, desk: Desk):
    assert desk.staffed
    assert not Desk(database, WorkingCalendar(), ()).staffed
