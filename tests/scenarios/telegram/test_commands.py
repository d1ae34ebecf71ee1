"""Every command, right and wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.storage.changed_clauses import ChangedClause
from bot.storage.receipts import Receipts
from bot.storage.role import Role
from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.scenarios.telegram.test_questions import ask
from tests.telegram_emulator import Person


def test_start_and_help_say_how_to_ask(ada: Person) -> None:
    for command in ("/start", "/help"):
        reply = ask(ada, command)
        assert reply.text.startswith("Ask a question about the social media directive")
        assert "In a group I see commands and replies to my messages only" in reply.text


def test_ask_takes_the_question_behind_it(ada: Person) -> None:
    assert ask(ada, "/ask What is the purpose?").pieces("blockquote") == [known.PURPOSE]


def test_ask_alone_says_how_to_use_it(ada: Person) -> None:
    assert ask(ada, "/ask").text.startswith("Write the question after the command")


@pytest.mark.parametrize("written", ["23.1", "§23.1", "MFA-SMD v2 §23.1", "article 23.1"])
def test_a_clause_is_shown_by_its_number(ada: Person, written: str) -> None:
    reply = ask(ada, f"/clause {written}")
    assert reply.text.startswith("The directive says:")
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL]


def test_a_tapped_clause_command_works_too(ada: Person) -> None:
    assert ask(ada, "/clause_23_1").pieces("blockquote") == [known.LIKE_PERSONAL]


def test_an_unknown_number_is_said_to_be_unknown(ada: Person) -> None:
    assert ask(ada, "/clause 77.7").text == "No clause in force has the number 77.7."


def test_clause_alone_says_how_to_use_it(ada: Person) -> None:
    assert ask(ada, "/clause").text.startswith("Write the clause's number")


def test_a_link_opens_a_clause(ada: Person) -> None:
    ada.start("c_10-3-a")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.pieces("blockquote") == [f"{known.PARTIES_LEAD}\npolitical parties;"]


def test_the_matrix_can_be_narrowed_by_words(ada: Person) -> None:
    assert "personal ✕ forbidden" in ask(ada, "/matrix").text
    narrowed = ask(ada, "/matrix official account").text
    assert "personal" not in narrowed
    assert "official ◐ on a condition" in narrowed


def test_countries_are_compared(ada: Person) -> None:
    reply = ask(ada, "/compare like")
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL, known.KENYAN]
    assert "At home: ✕ forbidden" in reply.text
    assert "Kenya: ✓ permitted, less strict than at home" in reply.text
    assert "No clause on record speaks to it: Egypt." in reply.text
    assert "A summary, not the official text." in reply.text


def test_what_no_text_speaks_to_is_not_compared(ada: Person) -> None:
    assert ask(ada, "/compare juggling").text.startswith("No text on record speaks to “juggling”")


def test_compare_alone_says_how_to_use_it(ada: Person) -> None:
    assert ask(ada, "/compare").text.startswith("Write the action after the command")


def test_a_profile_makes_the_account_known(ada: Person) -> None:
    ask(ada, "/profile")
    press = ada.press("Personal account")
    assert press.wait_for_answer_sync().text == "Saved."
    shown = ada.chat.wait_for_reply_sync(lambda seen: "✓ Personal account" in seen.labels)
    assert "Account: personal account" in shown.text
    assert ask(ada, "May I like this?").text.startswith("✕ The directive forbids this")


def test_a_profile_keeps_role_and_posting(office: Office, ada: Person) -> None:
    ask(ada, "/profile Kenya")
    ada.press("Diplomat")
    ada.chat.wait_for_reply_sync(lambda seen: "✓ Diplomat" in seen.labels)
    ask(ada, "May I like this?")
    assert office.engine.asked[-1].profile.role == "diplomat"
    assert office.engine.asked[-1].profile.country == "Kenya"


def test_being_told_of_changes_is_switched_on_and_off(ada: Person) -> None:
    ask(ada, "/whatsnew")
    ada.press("Tell me of changes")
    ada.chat.wait_for_reply_sync(lambda seen: "Stop telling me" in seen.labels)
    press = ada.press("Stop telling me")
    assert press.wait_for_answer_sync().text == "You will not be told of changes."


def test_subscribing_and_unsubscribing_are_commands_too(office: Office, ada: Person) -> None:
    assert ask(ada, "/subscribe").text == "You will be told here when the directive changes."
    ask(ada, "/whatsnew")
    ada.chat.wait_for_reply_sync(lambda seen: "Stop telling me" in seen.labels)
    assert ask(ada, "/unsubscribe").text == "You will not be told of changes."


def test_an_answer_whose_clause_changed_is_named(office: Office, ada: Person) -> None:
    ask(ada, "What is the purpose?")
    digest = known.Q11.clause.digest
    clause = ChangedClause(
        1, "MFA-SMD", "1.1", digest, True, "20270101-0900-new", "Reworded.", date(2027, 1, 1)
    )
    Receipts(office.database, keep_questions=True).mark_changed(clause)
    listed = ask(ada, "/whatsnew").text
    assert "MFA-SMD v2 §1.1 reads otherwise since you were told of it. Reworded." in listed


def test_a_receipt_proves_what_was_told(ada: Person) -> None:
    answer = ask(ada, "May I like a post from my personal account?")
    receipt = ask(ada, answer.pieces("bot_command")[-1])
    assert "Asked: May I like a post from my personal account?" in receipt.text
    assert "Answer: forbidden" in receipt.text
    assert f"from snapshot {known.SNAPSHOT}" in receipt.text
    assert "MFA-SMD v2 §23.1 reads the same today" in receipt.text


def test_a_receipt_tells_that_its_clause_reads_otherwise_today(office: Office, ada: Person) -> None:
    answer = ask(ada, "What is the aim?")
    clause = replace(known.Q11.clause, text="The purpose is another one.")
    office.engine.clauses["1.1"] = replace(known.Q11, clause=clause)
    try:
        receipt = ask(ada, answer.pieces("bot_command")[-1])
    finally:
        office.engine.clauses["1.1"] = known.Q11
    assert "MFA-SMD v2 §1.1 reads otherwise today" in receipt.text


def test_the_latest_receipts_are_listed(ada: Person) -> None:
    assert ask(ada, "/receipt").text == "No answers of yours are on record."
    answer = ask(ada, "What is the aim?")
    assert answer.pieces("bot_command")[-1] in ask(ada, "/receipt").text


def test_a_receipt_is_shown_to_its_owner_and_to_the_desk(office: Office, ada: Person) -> None:
    name = ask(ada, "What is the aim?").pieces("bot_command")[-1]
    other, officer = office.diplomat(), office.stranger()
    office.served.let_in(officer, role=Role.DESK)
    assert ask(other, name).text.startswith("There is no such receipt of yours.")
    assert "MFA-SMD v2 §1.1" in ask(officer, name).text


def test_forget_asks_first_and_then_really_forgets(ada: Person) -> None:
    name = ask(ada, "What is the aim?").pieces("bot_command")[-1]
    reply = ask(ada, "/forget")
    assert reply.labels == ("Delete everything", "Keep it")
    ada.press("Delete everything")
    ada.chat.wait_for_reply_sync(lambda seen: seen.text.startswith("Deleted:"))
    assert ask(ada, name).text.startswith("There is no such receipt of yours.")
    assert ask(ada, "What is the aim?").pieces("blockquote") == [known.PURPOSE]


def test_forget_can_be_declined(ada: Person) -> None:
    name = ask(ada, "What is the aim?").pieces("bot_command")[-1]
    ask(ada, "/forget")
    ada.press("Keep it")
    ada.chat.wait_for_reply_sync(lambda seen: seen.text == "Nothing was deleted.")
    assert "MFA-SMD v2 §1.1" in ask(ada, name).text


def test_an_unknown_command_is_said_to_be_one(ada: Person) -> None:
    assert ask(ada, "/dance").text == "There is no such command. /help lists them."


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Ask a question about the directive"),
        ("fr", "Poser une question sur la directive"),
        ("am", "ስለ መመሪያው ጥያቄ ይጠይቁ"),
        ("de", "Ask a question about the directive"),
    ],
)
def test_the_menu_speaks_the_persons_language(office: Office, language: str, first: str) -> None:
    person = office.diplomat(language)
    menu = person.chat.commands_for(person)
    assert (menu[0].command, menu[0].description) == ("ask", first)
    assert {line.command for line in menu} >= {"receipt", "forget", "profile"}


def test_the_menu_of_groups_has_nothing_private(office: Office, ada: Person) -> None:
    menu = office.telegram.group("Team", ada).commands_for(ada)
    assert [line.command for line in menu] == [
        "ask",
        "clause",
        "matrix",
        "compare",
        "whatsnew",
        "help",
    ]
