"""What a command is told besides the question: it counts, or it is refused; nothing is lost."""

from __future__ import annotations

import json

import pytest

from bot.answering.engine import UnknownNameError
from bot.answering.wording import situation_words
from knowledge.situation import Situation
from tests.bot.console.conftest import Attache

LIKE = '{"question": "May I like this post?"}'


@pytest.mark.parametrize("command", [("ask", "May I like it?"), ("chat",), ("matrix",)])
def test_an_account_that_is_none_is_refused_with_those_that_are_known(
    attache: Attache, command: tuple[str, ...]
) -> None:
    done = attache(*command, "--account", "private")
    assert isinstance(done.exception, UnknownNameError)
    assert str(done.exception) == "'private' names no account that is known"
    assert done.exception.remedy == "Known are: personal, official."


def test_an_account_goes_by_other_words_too(attache: Attache) -> None:
    done = attache("ask", "--json", "--account", "Private account", "May I like this post?")
    assert json.loads(done.stdout)["situation"]["account"] == "personal"


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("account", "Known are: personal, official."),
        ("role", "head of mission"),
        ("topic", "foreign affairs"),
    ],
)
def test_a_line_with_a_name_that_is_none_is_refused_and_the_next_one_is_answered(
    attache: Attache, key: str, known: str
) -> None:
    wrong = json.dumps({"question": "May I like this post?", key: "frobnicator"})
    done = attache("ask", "--jsonl", given=f"{wrong}\n{LIKE}\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["outcome"], first["question"]) == ("refused", wrong)
    assert first["reason"].startswith(f"'frobnicator' names no {key} that is known. ")
    assert known in first["reason"]
    assert second["outcome"] == "ruled"


def test_what_a_line_leaves_open_the_options_say(attache: Attache) -> None:
    lines = [
        '{"question": "May I like this post?"}',
        '{"question": "May I like this post?", "account": "personal"}',
    ]
    done = attache("ask", "--jsonl", "--account", "official", given="\n".join(lines))
    accounts = [json.loads(line)["situation"]["account"] for line in done.stdout.splitlines()]
    assert accounts == ["official", "personal"]


def test_the_post_and_the_day_of_the_options_count_for_every_line(attache: Attache) -> None:
    done = attache(
        "ask", "--jsonl", "--as-of", "2025-06-01", "--post", "Vote for our candidate!",
        given=LIKE + '\n{"question": "May I like this post?", "date": "2026-06-01"}\n',
    )  # fmt: skip
    before, after = map(json.loads, done.stdout.splitlines())
    assert {quote["version"] for quote in before["quotes"]} == {"1"}
    assert {quote["version"] for quote in after["quotes"]} == {"2"}
    assert before["situation"]["topic"]


def test_the_day_counts_for_every_line_of_a_search(attache: Attache) -> None:
    done = attache("search", "--jsonl", "--as-of", "2025-06-01", given=LIKE)
    hits = json.loads(done.stdout)["hits"]
    assert all(hit["id"].startswith("MFA-SMD v1") for hit in hits if hit["directive"] == "MFA-SMD")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask", "--jsonl", "--explain"), "leave out --json and --jsonl"),
        (("ask", "--json", "--explain", "x"), "leave out --json and --jsonl"),
        (("ask", "--json", "--jsonl"), "choose one of them"),
        (("ask", "--jsonl", "May I like it?"), "reads the questions from its input"),
        (("search", "--jsonl", "May I like it?"), "reads the questions from its input"),
        (("ask", "--jsonl", "--as-of", "yesterday"), "takes a day such as"),
        (("search", "--jsonl", "--as-of", "yesterday"), "takes a day such as"),
    ],
)
def test_options_that_would_not_count_are_refused(
    attache: Attache, words: tuple[str, ...], told: str
) -> None:
    done = attache(*words, given=LIKE)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


def test_an_account_of_another_vocabulary_has_words_too() -> None:
    assert situation_words(Situation(account="shared_desk")) == "shared desk"
