"""Raw updates as listeners get them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.telegram_channel.delivery.arrivals import arrival_of, update_id_of
from bot.telegram_channel.incoming import (
    Me,
    Moved,
    Place,
    Pressed,
    RepliedTo,
    Said,
    Speaker,
    Unheard,
    UnreadableUpdateError,
    read_update,
)

ME = Me(7, "attache_bot")
ADA = {"id": 5, "is_bot": False, "first_name": "Ada", "language_code": "fr"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Ada"}
GROUP = {"id": -9, "type": "group", "title": "Team"}


def update(**parts: Any) -> dict[str, Any]:
    message = {"message_id": 3, "date": 1, "from": ADA, "chat": PRIVATE} | parts
    return {"update_id": 1, "message": message}


def said(**parts: Any) -> Said:
    found = read_update(update(**parts), ME)
    assert isinstance(found, Said)
    return found


def test_a_text_is_what_was_said() -> None:
    assert said(text="May I?") == Said(Place(5, True), Speaker(5, "Ada", "fr"), 3, "May I?")


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("/clause 23.1", "clause", "23.1"),
        ("/CLAUSE@Attache_Bot  23.1", "clause", "23.1"),
        ("/receipt_7k3m", "receipt_7k3m", ""),
        ("/ask\nMay I?", "ask", "May I?"),
        ("and/or", "", "and/or"),
        ("/", "", "/"),
    ],
)
def test_commands_are_taken_apart(text: str, command: str, rest: str) -> None:
    found = said(text=text)
    assert (found.command, found.text) == (command, rest)


def test_a_command_for_another_bot_is_not_heard() -> None:
    assert isinstance(read_update(update(text="/ask@other_bot x", chat=GROUP), ME), Unheard)


def test_plain_talk_in_a_group_is_not_meant_for_the_bot() -> None:
    assert not said(text="Lunch?", chat=GROUP).addressed
    assert said(text="@attache_bot lunch?", chat=GROUP).addressed
    assert said(text="@attache_bot lunch?", chat=GROUP).text == "lunch?"


def test_a_reply_carries_the_message_or_the_quoted_part_of_it() -> None:
    replied = {"message_id": 2, "date": 1, "chat": PRIVATE, "from": ADA, "text": "A long post"}
    assert said(text="?", reply_to_message=replied).reply == RepliedTo(2, "A long post")
    quoted = {"text": "long", "position": 2, "is_manual": True}
    assert said(text="?", reply_to_message=replied, quote=quoted).reply == RepliedTo(2, "long")
    mine = replied | {"from": {"id": 7, "is_bot": True, "first_name": "Attaché"}}
    assert said(text="?", reply_to_message=mine, chat=GROUP).addressed


def test_a_topic_is_a_place_of_its_own() -> None:
    opened = {"message_id": 40, "date": 1, "chat": GROUP, "from": ADA, "text": "Topic"}
    found = said(
        text="/help",
        chat=GROUP,
        is_topic_message=True,
        message_thread_id=40,
        reply_to_message=opened,
    )
    assert found.place == Place(-9, False, 40)
    assert found.reply is None


def test_whoever_hides_behind_a_group_counts_as_a_bot() -> None:
    faceless = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    assert said(text="/help", chat=GROUP, **{"from": faceless}).speaker.bot


def test_a_service_message_says_nothing() -> None:
    assert isinstance(read_update(update(new_chat_title="New"), ME), Unheard)
    assert read_update(update(chat=GROUP, migrate_to_chat_id=-10), ME) == Moved(-9, -10)


def test_a_button_without_its_message_is_still_a_button() -> None:
    query = {"id": "1", "from": ADA, "chat_instance": "1", "data": "x:1"}
    found = read_update({"update_id": 1, "callback_query": query}, ME)
    assert found == Pressed(None, Speaker(5, "Ada", "fr"), "1", "x:1")


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {"message_id": 1, "chat": PRIVATE, "from": ADA, "text": "no date"}},
        {"message": {"message_id": 1, "date": 1, "from": ADA, "text": "no chat"}},
        {"message": "a string"},
        {"callback_query": {"id": "1"}},
    ],
)
def test_what_is_malformed_is_said_to_be_unreadable(broken: dict[str, Any]) -> None:
    with pytest.raises(UnreadableUpdateError):
        read_update({"update_id": 1} | broken, ME)


def test_an_unknown_kind_is_left_alone() -> None:
    assert isinstance(read_update({"update_id": 1, "telepathy": {"id": 1}}, ME), Unheard)


@pytest.mark.parametrize("none", [None, 7, "x", [], {}, {"update_id": "1"}, {"update_id": True}])
def test_what_has_no_number_is_no_update(none: object) -> None:
    assert update_id_of(none) is None


def test_an_arrival_is_named_by_bot_and_number() -> None:
    arrival = arrival_of(update(text="x", chat=GROUP), 7)
    assert arrival.keys == ("7/1",)
    assert (arrival.chat, str(arrival.sender)) == ("-9", "telegram:5")


def test_a_malformed_update_arrives_all_the_same() -> None:
    arrival = arrival_of({"update_id": 4, "message": {"chat": "x", "from": []}}, 7)
    assert (arrival.chat, arrival.sender) == ("-", None)
