"""What was asked last, for follow-ups and for the buttons under an answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.storage.conversations import Conversations, Turn
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.receipts import Answered, Receipts
from knowledge.situation import Situation

THREAD = Address(Platform.SLACK, "C1", thread="17.1", team="T1")


@pytest.fixture
def conversations(database: Database) -> Conversations:
    return Conversations(database, remembered_for=timedelta(minutes=30))


def turn(database: Database, person_id: int, question: str, where: Address = THREAD) -> Turn:
    receipt = Receipts(database, keep_questions=False).write(
        Answered(person_id, Platform.SLACK, question, "ruled", "s1")
    )
    return Turn(
        receipt_id=receipt,
        person_id=person_id,
        where=where.at("17.5"),
        question=question,
        post="A rally in the capital",
        situation=Situation(action="like", approved=False, day=date(2026, 11, 9)),
        day=date(2026, 11, 9),
        chosen=Situation(account="personal"),
    )


def test_a_follow_up_finds_the_last_turn_of_its_thread(
    database: Database, conversations, person, clock
):
    conversations.remember(turn(database, person.id, "May I like it?"))
    clock.advance(minutes=1)
    last = turn(database, person.id, "And share it?")
    conversations.remember(last)
    assert conversations.latest(THREAD) == last
    assert conversations.latest(Address(Platform.SLACK, "C1", thread="18.1", team="T1")) is None


def test_in_a_group_each_can_follow_up_their_own_question(
    database: Database, conversations, person, colleague, clock
):
    mine = turn(database, person.id, "May I like it?")
    conversations.remember(mine)
    clock.advance(minutes=1)
    conversations.remember(turn(database, colleague.id, "May I share it?"))
    assert conversations.latest(THREAD, person_id=person.id) == mine


def test_a_button_finds_the_turn_of_its_own_answer_not_the_last_one(
    database: Database, conversations, person
):
    first = turn(database, person.id, "May I like it?")
    conversations.remember(first)
    conversations.remember(turn(database, person.id, "And share it?"))
    assert conversations.of_receipt(first.receipt_id) == first


def test_a_turn_is_forgotten_after_a_while(database: Database, conversations, person, clock):
    asked = turn(database, person.id, "May I like it?")
    conversations.remember(asked)
    clock.advance(minutes=30)
    assert conversations.latest(THREAD) is None
    assert conversations.of_receipt(asked.receipt_id) is None


def test_a_choice_made_by_button_takes_the_place_of_the_turn(
    database: Database, conversations, person
):
    asked = turn(database, person.id, "May I like it?")
    conversations.remember(asked)
    chosen = Turn(asked.receipt_id, person.id, asked.where, asked.question, follows="abc")
    conversations.remember(chosen)
    assert conversations.latest(THREAD) == chosen


def test_choices_that_have_ended_are_kept_with_their_answer(
    database: Database, conversations, person, colleague
):
    mine, other = (turn(database, one.id, "May I like it?") for one in (person, colleague))
    conversations.remember(mine)
    conversations.remember(other)
    conversations.end_choices(person.id)
    assert conversations.of_receipt(mine.receipt_id) == replace(mine, ended=True)
    assert conversations.of_receipt(other.receipt_id) == other
