"""Asking: in a direct message, by mention, in a thread; corrected when edited."""

from __future__ import annotations

from tests.scenarios.slack.conftest import Ministry
from tests.scenarios.telegram.model_engine import LIKE_OFFICIAL, LIKE_PERSONAL, LONG, TRICKY
from tests.slack_emulator import Upload
from tests.slack_emulator.user import SlackUser


def test_a_direct_message_is_answered_with_verdict_and_clause(
    ministry: Ministry, ada: SlackUser
) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    assert answer.blocks[0]["text"]["text"] == (
        "✕ The directive forbids this on a personal account."
    )
    assert answer.quotations == (LIKE_PERSONAL,)
    assert "MFA-SMD v2 §23.1 · Article 23 Reactions" in answer
    assert "version 2, in force since 1 March 2026" in answer


def test_the_answer_stands_in_the_thread_of_its_question(
    ministry: Ministry, ada: SlackUser
) -> None:
    question = ada.say("What is the purpose of the directive?")
    answer = ada.dm.wait_for_reply(to=question).result()
    assert answer.thread_ts == question.ts
    assert answer.shown.startswith("The directive says:")


def test_the_plain_text_says_the_same_as_the_blocks(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "May I like this on my personal account?")
    assert answer.text == (
        "✕ The directive forbids this on a personal account.\n"
        f"“{LIKE_PERSONAL}” – MFA-SMD v2 §23.1 · Article 23 Reactions"
    )


def test_a_status_stands_below_the_question_while_the_answer_is_made(
    ministry: Ministry, ada: SlackUser
) -> None:
    question = ada.say("May I like this?")
    ada.dm.wait_for_reply(to=question).result()
    shown = [
        call.arguments["status"]
        for call in ministry.slack.calls("assistant.threads.setStatus")
        if call.arguments["thread_ts"] == question.ts
    ]
    assert shown == ["is reading the directive…"]
    assert ada.dm.status(question) is None


