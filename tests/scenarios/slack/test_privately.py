"""The slash command and the message shortcut: an answer that one person sees, and may share."""

from __future__ import annotations

from tests.scenarios.slack.conftest import Ministry
from tests.scenarios.telegram.model_engine import LIKE_OFFICIAL, LIKE_PERSONAL
from tests.slack_emulator.user import SlackUser


def test_a_command_is_answered_to_one_person(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    outcome = ada.command("/guideline", "May I like this on my personal account?", at=room)
    assert outcome.result().acked
    assert ministry.whisper(ada, room).quotations == (LIKE_PERSONAL,)
    assert room.messages(other) == ()


def test_a_command_works_where_the_bot_is_no_member(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada, with_app=False)
    ada.command("/guideline", "May I like this on my personal account?", at=room).result()
    assert ministry.whisper(ada, room).quotations == (LIKE_PERSONAL,)


def test_a_command_without_words_says_how_to_ask(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    ada.command("/guideline", "", at=room).result()
    assert "Ask a question in your own words" in ministry.whisper(ada, room)


def test_a_private_answer_is_narrowed_in_place(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    ada.command("/guideline", "May I like this?", at=room).result()
    whisper = ministry.whisper(ada, room)
    ada.press(whisper, "Official account").result()
    narrowed = ministry.whisper(ada, room, "on an official account")
    assert narrowed.quotations == (LIKE_OFFICIAL,)
    assert narrowed.ts == whisper.ts


def test_a_private_answer_can_be_shared(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    ada.command("/guideline", "May I like this on my personal account?", at=room).result()
    ada.press(ministry.whisper(ada, room), "Share here").result()
    shared = room.wait_for_reply(lambda seen: not seen.is_ephemeral, viewer=other).result()
    assert shared.quotations == (LIKE_PERSONAL,)
    assert f"Shared by <@{ada.id}>" in shared
    assert "May I like this on my personal account?" in shared
    assert "Shared with everybody here." in ministry.whisper(ada, room, "Shared with")


def test_sharing_works_where_the_bot_is_no_member(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other, with_app=False)
    ada.command("/guideline", "May I like this on my personal account?", at=room).result()
    ada.press(ministry.whisper(ada, room), "Share here").result()
    shared = room.wait_for_reply(lambda seen: not seen.is_ephemeral, viewer=other).result()
    assert shared.quotations == (LIKE_PERSONAL,)


def test_a_post_is_checked_at_a_glance_and_then_in_detail(
    ministry: Ministry, ada: SlackUser
) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    post = other.say("A great day at the summit <3", to=room)
    assert ada.message_shortcut("check_post", post).result().acked
    glance = ministry.whisper(ada, room, "At a glance")
    assert "Like" in glance
    assert "personal ✕ forbidden §23.1 · official ◐ on a condition §10.2" in glance
    ada.press(glance, "Like").result()
    detail = ministry.whisper(ada, room, "It depends on which account")
    assert ministry.engine.asked[-1].post == "A great day at the summit <3"
    assert "About: “A great day at the summit <3”" in detail


def test_a_post_of_nothing_relevant_says_that_no_clause_speaks(
    ministry: Ministry, ada: SlackUser
) -> None:
    room = ministry.channel(ada)
    post = ada.say("It looks like rain", to=room)
    ada.message_shortcut("check_post", post).result()
    assert "No clause was found that speaks to this." in ministry.whisper(ada, room)


def test_a_message_without_words_cannot_be_checked(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    post = ada.upload("post.png", b"\x89PNG\r\n", to=room)
    ada.message_shortcut("check_post", post).result()
    assert "I read text only" in ministry.whisper(ada, room)


def test_the_answers_of_a_command_come_by_direct_message_when_sent_there(
    ministry: Ministry, ada: SlackUser
) -> None:
    room = ministry.channel(ada)
    ada.command("/guideline", "May I like this on my personal account?", at=room).result()
    ada.press(ministry.whisper(ada, room), "Send to my DM").result()
    copy = ada.dm.wait_for_reply(lambda seen: bool(seen.quotations)).result()
    assert copy.quotations == (LIKE_PERSONAL,)
    assert "Share here" not in copy.button_labels
