"""What can be pressed below an answer."""

from __future__ import annotations

from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.receipts import Receipts
from tests.scenarios.slack.conftest import Ministry
from tests.scenarios.telegram.model_engine import (
    ENDORSES,
    LIKE_OFFICIAL,
    LIKE_PERSONAL,
    SNAPSHOT,
)
from tests.slack_emulator.user import SlackUser


def test_a_choice_narrows_the_answer_in_place(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "May I like this?")
    assert answer.quotations == (LIKE_PERSONAL, LIKE_OFFICIAL)
    assert ada.press(answer, "Official account").result().acked
    narrowed = ministry.settled(ada.dm, answer, "on a condition on an official account")
    assert narrowed.quotations == (LIKE_OFFICIAL,)
    assert len(ministry.posted(ada.dm)) == 1


def test_why_shows_the_words_that_decided_and_can_be_folded(
    ministry: Ministry, ada: SlackUser
) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    ada.press(answer, "Why?").result()
    unfolded = ministry.settled(ada.dm, answer, "“shall not” makes it a prohibition")
    ada.press(unfolded, "Hide why").result()
    folded = ministry.settled(ada.dm, answer, "Why?")
    assert "makes it" not in folded


def test_more_clauses_are_marked_as_no_part_of_the_answer(
    ministry: Ministry, ada: SlackUser
) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    ada.press(answer, "More clauses").result()
    more = ministry.settled(ada.dm, answer, "not part of the answer")
    assert more.quotations == (LIKE_PERSONAL, ENDORSES)


def test_why_stays_unfolded_with_more_clauses(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    ada.press(answer, "Why?").result()
    unfolded = ministry.settled(ada.dm, answer, "makes it")
    ada.press(unfolded, "More clauses").result()
    assert "makes it" in ministry.settled(ada.dm, answer, "not part of the answer")


def test_feedback_is_thanked_for_in_private(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    answer = ministry.mention(ada, room, "May I like this on my personal account?")
    ada.press(answer, "Not helpful").result()
    assert "Thank you." in ministry.whisper(ada, room)


def test_only_the_asker_changes_an_answer(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    answer = ministry.mention(ada, room, "May I like this?")
    other.press(answer, "Personal account").result()
    assert "Only the person who asked" in ministry.whisper(other, room)
    newest = room.latest(answer)
    assert newest is not None
    assert newest.quotations == answer.quotations


def test_an_answer_is_sent_to_the_direct_message(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    answer = ministry.mention(ada, room, "May I like this on my personal account?")
    ada.press(answer, "Send to my DM").result()
    copy = ada.dm.wait_for_reply(lambda seen: bool(seen.quotations)).result()
    assert copy.quotations == (LIKE_PERSONAL,)
    assert "It is in your direct messages." in ministry.whisper(ada, room)


def test_somebody_elses_answer_can_be_taken_along(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    answer = ministry.mention(ada, room, "May I like this on my personal account?")
    other.press(answer, "Send to my DM").result()
    copy = other.dm.wait_for_reply(lambda seen: bool(seen.quotations)).result()
    assert copy.button_labels == ()


def test_a_direct_message_offers_no_copy_of_itself(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    assert answer.button_labels == (
        "Why?",
        "More clauses",
        "Ask the desk",
        "Helpful",
        "Not helpful",
    )


def test_a_choice_made_twice_does_no_harm(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "May I like this?")
    ada.press(answer, "Personal account")
    ada.press(answer, "Official account").result()
    ministry.settled(ada.dm, answer, "official account")
    assert len(ministry.posted(ada.dm)) == 1


def test_an_answer_unfolded_after_a_publication_has_its_receipt_follow(
    ministry: Ministry, ada: SlackUser
) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    ministry.engine.snapshot = "20270101-0900-next"
    try:
        ada.press(answer, "Why?").result()
        ministry.settled(ada.dm, answer, "makes it a prohibition")
    finally:
        ministry.engine.snapshot = SNAPSHOT
    database = ministry.served.database
    assert database is not None
    person = People(database).find(Identity.slack(ministry.slack.team.id, ada.id))
    assert person is not None
    (receipt,) = Receipts(database, keep_questions=True).of_person(person.id)
    assert receipt.snapshot == "20270101-0900-next"
