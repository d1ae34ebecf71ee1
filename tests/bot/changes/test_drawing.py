"""How a digest and a note look on each channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.question import Question
from bot.changes.digest import Digest, Line, Part, digest_of
from bot.slack_channel.change_messages import above as above_in_slack
from bot.slack_channel.render.answer import render as slack_answer
from bot.slack_channel.render.digest import digest_message
from bot.slack_channel.render.elements import section
from bot.telegram_channel.change_messages import above, digest_text
from bot.telegram_channel.render.answer import render as telegram_answer
from bot.telegram_channel.render.message import TEXT_LIMIT, OutMessage
from bot.telegram_channel.render.rich_text import bold, plain
from knowledge.revision.change import ChangeKind
from knowledge.revision.compare import compare
from tests.knowledge.revision.editing import NEW_TEXT, OLD_TEXT, edition
from tests.scenarios.telegram.model_engine import LIKE_PERSONAL, ModelEngine
from tests.slack_emulator.judge import judge_message_blocks

DAY = date(2026, 11, 9)
OLD = edition("1", OLD_TEXT[1], OLD_TEXT[0], "The Ministry keeps a list.", "Staff report monthly.")
NEW = edition("2", "Accounts are named.", *reversed(NEW_TEXT), "The Ministry keeps a list.")
LINES = tuple(
    Line(ChangeKind.HARDENED, f"{number}.1", "Article", "“may” → “shall not” " + "x" * 170)
    for number in range(1, 41)
)
LONG = Digest(DAY, False, (Part("D", "D v1 → D v2", DAY, LINES, 3),))


def test_the_most_telling_changes_come_first_and_numbers_are_only_counted() -> None:
    digest = digest_of(compare([OLD], [OLD, NEW]), DAY)
    assert digest is not None
    assert digest_text(digest).text.split("\n\n") == [
        "What changed on 9 November 2026",
        "D v1 → D v2\nIn force since 1 January 2022.",
        "Hardened\n§1.3: permission “may” → prohibition “shall not”; before: §1.2",
        "Deadline changed\n§1.2: 3 days → 2 days (shorter); before: §1.1",
        "Added\n§1.1 · Article 1 Posts",
        "Removed\n§1.4 · Article 1 Posts",
        "1 more clause has only another number or place.",
        "Read a clause: /clause D 1.3",
    ]


def test_a_version_of_a_later_day_says_until_when_the_text_before_holds() -> None:
    part = replace(LONG.parts[0], since=date(2027, 3, 1))
    text = digest_text(replace(LONG, parts=(part,))).text
    assert "In force from 1 March 2027; until then the text before it holds." in text


def test_a_directive_that_is_new_is_told_in_a_line() -> None:
    digest = digest_of(compare([], [NEW]), DAY)
    assert digest is not None
    assert digest_text(digest).text.splitlines()[2:] == [
        "D v2 is new",
        "In force since 1 January 2022.",
    ]


def test_a_digest_that_is_taken_back_lists_nothing() -> None:
    text = digest_text(replace(LONG, back=True)).text
    assert text == (
        "Taken back on 9 November 2026\n\nD v1 → D v2\n"
        "This update does not hold any more; the text before it does."
    )


def test_a_long_digest_is_one_message_and_says_how_many_are_left_out() -> None:
    text = digest_text(LONG)
    assert text.units <= TEXT_LIMIT
    assert "… and 28 more changes." in text.text
    assert "3 more clauses have only another number or place." in text.text
    assert text.text.endswith("Read a clause: /clause D 1.1")
    message = digest_message(LONG)
    judge_message_blocks(list(message.blocks))
    assert "… and 28 more changes." in str(message.blocks)


@pytest.fixture
def engine() -> ModelEngine:
    return ModelEngine()


def test_a_note_alters_nothing_of_the_answer_below_it(engine: ModelEngine) -> None:
    answer = engine.answer(Question("May I like this on my personal account?"))
    (before,) = telegram_answer(answer, receipt="7k3m9x2p4q")
    after = above(before, bold("This has changed. 😀"))
    assert after is not None
    assert after.text.endswith(before.text)
    assert after.keyboard == before.keyboard
    encoded = after.text.encode("utf-16-le")
    quotes = [
        encoded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
        for one in after.entities
        if one.kind == "blockquote"
    ]
    assert quotes == [LIKE_PERSONAL]
    (there,) = slack_answer(answer, receipt="7k3m9x2p4q")
    noted = above_in_slack(there, (section("This has changed."),))
    assert noted is not None
    assert noted.blocks[1:] == there.blocks


def test_a_note_that_does_not_fit_leaves_the_message_alone() -> None:
    assert above(OutMessage("x" * TEXT_LIMIT), plain("This has changed.")) is None
