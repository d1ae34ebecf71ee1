"""Follow-ups lean on the question before them."""

from __future__ import annotations

import pytest

from bot.answering.answer import Quoted, Ruled, Verdict
from bot.answering.engine import Engine
from bot.answering.question import Question
from bot.evaluation.golden import quotes_of
from knowledge.situation import Situation

FIRST = Question("May I like a post of a political party from my own page?")


def test_another_account_is_answered_for_the_same_act(engine: Engine) -> None:
    answer = engine.answer(Question("and from the embassy's page?", before=FIRST))
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.FORBIDDEN
    assert quotes_of(answer)[0].clause.ref.number.startswith("10.3")


def test_another_topic_is_answered_for_the_same_act(engine: Engine) -> None:
    before = Question("May I like this post from my personal account?")
    answer = engine.answer(Question("what if it is about football?", before=before))
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.PERMITTED


@pytest.mark.parametrize("asked", ["And may we boost it?", "and if PDD refuses?", "and on X?"])
def test_an_approval_is_of_one_question_alone(engine: Engine, asked: str) -> None:
    streamed = Question(
        "May the embassy livestream the reception?", chosen=Situation(approved=True)
    )
    answer = engine.answer(Question(asked, before=streamed))
    assert not isinstance(answer, Ruled) or answer.verdict is not Verdict.PERMITTED


def test_an_approval_that_was_told_is_of_that_question_alone(engine: Engine) -> None:
    before = Question("PDD approved it. May the embassy block this troll?")
    answer = engine.answer(Question("And that other user?", before=before))
    assert isinstance(answer, Ruled)
    assert answer.situation.approved is None
    assert answer.verdict is not Verdict.PERMITTED


def test_a_whole_question_stands_alone(engine: Engine) -> None:
    answer = engine.answer(
        Question("How long are the records of an official account kept?", before=FIRST)
    )
    assert isinstance(answer, Quoted)
    assert answer.quotes[0].clause.ref.number == "15.2"
