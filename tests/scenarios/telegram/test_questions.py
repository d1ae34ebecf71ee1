"""A person asks in private, and gets the verdict and the clause."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.storage.gaps import Gaps
from bot.storage.identity import Identity
from bot.storage.people import People
from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.telegram_emulator import Person, SeenMessage


def ask(person: Person, words: str) -> SeenMessage:
    person.send(words)
    return person.chat.wait_for_reply_sync()


def test_a_question_gets_its_verdict_and_the_clause_word_for_word(ada: Person) -> None:
    reply = ask(ada, "May I like a post from my personal account?")
    assert reply.text.startswith("✕ The directive forbids this on a personal account.")
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL]
    assert "MFA-SMD v2 §23.1 · Article 23 Reactions" in reply.text
    assert "version 2, in force since 1 March 2026" in reply.text
    assert reply.pieces("underline") == ["shall not"]


def test_what_depends_shows_every_branch_and_a_button_for_each_choice(ada: Person) -> None:
    reply = ask(ada, "May I like this?")
    assert reply.text.startswith("? It depends on which account it is.")
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL, known.LIKE_OFFICIAL]
    assert reply.labels[:2] == ("Personal account", "Official account")


def test_an_item_of_a_list_is_quoted_with_the_words_that_rule(ada: Person) -> None:
    reply = ask(ada, "May the embassy like a party's post?")
    assert reply.pieces("blockquote") == [f"{known.PARTIES_LEAD}\npolitical parties;"]
    assert reply.pieces("underline") == ["shall not"]


def test_information_is_quoted_without_a_verdict(ada: Person) -> None:
    reply = ask(ada, "What is the purpose of all this?")
    assert reply.text.startswith("The directive says:")
    assert reply.pieces("blockquote") == [known.PURPOSE]


def test_what_no_clause_covers_is_said_and_nothing_is_quoted(office: Office, ada: Person) -> None:
    reply = ask(ada, "Can I sing karaoke?")
    assert reply.text.startswith("No clause was found that speaks to this.")
    assert "Nearest, but not an answer: MFA-SMD v2 §23.2" in reply.text
    assert reply.pieces("blockquote", "expandable_blockquote") == []
    assert "Ask the desk" in reply.labels
    person = People(office.database).find(Identity.telegram(ada.id))
    assert person is not None
    gaps = Gaps(office.database, keep_questions=True).since(datetime(2020, 1, 1, tzinfo=UTC))
    assert [gap.question for gap in gaps if gap.person_id == person.id] == ["Can I sing karaoke?"]


def test_a_fault_of_the_engine_is_told_by_its_number(ada: Person) -> None:
    reply = ask(ada, "broken")
    assert "Incident ab12cd34" in reply.text
    assert reply.buttons == ()


def test_a_bug_in_a_listener_is_told_too_after_some_tries(ada: Person) -> None:
    ada.send("explode")
    reply = ada.chat.wait_for_reply_sync(timeout=15)
    assert reply.text.startswith("Something went wrong on our side")


def test_the_rule_that_decided_between_two_clauses_is_told(ada: Person) -> None:
    reply = ask(ada, "May I like a post of the Ministry?")
    line = "MFA-SMD v2 §23.4 prevails over MFA-SMD v2 §23.1: the text makes it an exception."
    assert line in reply.text


def test_markup_in_a_clause_is_shown_as_it_is_written(ada: Person) -> None:
    reply = ask(ada, "What about markup?")
    assert reply.pieces("blockquote") == [known.TRICKY]


def test_a_clause_too_long_for_a_message_is_cut_at_its_ends_and_nothing_is_lost(
    ada: Person,
) -> None:
    ada.send("Which record do I keep?")
    last = ada.chat.wait_for_reply_sync(lambda seen: bool(seen.buttons))
    replies = ada.chat.replies()
    pieces = [p for reply in replies for p in reply.pieces("expandable_blockquote")]
    assert "".join(pieces) == known.LONG
    assert len(replies) > 2
    assert all(piece.endswith("\n") for piece in pieces[:-1])
    assert replies[-1].id == last.id


def test_a_follow_up_is_understood_from_the_question_before(ada: Person) -> None:
    ask(ada, "May I like this?")
    reply = ask(ada, "and on an official account?")
    assert reply.text.startswith("◐ The directive allows this on a condition")


def test_a_reply_to_an_older_answer_follows_that_one(office: Office, ada: Person) -> None:
    older = ask(ada, "May I like this?")
    ask(ada, "What is the purpose?")
    ada.reply(older, "and on a personal account?")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.text.startswith("✕ The directive forbids this on a personal account.")


def test_an_edited_question_gets_its_answer_corrected_in_place(ada: Person) -> None:
    question = ada.send("Can I sing karaoke?")
    first = ada.chat.wait_for_reply_sync()
    ada.edit(question, "Can I like it from my official account?")
    second = ada.chat.wait_for_reply_sync()
    assert second.id == first.id
    assert second.pieces("blockquote") == [known.LIKE_OFFICIAL]
    assert len(ada.chat.replies()) == 1


def test_an_edit_that_a_clause_covers_strikes_the_gap(office: Office, ada: Person) -> None:
    question = ada.send("Can I sing karaoke in the rain?")
    ada.chat.wait_for_reply_sync()
    ada.edit(question, "What is the purpose?")
    ada.chat.wait_for_reply_sync()
    gaps = Gaps(office.database, keep_questions=True).since(datetime(2020, 1, 1, tzinfo=UTC))
    assert "Can I sing karaoke in the rain?" not in [gap.question for gap in gaps]


def test_an_edit_to_a_shorter_answer_takes_the_spare_messages_away(ada: Person) -> None:
    question = ada.send("Which record do I keep?")
    ada.chat.wait_for_reply_sync(lambda seen: bool(seen.buttons))
    before = len(ada.chat.from_bot())
    ada.edit(question, "What is the purpose?")
    first = ada.chat.wait_for_reply_sync(lambda seen: known.PURPOSE in seen.text)
    ada.send("/help")
    ada.chat.wait_for_reply_sync()
    assert len(ada.chat.from_bot()) < before
    assert first.buttons


def test_questions_in_a_row_are_answered_in_their_order(ada: Person) -> None:
    ada.send("What is the purpose?")
    ada.send("Can I sing karaoke?")
    ada.send("May I like it from my personal account?")
    ada.chat.wait_for_reply_sync(lambda seen: "forbids" in seen.text)
    told = [message.text.splitlines()[0] for message in ada.chat.from_bot()[-3:]]
    assert told == [
        "The directive says:",
        "No clause was found that speaks to this. What no clause mentions is not thereby allowed.",
        "✕ The directive forbids this on a personal account.",
    ]


def test_what_cannot_be_read_is_said(ada: Person) -> None:
    ada.photo()
    reply = ada.chat.wait_for_reply_sync()
    assert reply.text.startswith("I read text only.")


def test_a_file_without_words_is_not_met_with_silence(ada: Person) -> None:
    ada.document("draft.pdf", b"%PDF")
    assert ada.chat.wait_for_reply_sync().text.startswith("I read text only.")


def test_two_questions_in_one_message_get_an_answer_each(ada: Person) -> None:
    ada.send(
        "May I like a post from my personal account? What is the purpose of a Facebook campaign?"
    )
    ada.chat.wait_for_reply_sync(lambda message: message.text.startswith("The directive says:"))
    first, second = ada.chat.replies()
    assert first.pieces("blockquote") == [known.LIKE_PERSONAL]
    assert second.pieces("blockquote") == [known.PURPOSE]
