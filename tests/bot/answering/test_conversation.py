"""What a person chose holds for the questions that come after, as far as it is still meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.answer import NotCovered, Ruled, Verdict
from bot.answering.conversation import following, still_chosen, with_choice, without_choices
from bot.answering.engine import Engine
from bot.answering.question import Question
from knowledge.situation import Situation

ASKED = Question("May I like this post?")


def chosen(**facts: str) -> Question:
    question = ASKED
    for about, option in facts.items():
        question = with_choice(question, about, option)
    return question


def test_a_choice_is_kept_apart_from_the_profile() -> None:
    question = with_choice(
        replace(ASKED, profile=Situation(role="diplomat")), "account", "official"
    )
    assert question.profile == Situation(role="diplomat")
    assert question.chosen == Situation(account="official")
    assert question.known == Situation(account="official", role="diplomat")


def test_an_approval_is_chosen_with_yes_or_no() -> None:
    assert chosen(approved="yes").chosen == Situation(approved=True)
    assert chosen(approved="no").chosen == Situation(approved=False)


def test_account_and_role_go_on_to_the_next_question() -> None:
    before = chosen(account="official", role="head_of_mission")
    after = following(Question("May I share it?"), before)
    assert after.before == before
    assert after.chosen == Situation(account="official", role="head_of_mission")


def test_topic_and_approval_do_not_go_on() -> None:
    before = chosen(topic="foreign_affairs", approved="yes")
    assert following(Question("May I share it?"), before).chosen == Situation()


def test_the_first_question_of_a_conversation_takes_nothing() -> None:
    assert following(ASKED, None) == ASKED


def test_choices_that_have_ended_help_a_follow_up_alone() -> None:
    before = without_choices(chosen(account="personal", approved="yes"))
    assert before.known == Situation(account="personal")
    assert following(Question("May I share it?"), before).chosen == Situation()


@pytest.mark.parametrize(("account", "kept"), [("personal", "personal"), ("official", None)])
def test_a_choice_ends_where_the_question_names_another_account(
    account: str, kept: str | None
) -> None:
    answer = NotCovered(chosen(account="personal"), Situation(account=account), (), "s1")
    assert still_chosen(answer).account == kept


def test_the_engine_answers_on_the_account_that_was_chosen_before(engine: Engine) -> None:
    question = following(Question("May I follow a football club?"), chosen(account="personal"))
    answer = engine.answer(question)
    assert isinstance(answer, Ruled)
    assert answer.situation.account == "personal"
    assert answer.verdict is not Verdict.DEPENDS
    assert still_chosen(answer) == Situation(account="personal")


def test_a_question_that_names_an_account_is_answered_on_that_one(engine: Engine) -> None:
    before = chosen(account="personal")
    answer = engine.answer(following(Question("May the embassy's page like this post?"), before))
    assert isinstance(answer, Ruled)
    assert answer.situation.account == "official"
    assert still_chosen(answer) == Situation()


def test_a_chosen_topic_stays_while_the_same_question_goes_on(engine: Engine) -> None:
    before = chosen(account="personal", topic="foreign_affairs")
    answer = engine.answer(following(Question("and from the embassy's page?"), before))
    assert isinstance(answer, Ruled)
    assert answer.situation.topic == "foreign_affairs"
    assert answer.situation.account == "official"
    whole = engine.answer(following(Question("May I share a video of my cat?"), before))
    assert isinstance(whole, Ruled)
    assert whole.situation.topic != "foreign_affairs"
