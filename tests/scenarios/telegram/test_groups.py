"""In groups the bot hears commands and replies, and answers whoever asked."""

from __future__ import annotations

from bot.storage.identity import Address, Platform
from bot.storage.subscriptions import Subscriptions
from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.scenarios.telegram.test_questions import ask
from tests.telegram_emulator import Person


def test_ask_is_answered_in_reply_to_whoever_asked(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    asked = ada.command("ask", "What is the purpose?", chat=group)
    reply = group.wait_for_reply_sync()
    assert reply.pieces("blockquote") == [known.PURPOSE]
    assert reply.reply_to == asked.id


def test_the_talk_of_others_is_not_answered(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada, supergroup=True)
    group.promote_bot()
    ada.send("Lunch?", chat=group)
    ada.send("May I like this?", chat=group)
    ada.command("help", chat=group)
    group.wait_for_reply_sync(lambda seen: "In a group" in seen.text)
    assert len(group.from_bot()) == 1


def test_a_reply_to_an_answer_follows_it_up(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    ada.command("ask", "May I like this?", chat=group)
    answer = group.wait_for_reply_sync()
    ada.reply(answer, "and on an official account?")
    reply = group.wait_for_reply_sync(lambda seen: seen.id != answer.id)
    assert reply.pieces("blockquote") == [known.LIKE_OFFICIAL]


def test_ask_in_reply_to_a_colleagues_post_is_about_that_post(office: Office, ada: Person) -> None:
    colleague = office.stranger()
    group = office.telegram.group("Team", ada, colleague)
    post = colleague.send("Historic summit today!", chat=group)
    ada.reply(post, "/ask May I like this?")
    group.wait_for_reply_sync()
    assert office.engine.asked[-1].post == "Historic summit today!"


def test_a_command_for_another_bot_is_left_to_it(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    group.promote_bot()
    ada.command("ask", "What is the purpose?", chat=group, addressed_to="other_bot")
    ada.command("help", chat=group)
    group.wait_for_reply_sync()
    assert len(group.from_bot()) == 1


def test_a_command_with_the_bots_own_name_is_heard(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    name = office.telegram.world.bot.username
    ada.command("clause", "23.1", chat=group, addressed_to=name)
    assert group.wait_for_reply_sync().pieces("blockquote") == [known.LIKE_PERSONAL]


def test_a_mention_is_heard_where_telegram_delivers_it(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    group.promote_bot()
    ada.send(f"@{office.telegram.world.bot.username} What is the purpose?", chat=group)
    assert group.wait_for_reply_sync().pieces("blockquote") == [known.PURPOSE]
    assert office.engine.asked[-1].text == "What is the purpose?"


def test_only_the_asker_changes_the_answer(office: Office, ada: Person) -> None:
    other = office.diplomat()
    group = office.telegram.group("Team", ada, other)
    ada.command("ask", "May I like this?", chat=group)
    group.wait_for_reply_sync()
    press = other.press("Personal account", chat=group)
    assert "Only the person who asked" in (press.wait_for_answer_sync().text or "")
    press = other.press("Helpful", chat=group)
    assert press.wait_for_answer_sync().text == "Thank you."


def test_receipts_are_not_listed_before_others(office: Office, ada: Person) -> None:
    ask(ada, "What is the purpose?")
    group = office.telegram.group("Team", ada)
    ada.command("receipt", chat=group)
    assert "/receipt_" not in group.wait_for_reply_sync().text


def test_a_group_goes_on_when_it_becomes_a_supergroup(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    ada.command("whatsnew", chat=group)
    group.wait_for_reply_sync()
    ada.press("Tell me of changes", chat=group)
    group.wait_for_reply_sync(lambda seen: "Stop telling me" in seen.labels)
    moved = group.migrate()
    subscriptions = Subscriptions(office.database)
    new = Address(Platform.TELEGRAM, str(moved.id))
    office.telegram.wait_until_sync(lambda: subscriptions.includes(new))
    ada.command("ask", "What is the purpose?", chat=moved)
    assert moved.wait_for_reply_sync().pieces("blockquote") == [known.PURPOSE]


def test_an_edited_command_corrects_the_answer_in_the_group(office: Office, ada: Person) -> None:
    group = office.telegram.group("Team", ada)
    asked = ada.command("ask", "Can I sing?", chat=group)
    first = group.wait_for_reply_sync()
    ada.edit(asked, "/ask What is the purpose?")
    second = group.wait_for_reply_sync()
    assert (second.id, second.pieces("blockquote")) == (first.id, [known.PURPOSE])
