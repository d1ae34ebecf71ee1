"""How an answer was found: ``ask --explain``, and "why?" in a chat."""

from __future__ import annotations

import pytest

from tests.bot.console.conftest import Attache

RECORDS = "How long are records kept?"
EXPLAINED = ["kind of question: ", "situation known: ", "confidence: ", "\nfound", "\n clause"]


def explained(said: str) -> bool:
    """Whether all parts of an explanation stand there, in their order."""
    places = [said.find(part) for part in EXPLAINED]
    return min(places) >= 0 and places == sorted(places)


def test_an_explanation_follows_the_answer(attache: Attache) -> None:
    done = attache("ask", "--explain", RECORDS)
    assert done.exit_code == 0
    answer, _, why = done.stdout.partition("kind of question")
    assert "The records of an official account shall be kept for 7 years." in answer
    assert explained("kind of question" + why)
    first = why[why.index("clause") :].splitlines()[1]
    assert first.startswith(" MFA-SMD v2 §15.2")


def test_clauses_that_were_rejected_are_listed_too(attache: Attache) -> None:
    done = attache("ask", "--explain", "What is the student visa fee?")
    assert done.exit_code == 3
    assert "No clause was found that speaks to this" in done.stdout
    assert explained(done.stdout)
    assert "\nrejected" in done.stdout


def test_without_the_option_nothing_is_explained(attache: Attache) -> None:
    assert "confidence" not in attache("ask", RECORDS).stdout


@pytest.mark.parametrize("asked", ["why?", "Why is that?", "pourquoi ?", "ለምን?"])
def test_why_shows_how_the_last_answer_was_found(attache: Attache, asked: str) -> None:
    done = attache("chat", given=f"{RECORDS}\n{asked}\n\n")
    assert done.exit_code == 0
    _, answer, why, _ = done.stdout.split("›")
    assert "kept for 7 years" in answer
    assert not explained(answer)
    assert explained(why)


def test_why_is_of_the_question_as_it_stands_after_a_choice(attache: Attache) -> None:
    done = attache("chat", given="May I like this post?\n1\nwhy?\n\n")
    assert "account: personal" in done.stdout.split("›")[3]


def test_why_before_any_answer_is_a_question_like_any_other(attache: Attache) -> None:
    done = attache("chat", given="why?\n\n")
    assert done.exit_code == 0
    assert "confidence" not in done.stdout
