"""What was chosen below an answer holds for the next questions, and can be left again."""

from __future__ import annotations

from tests.scenarios.slack.conftest import Ministry
from tests.scenarios.telegram.model_engine import LIKE_OFFICIAL, LIKE_PERSONAL
from tests.slack_emulator import Message
from tests.slack_emulator.user import SlackUser

BOTH = (LIKE_PERSONAL, LIKE_OFFICIAL)


def choose(ministry: Ministry, person: SlackUser) -> Message:
    """A question that depends, and the choice of the official account below its answer."""
    answer = ministry.ask(person, "May I like this?")
    person.press(answer, "Official account").result()
    return ministry.settled(person.dm, answer, "on an official account")


def test_a_chosen_account_holds_for_the_next_questions(ministry: Ministry, ada: SlackUser) -> None:
    choose(ministry, ada)
    assert ministry.ask(ada, "May I like a photo?").quotations == (LIKE_OFFICIAL,)
    answer = ministry.ask(ada, "May I like a video?")
    assert answer.quotations == (LIKE_OFFICIAL,)
    assert answer.shown.startswith("◐ The directive allows this on a condition on an official")
    ada.press(answer, "Why?").result()
    assert "Understood as: official account, like." in ministry.settled(ada.dm, answer, "Hide why")


def test_a_question_that_names_the_other_account_ends_the_choice(
    ministry: Ministry, ada: SlackUser
) -> None:
    choose(ministry, ada)
    assert ministry.ask(ada, "May I like this personally?").quotations == (LIKE_PERSONAL,)
    assert ministry.ask(ada, "May I like a photo?").quotations == BOTH


def test_a_choice_in_a_thread_holds_in_it_and_not_in_another(
    ministry: Ministry, ada: SlackUser
) -> None:
    room = ministry.channel(ada)
    question = ada.mention_app("May I like this?", to=room)
    first = room.wait_for_reply(to=question).result()
    ada.press(first, "Official account").result()
    ministry.settled(room, first, "on an official account")
    ada.say("May I like a photo?", to=room, thread=question)
    second = room.wait_for_reply(lambda seen: seen.ts != first.ts, to=question).result()
    assert second.quotations == (LIKE_OFFICIAL,)
    assert ministry.mention(ada, room, "May I like a video?").quotations == BOTH


def test_the_choice_of_a_colleague_is_not_ones_own(ministry: Ministry, ada: SlackUser) -> None:
    colleague = ministry.colleague()
    room = ministry.channel(ada, colleague)
    question = ada.mention_app("May I like this?", to=room)
    first = room.wait_for_reply(to=question).result()
    ada.press(first, "Official account").result()
    ministry.settled(room, first, "on an official account")
    colleague.mention_app("May I like a photo?", to=room, thread=question)
    second = room.wait_for_reply(lambda seen: seen.ts != first.ts, to=question).result()
    assert second.quotations == BOTH


def test_a_profile_that_is_told_anew_ends_the_choice(ministry: Ministry, ada: SlackUser) -> None:
    choose(ministry, ada)
    ada.open_home()
    ada.press(ada.wait_for_home().result(), "Change").result()
    ada.wait_for_modal().result()
    assert ada.submit({"role": "diplomat"}).result().acked
    ada.wait_for_home(lambda seen: "I am: diplomat" in seen).result()
    assert ministry.ask(ada, "May I like a photo?").quotations == BOTH


def test_whoever_is_forgotten_begins_anew(ministry: Ministry, ada: SlackUser) -> None:
    choose(ministry, ada)
    ada.open_home()
    home = ada.wait_for_home(lambda seen: "conditional" in seen).result()
    ada.press(home, "Delete what is kept about me").result()
    ada.dm.wait_for_reply(lambda seen: "Deleted:" in seen).result()
    assert ministry.ask(ada, "May I like a photo?").quotations == BOTH
