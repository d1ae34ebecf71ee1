"""Facts are asked for in a sentence, and an answer that could be misread is not taken."""

from __future__ import annotations

from datetime import date

import pytest

from bot.publishing.facts import Misread, missing_of, question_of, read_answer
from knowledge.directive import Directive

LIVE = (Directive("TEST", "A test", "The Ministry", "home", version="1", language="fr"),)


@pytest.mark.parametrize(
    ("key", "text", "stored"),
    [
        ("version", "v2", "2"),
        ("version", " Version 2.1 ", "2.1"),
        ("in_force_from", "1 March 2026", "2026-03-01"),
        ("in_force_from", "March 1st, 2026", "2026-03-01"),
        ("in_force_from", "2026-03-01", "2026-03-01"),
        ("rank", "Practice Note", "practice note"),
        ("language", "FR", "fr"),
        ("id", "MFA-SMD", "MFA-SMD"),
        ("title", "“On the  use of\nsocial media”", "On the use of social media"),
        ("replace", "Yes", "yes"),
    ],
)
def test_an_answer_is_stored_in_one_form(key: str, text: str, stored: str) -> None:
    assert read_answer(key, text) == stored


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("version", "the second one"),
        ("in_force_from", "01/03/2026"),
        ("in_force_from", "2026-02-30"),
        ("in_force_from", "soon"),
        ("rank", "law"),
        ("language", "French"),
        ("id", "../../etc"),
        ("id", "our social media rules"),
        ("replace", "perhaps"),
        ("title", "  "),
        ("issuer", "x" * 201),
    ],
)
def test_an_answer_that_cannot_be_taken_says_what_would_help(key: str, text: str) -> None:
    misread = read_answer(key, text)
    assert isinstance(misread, Misread)
    assert misread.sentence.endswith((".", "?"))


def test_a_new_version_of_a_live_directive_is_not_asked_for_what_stays() -> None:
    assert missing_of({"id": "TEST", "version": "2"}, LIVE) == (
        "in_force_from",
        "rank",
        "jurisdiction",
    )


def test_a_directive_that_is_not_live_yet_is_asked_for_all() -> None:
    wanted = missing_of({"id": "OTHER"}, LIVE)
    assert set(wanted) == {
        "title", "issuer", "version", "in_force_from", "rank", "jurisdiction", "language",
    }  # fmt: skip


def test_the_ranks_are_all_there_are_and_other_facts_are_only_offered() -> None:
    assert question_of("rank", {}, LIVE).choices == ("directive", "circular", "practice note")
    asked = question_of("issuer", {"id": "TEST"}, LIVE)
    assert (asked.choices, asked.offers) == ((), ("The Ministry",))
    assert question_of("in_force_from", {}, LIVE).is_date


def test_a_title_is_offered_from_the_first_heading() -> None:
    asked = question_of("title", {"id": "NEW"}, LIVE, "Order on likes")
    assert asked.offers == ("Order on likes",)


def test_a_date_that_is_stored_can_be_read_back() -> None:
    assert date.fromisoformat(str(read_answer("in_force_until", "31 December 2026"))).year == 2026
