"""The buttons under an answer change it in place."""

from __future__ import annotations

import pytest

from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.scenarios.telegram.test_questions import ask
from tests.telegram_emulator import Person


def test_a_choice_narrows_the_answer_in_place(ada: Person) -> None:
    asked = ask(ada, "May I like this?")
    ada.press("Personal account")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.id == asked.id
    assert reply.text.startswith("✕ The directive forbids this on a personal account.")
    assert "Personal account" not in reply.labels


def test_the_receipt_tells_of_the_answer_that_was_chosen(ada: Person) -> None:
    ask(ada, "May I like this?")
    ada.press("Official account")
    reply = ada.chat.wait_for_reply_sync()
    receipt = reply.pieces("bot_command")[-1]
    told = ask(ada, receipt)
    assert "Answer: conditional" in told.text


def test_why_shows_the_words_that_decided_and_hides_them_again(ada: Person) -> None:
    ask(ada, "May I like a post from my personal account?")
    ada.press("Why?")
    reply = ada.chat.wait_for_reply_sync()
    assert "MFA-SMD v2 §23.1: “shall not” makes it a prohibition." in reply.text
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL]
    ada.press("Hide why")
    reply = ada.chat.wait_for_reply_sync()
    assert "makes it a prohibition" not in reply.text


def test_why_tells_the_condition(ada: Person) -> None:
    ask(ada, "May I like it from my official account?")
    ada.press("Why?")
    reply = ada.chat.wait_for_reply_sync()
    assert "Condition: “provided that the content concerns bilateral relations”." in reply.text


def test_more_clauses_are_shown_as_no_part_of_the_answer(ada: Person) -> None:
    ask(ada, "May I like a post from my personal account?")
    ada.press("More clauses")
    reply = ada.chat.wait_for_reply_sync()
    assert "Other clauses that came near, not part of the answer:" in reply.text
    assert known.ENDORSES in reply.pieces("blockquote")
    ada.press("Fewer clauses")
    assert known.ENDORSES not in ada.chat.wait_for_reply_sync().text


def test_the_nearest_clauses_of_an_uncovered_question_can_be_read(ada: Person) -> None:
    ask(ada, "Can I sing karaoke?")
    ada.press("Read the nearest clauses")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.pieces("blockquote") == [known.ENDORSES]


def test_a_vote_is_shown_on_its_button(office: Office, ada: Person) -> None:
    ask(ada, "What is the purpose?")
    press = ada.press("Helpful")
    assert press.wait_for_answer_sync().text == "Thank you."
    reply = ada.chat.wait_for_reply_sync(lambda seen: "✓ Helpful" in seen.labels)
    assert "Not helpful" in reply.labels


def test_a_vote_can_be_changed(ada: Person) -> None:
    ask(ada, "What is the purpose?")
    ada.press("Helpful")
    ada.chat.wait_for_reply_sync(lambda seen: "✓ Helpful" in seen.labels)
    press = ada.press("Not helpful")
    assert press.wait_for_answer_sync().text == "Thank you. You can also ask the desk."
    reply = ada.chat.wait_for_reply_sync(lambda seen: "✓ Not helpful" in seen.labels)
    assert "Helpful" in reply.labels


def test_a_vote_stays_when_why_is_unfolded(ada: Person) -> None:
    ask(ada, "What is the purpose?")
    ada.press("Helpful")
    ada.chat.wait_for_reply_sync(lambda seen: "✓ Helpful" in seen.labels)
    ada.press("Why?")
    reply = ada.chat.wait_for_reply_sync(lambda seen: "Hide why" in seen.labels)
    assert "✓ Helpful" in reply.labels


def test_the_same_vote_twice_changes_nothing_and_still_answers(ada: Person) -> None:
    ask(ada, "What is the purpose?")
    ada.press("Helpful")
    ada.chat.wait_for_reply_sync(lambda seen: "✓ Helpful" in seen.labels)
    press = ada.press("✓ Helpful")
    assert press.wait_for_answer_sync().text == "Thank you."


@pytest.mark.usefixtures("office")
def test_a_button_of_an_old_screen_still_works(ada: Person) -> None:
    ask(ada, "May I like this?")
    ada.press("Personal account")
    ada.chat.wait_for_reply_sync(lambda seen: "forbids" in seen.text)
    ada.press("Official account", stale=True)
    reply = ada.chat.wait_for_reply_sync(lambda seen: "condition" in seen.text)
    assert reply.pieces("blockquote") == [known.LIKE_OFFICIAL]


def test_a_button_whose_question_is_forgotten_says_so(office: Office, ada: Person) -> None:
    answered = ask(ada, "May I like this?")
    ada.command("forget")
    ada.chat.wait_for_reply_sync()
    ada.press("Delete everything")
    ada.chat.wait_for_reply_sync(lambda seen: "Deleted:" in seen.text)
    press = ada.press("Why?", message=answered)
    assert "too old" in press.wait_for_answer_sync().text
