"""What was chosen under an answer holds for the next questions, and can be left again."""

from __future__ import annotations

from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.scenarios.telegram.test_questions import ask
from tests.telegram_emulator import Person

ON_PERSONAL = "✕ The directive forbids this on a personal account."
OPEN = "? It depends on which account it is."


def choose(person: Person, option: str) -> None:
    """A question that depends, and the choice of an account under its answer."""
    ask(person, "May I like this?")
    person.press(option)
    person.chat.wait_for_reply_sync(lambda seen: option not in seen.labels)


def test_a_chosen_account_holds_for_the_next_questions(ada: Person) -> None:
    choose(ada, "Personal account")
    assert ask(ada, "May I like a photo?").text.startswith(ON_PERSONAL)
    reply = ask(ada, "May I like a video?")
    assert reply.text.startswith(ON_PERSONAL)
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL]
    ada.press("Why?")
    unfolded = ada.chat.wait_for_reply_sync(lambda seen: "Hide why" in seen.labels)
    assert "Understood as: personal account, like." in unfolded.text


def test_a_question_that_names_the_other_account_ends_the_choice(ada: Person) -> None:
    choose(ada, "Personal account")
    named = ask(ada, "May I like it from my official account?")
    assert named.pieces("blockquote") == [known.LIKE_OFFICIAL]
    assert ask(ada, "May I like a photo?").text.startswith(OPEN)


def test_a_profile_that_is_told_anew_ends_the_choice(ada: Person) -> None:
    choose(ada, "Personal account")
    ask(ada, "/profile")
    ada.press("✓ Either account").wait_for_answer_sync()
    assert ask(ada, "May I like a photo?").text.startswith(OPEN)


def test_an_earlier_answer_keeps_the_choice_that_it_rests_on(ada: Person) -> None:
    choose(ada, "Personal account")
    narrowed = ada.chat.replies()[-1]
    ask(ada, "/profile")
    ada.press("Official account")
    ada.chat.wait_for_reply_sync(lambda seen: "✓ Official account" in seen.labels)
    ada.press("Why?", message=narrowed)
    unfolded = ada.chat.wait_for_reply_sync(lambda seen: "Hide why" in seen.labels)
    assert unfolded.text.startswith(ON_PERSONAL)


def test_whoever_is_forgotten_begins_anew(ada: Person) -> None:
    choose(ada, "Personal account")
    ada.command("forget")
    ada.chat.wait_for_reply_sync()
    ada.press("Delete everything")
    ada.chat.wait_for_reply_sync(lambda seen: "Deleted:" in seen.text)
    assert ask(ada, "May I like a photo?").text.startswith(OPEN)


def test_two_questions_in_one_message_both_rest_on_the_choice(office: Office, ada: Person) -> None:
    choose(ada, "Personal account")
    ada.send("May I like a photo of it? What is the purpose of a Facebook campaign?")
    ada.chat.wait_for_reply_sync(lambda seen: seen.text.startswith("The directive says:"))
    assert [asked.chosen.account for asked in office.engine.asked[-2:]] == ["personal"] * 2


def test_the_choice_of_a_colleague_is_not_ones_own(office: Office, ada: Person) -> None:
    colleague = office.diplomat()
    group = office.telegram.group("Team", ada, colleague)
    ada.command("ask", "May I like this?", chat=group)
    group.wait_for_reply_sync()
    ada.press("Personal account", chat=group)
    answer = group.wait_for_reply_sync(lambda seen: "Personal account" not in seen.labels)
    colleague.reply(answer, "May I like a photo?")
    reply = group.wait_for_reply_sync(lambda seen: seen.id != answer.id)
    assert reply.text.startswith(OPEN)
