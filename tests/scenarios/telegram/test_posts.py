"""A post that somebody forwards, replies to or photographs is the post in question."""

from __future__ import annotations

from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.telegram_emulator import Person

POST = "Historic summit today! The border is open again."


def test_a_forwarded_post_alone_gets_the_matrix_for_what_it_is_about(
    office: Office, ada: Person
) -> None:
    ada.forward(POST, origin=office.telegram.channel("Foreign Ministry", "mfa_news"))
    reply = ada.chat.wait_for_reply_sync()
    assert reply.text.startswith("At a glance.")
    assert "Understood as: foreign affairs." in reply.text
    assert "Like: personal ✕ forbidden §23.1 · official ◐ on a condition §10.2" in reply.text
    assert office.engine.asked[-1].post == POST


def test_a_post_of_someone_who_hides_their_name_is_a_post_too(ada: Person) -> None:
    ada.forward(POST, origin="Someone")
    assert ada.chat.wait_for_reply_sync().text.startswith("At a glance.")


def test_a_comment_sent_along_with_a_forward_is_the_question_about_it(
    office: Office, ada: Person
) -> None:
    office.telegram.delivery.hold()
    ada.send("May I like this?")
    ada.forward(POST, origin="Someone")
    office.telegram.delivery.release()
    ada.chat.wait_for_reply_sync(lambda seen: "foreign affairs" in seen.text or True)
    office.telegram.wait_until_sync(lambda: office.engine.asked[-1].post == POST)
    assert office.engine.asked[-1].text == "May I like this?"


def test_a_reply_to_a_forwarded_post_asks_about_it(office: Office, ada: Person) -> None:
    post = ada.forward(POST, origin="Someone")
    ada.chat.wait_for_reply_sync()
    ada.reply(post, "May I like this from my personal account?")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL]
    assert office.engine.asked[-1].post == POST


def test_a_quoted_part_of_a_post_is_the_part_in_question(office: Office, ada: Person) -> None:
    post = ada.forward(POST, origin="Someone")
    ada.chat.wait_for_reply_sync()
    ada.reply(post, "May I like this?", quote="Historic summit today!")
    ada.chat.wait_for_reply_sync()
    assert office.engine.asked[-1].post == "Historic summit today!"


def test_a_photos_caption_is_the_post(office: Office, ada: Person) -> None:
    ada.photo(POST)
    reply = ada.chat.wait_for_reply_sync()
    assert reply.text.startswith("At a glance.")
    assert office.engine.asked[-1].post == POST


def test_a_question_as_a_photos_caption_is_a_question(office: Office, ada: Person) -> None:
    ada.photo("May I like this from my personal account?")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.text.startswith("✕ The directive forbids this")


def test_a_question_in_reply_to_a_photo_asks_about_its_caption(office: Office, ada: Person) -> None:
    photo = ada.photo(POST)
    ada.chat.wait_for_reply_sync()
    ada.reply(photo, "May I like this?")
    ada.chat.wait_for_reply_sync()
    assert office.engine.asked[-1].post == POST


def test_a_forwarded_photo_without_words_is_not_met_with_silence(ada: Person) -> None:
    ada.forward(origin="Someone", photo=True)
    assert ada.chat.wait_for_reply_sync().text.startswith("I read text only.")


def test_a_post_that_no_clause_speaks_to_is_said_to_be_so(ada: Person) -> None:
    ada.forward("It will rain.", origin="Someone")
    assert ada.chat.wait_for_reply_sync().text.startswith("No clause in force speaks to this post")


def test_an_action_of_the_matrix_opens_its_clauses(ada: Person) -> None:
    ada.forward(POST, origin="Someone")
    matrix = ada.chat.wait_for_reply_sync()
    ada.press("Like")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL, known.LIKE_OFFICIAL]
    assert reply.reply_to == matrix.id


def test_ask_in_reply_to_a_post_asks_about_it(office: Office, ada: Person) -> None:
    post = ada.forward(POST, origin="Someone")
    ada.chat.wait_for_reply_sync()
    ada.reply(post, "/ask May I like this?")
    ada.chat.wait_for_reply_sync()
    assert (office.engine.asked[-1].text, office.engine.asked[-1].post) == (
        "May I like this?",
        POST,
    )