def test_a_mention_is_answered_once_in_its_thread(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    question = ada.mention_app("May I like this on my personal account?", to=room)
    answer = room.wait_for_reply(to=question).result()
    assert answer.thread_ts == question.ts
    assert answer.quotations == (LIKE_PERSONAL,)
    assert len(ministry.posted(room)) == 1


def test_a_private_channel_is_served_alike(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada, private=True)
    assert ministry.mention(ada, room, "May I like this officially?").quotations == (LIKE_OFFICIAL,)


def test_a_follow_up_in_the_thread_needs_no_mention(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    question = ada.mention_app("May I like this on my personal account?", to=room)
    first = room.wait_for_reply(to=question).result()
    after = ada.say("and on the official account?", to=room, thread=question)
    second = room.wait_for_reply(lambda seen: seen.ts != first.ts, to=after).result()
    assert second.thread_ts == question.ts
    asked = ministry.engine.asked[-1]
    assert asked.before is not None
    assert asked.before.text == "May I like this on my personal account?"


def test_a_quick_follow_up_is_not_lost(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    question = ada.mention_app("May I like this on my personal account?", to=room)
    ada.say("what is its purpose?", to=room, thread=question)
    room.wait_for_reply(lambda seen: "purpose of this Directive" in seen, to=question).result()
    assert len(ministry.posted(room)) == 2


def test_a_thread_of_others_is_none_of_the_bots_business(
    ministry: Ministry, ada: SlackUser
) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    root = other.say("lunch?", to=room)
    ada.say("may I like this?", to=room, thread=root)
    assert ministry.posted(room) == []


def test_others_in_the_thread_may_talk_among_themselves(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    question = ada.mention_app("May I like this on my personal account?", to=room)
    room.wait_for_reply(to=question).result()
    other.say("good to know, may I like it too?", to=room, thread=question)
    ada.say(f"{other.mention} ask it yourself", to=room, thread=question)
    assert len(ministry.posted(room)) == 1


def test_what_is_said_without_a_mention_is_never_stored(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    before = len(ministry.engine.asked)
    ada.say("between us: may I like this?", to=room)
    assert ministry.posted(room) == []
    assert len(ministry.engine.asked) == before


def test_a_mention_inside_another_thread_is_answered_there(
    ministry: Ministry, ada: SlackUser
) -> None:
    other = ministry.colleague()
    room = ministry.channel(ada, other)
    root = other.say("has anybody seen this post?", to=room)
    question = ada.mention_app("what is the purpose of the directive?", to=room, thread=root)
    assert room.wait_for_reply(to=question).result().thread_ts == root.ts


def test_a_bare_mention_is_told_what_to_do(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    ada.mention_app("", to=room)
    assert "Ask a question in your own words" in ministry.whisper(ada, room)


def test_an_edited_question_is_answered_anew_in_place(ministry: Ministry, ada: SlackUser) -> None:
    question = ada.say("May I like this on my personal account?")
    answer = ada.dm.wait_for_reply(to=question).result()
    ada.edit(question, "May I like this on the official account?")
    corrected = ministry.settled(ada.dm, answer, "on an official account")
    assert corrected.ts == answer.ts
    assert len(ministry.posted(ada.dm)) == 1


def test_an_edited_mention_is_answered_anew_in_place(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    question = ada.mention_app("May I like this on my personal account?", to=room)
    answer = room.wait_for_reply(to=question).result()
    ada.edit(question, f"{ministry.slack.bot_mention} What is its purpose?")
    assert "The directive says:" in ministry.settled(room, answer, "The directive says:")
    assert len(ministry.posted(room)) == 1


def test_a_mention_that_an_edit_brings_is_answered(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    said = ada.say("May I like this on my personal account?", to=room)
    ada.edit(said, f"{ministry.slack.bot_mention} May I like this on my personal account?")
    assert room.wait_for_reply(to=said).result().quotations == (LIKE_PERSONAL,)
    assert len(ministry.posted(room)) == 1


def test_escaped_signs_are_read_as_they_were_typed(ministry: Ministry, ada: SlackUser) -> None:
    ministry.ask(ada, "Is R&D <b>free</b> to like this personally?")
    assert ministry.engine.asked[-1].text == "Is R&D <b>free</b> to like this personally?"


def test_signs_of_markup_in_a_clause_stay_as_they_are(ministry: Ministry, ada: SlackUser) -> None:
    assert ministry.ask(ada, "markup?").quotations == (TRICKY,)


def test_a_very_long_clause_is_quoted_whole(ministry: Ministry, ada: SlackUser) -> None:
    question = ada.say("Must I keep a record?")
    ada.dm.wait_for_reply(lambda seen: "Receipt" in seen, to=question).result()
    messages = [m for m in ministry.posted(ada.dm) if m.thread_ts == question.ts]
    assert "".join("".join(message.quotations) for message in messages) == LONG
    assert len(messages) == 1 + (len(LONG) > 12_000)


def test_a_question_that_no_clause_covers_says_so(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke?")
    assert answer.shown.startswith("No clause was found that speaks to this.")
    assert "Nearest, but not an answer: MFA-SMD v2 §23.2" in answer
    assert "Ask the desk" in answer.button_labels


def test_a_fault_of_the_engine_gives_an_incident_number(ministry: Ministry, ada: SlackUser) -> None:
    assert "Incident ab12cd34" in ministry.ask(ada, "this is broken")


def test_a_fault_of_ours_gives_an_incident_number_and_no_cause(
    ministry: Ministry, ada: SlackUser
) -> None:
    answer = ministry.ask(ada, "explode, please")
    assert "Incident" in answer
    assert "bug" not in answer.shown


def test_a_file_with_words_is_asked_about_by_its_words(ministry: Ministry, ada: SlackUser) -> None:
    question = ada.say("What is the purpose of this?", files=[Upload("post.png", b"\x89PNG\r\n")])
    assert "The directive says:" in ada.dm.wait_for_reply(to=question).result()


def test_a_file_without_words_is_told_what_is_needed(ministry: Ministry, ada: SlackUser) -> None:
    question = ada.upload("post.png", b"\x89PNG\r\n")
    assert "I read text only" in ada.dm.wait_for_reply(to=question).result()


def test_a_follow_up_on_top_of_the_direct_message_is_understood(
    ministry: Ministry, ada: SlackUser
) -> None:
    ministry.ask(ada, "May I like this on my personal account?")
    ministry.ask(ada, "and on the official account?")
    asked = ministry.engine.asked[-1]
    assert asked.before is not None
    assert asked.before.text == "May I like this on my personal account?"


def test_a_deleted_question_keeps_nobody_busy(ministry: Ministry, ada: SlackUser) -> None:
    question = ada.say("May I like this on my personal account?")
    ada.dm.wait_for_reply(to=question).result()
    ada.delete(question)
    assert len(ministry.posted(ada.dm)) == 1


def test_two_questions_in_one_message_get_an_answer_each(
    ministry: Ministry, ada: SlackUser
) -> None:
    ada.say("May I like this on my personal account? What is the purpose of a Facebook campaign?")
    ada.dm.wait_for_reply(lambda message: message.shown.startswith("The directive says:")).result()
    first, second = ministry.posted(ada.dm)
    assert first.quotations == (LIKE_PERSONAL,)
    assert first.thread_ts == second.thread_ts
