"""A wrong call gets Telegram's own words, or is kept as a violation."""

import json
from html import escape

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.telegram_emulator import Person, TelegramEmulator
from tests.telegram_emulator.formatting import Written, read_formatted

from .raw_bot import RawBot

TWO_UNITS = "🏛"


def keyboard(*buttons: dict[str, object]) -> dict[str, object]:
    return {"inline_keyboard": [list(buttons)]}


def test_another_bots_token_is_unauthorized(telegram: TelegramEmulator, bot: RawBot):
    url = f"{telegram.base_url}123456:{'A' * 35}/getMe"
    answer = bot.request("GET", url)
    assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert [violation.complaint for violation in telegram.violations] == ["another bot's token"]


def test_a_token_of_the_wrong_form_is_not_found(telegram: TelegramEmulator, bot: RawBot):
    answer = bot.request("GET", f"{telegram.base_url}nonsense/getMe")
    assert (answer["error_code"], answer["description"]) == (404, "Not Found")


def test_an_unknown_method_is_a_violation(telegram: TelegramEmulator, bot: RawBot):
    assert bot.complaint("sendMesage", text="x") == "Not Found: method not found"
    assert str(telegram.violations[0]) == "#1 sendMesage: sendMesage is not a method of the Bot API"


def test_an_unknown_parameter_is_a_violation(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    bot.complaint("sendMessage", chat_id=ada.id, text="hello", colour="red")
    assert telegram.violations[0].complaint == "sendMessage has no parameter colour"
    assert not ada.chat.from_bot()


def test_an_unknown_field_deep_inside_is_a_violation(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    markup = keyboard({"text": "Yes", "callback_data": "y", "colour": "red"})
    bot.complaint("sendMessage", chat_id=ada.id, text="hello", reply_markup=markup)
    assert telegram.violations[0].complaint == (
        "sendMessage has no field reply_markup.inline_keyboard[0][0].colour"
    )


def test_methods_that_exist_but_are_not_played_are_violations(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    bot.complaint("sendDice", chat_id=ada.id)
    bot.complaint("sendMessage", chat_id=ada.id, text="x", receiver_user_id=ada.id)
    bot.complaint("sendMessage", chat_id=ada.id, text="x", reply_to_message_id=101)
    assert [violation.complaint for violation in telegram.violations] == [
        "sendDice is not played by this emulator",
        "receiver_user_id is deprecated",
        "reply_to_message_id is deprecated",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        (TWO_UNITS * 2049, "message is too long"),
    ],
)
def test_the_length_of_a_text(bot: RawBot, ada: Person, text: str, words: str):
    assert bot.complaint("sendMessage", chat_id=ada.id, text=text) == f"Bad Request: {words}"


def test_the_longest_text_counts_utf16_units_after_the_markup_is_read(bot: RawBot, ada: Person):
    bot.result("sendMessage", chat_id=ada.id, text=TWO_UNITS * 2048)
    marked = f"<b>{'x' * 4090}</b>&lt;&amp;&gt;"
    bot.result("sendMessage", chat_id=ada.id, text=marked, parse_mode="HTML")
    assert ada.chat.from_bot()[-1].text == "x" * 4090 + "<&>"


def test_a_text_and_a_chat_must_be_there(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    assert bot.complaint("sendMessage", chat_id=ada.id) == "Bad Request: message text is empty"
    assert bot.complaint("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert bot.complaint("sendMessage", text="x", chat_id="") == "Bad Request: chat_id is empty"
    assert len(telegram.violations) == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<script>x</script>", 'Unsupported start tag "script" at byte offset 2'),
        (
            "<b><i>test</b></i>",
            'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
        ),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href=>x</a>", None),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_html_that_tdlib_does_not_read(bot: RawBot, ada: Person, source: str, words: str | None):
    answer = bot.call("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")
    expected = f"Bad Request: can't parse entities: {words}" if words else None
    assert answer.get("description") == expected


def test_html_becomes_entities(bot: RawBot, ada: Person):
    source = (
        f"{TWO_UNITS}<b>Forbidden</b> <i>by</i>\n<blockquote expandable>23.1 Staff shall "
        '<u>not</u> like.</blockquote>\n<pre><code class="language-toml">a = 1</code></pre>'
        '<a href="https://mfa.example.org/smd">source</a>'
    )
    sent = bot.result("sendMessage", chat_id=ada.id, text=source, parse_mode="html")
    assert sent["text"] == f"{TWO_UNITS}Forbidden by\n23.1 Staff shall not like.\na = 1source"
    assert sent["entities"] == [
        {"offset": 2, "length": 9, "type": "bold"},
        {"offset": 12, "length": 2, "type": "italic"},
        {"offset": 15, "length": 26, "type": "expandable_blockquote"},
        {"offset": 32, "length": 3, "type": "underline"},
        {"offset": 42, "length": 5, "type": "pre", "language": "toml"},
        {"offset": 47, "length": 6, "type": "text_link", "url": "https://mfa.example.org/smd"},
    ]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (
            {"type": "bold", "offset": 100, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 100",
        ),
        (
            {"type": "bold", "offset": 0, "length": 100},
            "entity beginning at UTF-16 offset 0 ends after the end of the text "
            "at UTF-16 offset 100",
        ),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        (
            {"type": "bold", "offset": 1, "length": 2},
            "entity begins in a middle of a UTF-16 symbol at byte offset 4",
        ),
        (
            {"type": "bold", "offset": 0, "length": 1},
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol "
            "at byte offset 4",
        ),
        (
            {"type": "loud", "offset": 0, "length": 2},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 2},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 2, "url": "not-a-url"},
            "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 2, "url": "tg://user?id=5"},
            "user not found",
        ),
        (
            {"type": "bold", "length": 2},
            "can't parse MessageEntity: Can't find field \"offset\"",
        ),
    ],
)
def test_entities_that_telegram_refuses(
    bot: RawBot, ada: Person, entity: dict[str, object], words: str
):
    text = f"{TWO_UNITS}hello"
    complaint = bot.complaint("sendMessage", chat_id=ada.id, text=text, entities=[entity])
    assert complaint == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("entities", "complaint"),
    [
        (
            [("blockquote", 0, 9), ("expandable_blockquote", 2, 3)],
            "a blockquote cannot be nested: expandable_blockquote at 2 in blockquote at 0",
        ),
        ([("bold", 0, 5), ("italic", 3, 5)], "entities overlap: italic at 3 in bold at 0"),
        (
            [("pre", 0, 9), ("bold", 2, 3)],
            "pre and code cannot contain or be part of others: bold at 2 in pre at 0",
        ),
        ([("bold", 0, 0)], "the bold entity at 0 is empty"),
        ([("bold", 0, 1)] * 101, "101 entities; Telegram drops all beyond 100"),
    ],
)
def test_entities_that_telegram_would_quietly_repair_are_violations(
    telegram: TelegramEmulator,
    bot: RawBot,
    ada: Person,
    entities: list[tuple[str, int, int]],
    complaint: str,
):
    given = [{"type": kind, "offset": at, "length": size} for kind, at, size in entities]
    bot.complaint("sendMessage", chat_id=ada.id, text="0123456789", entities=given)
    assert [violation.complaint for violation in telegram.violations] == [complaint]


def test_formatting_may_stand_inside_a_blockquote(bot: RawBot, ada: Person):
    entities = [
        {"type": "blockquote", "offset": 0, "length": 10},
        {"type": "bold", "offset": 0, "length": 10},
        {"type": "code", "offset": 3, "length": 2},
    ]
    bot.complaint("sendMessage", chat_id=ada.id, text="0123456789", entities=entities)
    entities.pop()
    bot.result("sendMessage", chat_id=ada.id, text="0123456789", entities=entities)
    assert ada.chat.from_bot()[0].pieces("blockquote", "bold") == ["0123456789"] * 2


def test_telegram_trims_and_cleans_a_text_but_never_into_an_entity(bot: RawBot, ada: Person):
    text = "\n A\u030angstro\u0308m\tand\r\nmore \u2028 \n"
    bold = {"type": "bold", "offset": 2, "length": 12}
    sent = bot.result("sendMessage", chat_id=ada.id, text=text, entities=[bold])
    assert sent["text"] == "Angstro\u0308m and\nmore"
    assert ada.chat.from_bot()[0].pieces("bold") == ["Angstro\u0308m a"]
    spaced = bot.result(
        "sendMessage", chat_id=ada.id, text="  x", entities=[bold | {"offset": 0, "length": 3}]
    )
    assert spaced["text"] == "  x"


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=60))
def test_escaped_html_reads_back_as_the_text_itself(text: str):
    read = read_formatted(Written(f"<b>x{escape(text)}x</b>", "HTML"), lambda number: None)
    plain = read_formatted(Written(f"x{text}x"), lambda number: None)
    assert read.text == plain.text
    bold = next(entity for entity in read.entities if entity.type == "bold")
    assert bold.of(read.text) == read.text


def test_parse_modes(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    wrong = bot.complaint("sendMessage", chat_id=ada.id, text="x", parse_mode="RTF")
    assert wrong == "Bad Request: unsupported parse_mode"
    assert not telegram.violations
    bot.complaint("sendMessage", chat_id=ada.id, text="x", parse_mode="MarkdownV2")
    bold = [{"type": "bold", "offset": 0, "length": 1}]
    bot.complaint("sendMessage", chat_id=ada.id, text="x", parse_mode="HTML", entities=bold)
    assert len(telegram.violations) == 2


def test_a_chat_that_the_bot_never_met_is_not_found(telegram: TelegramEmulator, bot: RawBot):
    stranger = telegram.person("Eve")
    for chat_id in (stranger.id, 0, -1, "@nobody", "rubbish"):
        complaint = bot.complaint("sendMessage", chat_id=chat_id, text="x")
        assert complaint == "Bad Request: chat not found"


def test_someone_who_blocked_the_bot_is_out_of_reach(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    ada.block()
    answer = bot.call("sendMessage", chat_id=ada.id, text="x")
    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    ada.unblock()
    bot.result("sendMessage", chat_id=ada.id, text="x")
    ada.deactivate()
    assert bot.complaint("sendChatAction", chat_id=ada.id, action="typing") == (
        "Forbidden: user is deactivated"
    )
    assert not telegram.violations


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "x", "url": "ftp://example.org"},
            "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "url": "http://localhost/x"},
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "web_app": {"url": "http://example.org"}},
            "inline keyboard button Web App URL 'http://example.org' is invalid: "
            "Only HTTPS links are allowed",
        ),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
def test_buttons_that_telegram_refuses(
    bot: RawBot, ada: Person, button: dict[str, object], words: str
):
    complaint = bot.complaint(
        "sendMessage", chat_id=ada.id, text="x", reply_markup=keyboard(button)
    )
    assert complaint == f"Bad Request: {words}"


def test_the_size_of_a_keyboard(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    def rows(count: int, width: int) -> dict[str, object]:
        row = [{"text": "x", "callback_data": "é" * 32}] * width
        return {"inline_keyboard": [row] * count}

    bot.result("sendMessage", chat_id=ada.id, text="x", reply_markup=rows(12, 8))
    complaint = bot.complaint("sendMessage", chat_id=ada.id, text="x", reply_markup=rows(26, 4))
    assert complaint == "Bad Request: REPLY_MARKUP_TOO_LONG"
    bot.complaint("sendMessage", chat_id=ada.id, text="x", reply_markup=rows(1, 9))
    two = keyboard({"text": "x", "callback_data": "x", "url": "https://example.org"})
    bot.complaint("sendMessage", chat_id=ada.id, text="x", reply_markup=two)
    styled = keyboard({"text": "x", "callback_data": "x", "style": "purple"})
    bot.complaint("sendMessage", chat_id=ada.id, text="x", reply_markup=styled)
    assert [violation.complaint for violation in telegram.violations] == [
        "a row of 9 buttons; a client shows 8",
        "the button 'x' has more than one action: ['url', 'callback_data']",
        "the button 'x' has the unknown style 'purple'",
    ]


def test_replies_and_quotes(bot: RawBot, ada: Person):
    asked = ada.send("May I like it? May I share it?")

    def send(**reply: object) -> dict[str, object]:
        return bot.call("sendMessage", chat_id=ada.id, text="No.", reply_parameters=reply)

    assert send(message_id=999)["description"] == "Bad Request: message to be replied not found"
    assert send(message_id=999, allow_sending_without_reply=True)["ok"]
    assert send(quote="May")["description"] == 'Bad Request: can\'t find field "message_id"'
    wrong = send(message_id=asked.id, quote="may I")
    assert wrong["description"] == "Bad Request: QUOTE_TEXT_INVALID"
    answered = send(message_id=asked.id, quote="May I", quote_position=14)
    assert answered["result"]["quote"] == {"text": "May I", "position": 15, "is_manual": True}
    assert answered["result"]["reply_to_message"]["text"] == "May I like it? May I share it?"
    assert (ada.chat.from_bot()[-1].reply_to, ada.chat.from_bot()[-1].quote) == (asked.id, "May I")


def test_edits_that_telegram_refuses(bot: RawBot, ada: Person):
    asked = ada.send("May I?")
    markup = keyboard({"text": "x", "callback_data": "x"})
    sent = bot.result("sendMessage", chat_id=ada.id, text="No.", reply_markup=markup)
    here = {"chat_id": ada.id, "message_id": sent["message_id"]}
    same = bot.complaint("editMessageText", text=" No. ", reply_markup=markup, **here)
    assert same == (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    assert bot.complaint("editMessageReplyMarkup", reply_markup=markup, **here) == same
    lost = {"chat_id": ada.id, "message_id": 999}
    assert bot.complaint("editMessageText", text="x", **lost) == (
        "Bad Request: message to edit not found"
    )
    foreign = {"chat_id": ada.id, "message_id": asked.id}
    assert bot.complaint("editMessageText", text="x", **foreign) == (
        "Bad Request: message can't be edited"
    )
    forced = bot.result(
        "sendMessage", chat_id=ada.id, text="Who?", reply_markup={"force_reply": True}
    )
    assert bot.complaint(
        "editMessageText", chat_id=ada.id, message_id=forced["message_id"], text="x"
    ) == ("Bad Request: message can't be edited")
    assert bot.complaint("editMessageText", text="x") == (
        "Bad Request: message identifier is not specified"
    )


def test_an_edit_without_a_keyboard_removes_it(bot: RawBot, ada: Person):
    markup = keyboard({"text": "x", "callback_data": "x"})
    sent = bot.result("sendMessage", chat_id=ada.id, text="No.", reply_markup=markup)
    here = {"chat_id": ada.id, "message_id": sent["message_id"]}
    bot.result("editMessageReplyMarkup", **here)
    seen = ada.chat.message(sent["message_id"])
    assert (seen.keyboard, seen.edited) == ((), False)
    bot.result("editMessageText", text="Yes.", **here)
    seen = ada.chat.message(sent["message_id"])
    assert (seen.text, seen.edited, seen.earlier) == ("Yes.", True, ("No.",))


def test_deletions(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    sent = bot.result("sendMessage", chat_id=ada.id, text="No.")
    here = {"chat_id": ada.id, "message_id": sent["message_id"]}
    assert bot.result("deleteMessage", **here)
    assert not ada.chat.from_bot()
    assert bot.complaint("deleteMessage", **here) == "Bad Request: message to delete not found"
    old = bot.result("sendMessage", chat_id=ada.id, text="Old.")
    telegram.clock.advance(49 * 3600)
    assert bot.complaint("deleteMessage", chat_id=ada.id, message_id=old["message_id"]) == (
        "Bad Request: message can't be deleted for everyone"
    )


def test_a_pressed_button_is_answered_once_and_in_time(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    markup = keyboard({"text": "Helpful", "callback_data": "fb:1:u"})
    bot.result("sendMessage", chat_id=ada.id, text="No.", reply_markup=markup)
    press = ada.press("Helpful")
    long = bot.complaint("answerCallbackQuery", callback_query_id=press.id, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    bot.result("answerCallbackQuery", callback_query_id=press.id, text="Thanks", show_alert=True)
    assert (press.answer.text, press.answer.show_alert) == ("Thanks", True)
    assert bot.complaint("answerCallbackQuery", callback_query_id=press.id) == too_old
    assert bot.complaint("answerCallbackQuery", callback_query_id="17") == too_old
    late, slow = ada.press(data="fb:1:u"), ada.press("Helpful")
    late.expire()
    assert bot.complaint("answerCallbackQuery", callback_query_id=late.id) == too_old
    telegram.clock.advance(3600)
    assert bot.complaint("answerCallbackQuery", callback_query_id=slow.id) == too_old


def test_forms_json_queries_and_multipart_are_read_alike(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    markup = keyboard({"text": "x", "callback_data": "x"})
    params = {"chat_id": str(ada.id), "text": "hello", "reply_markup": json.dumps(markup)}
    url = bot.url("sendMessage")
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    for verb, more in (
        ("POST", {"data": params}),
        ("POST", {"json": params | {"reply_markup": markup}}),
        ("POST", {"json": params}),
        ("GET", {"params": params}),
        ("POST", {"data": multipart}),
    ):
        assert bot.request(verb, url, **more)["result"]["reply_markup"] == markup
    assert not telegram.violations
    broken = bot.request("POST", url, data=params | {"reply_markup": "{"})
    assert broken["description"] == "Bad Request: can't parse reply keyboard markup JSON object"


def test_a_value_of_the_wrong_type_is_named(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    complaint = bot.complaint(
        "sendMessage", chat_id=ada.id, text="x", reply_markup={"inline_keyboard": "bad"}
    )
    assert complaint.endswith("must be of type Array")
    bot.complaint("sendMessage", chat_id=ada.id, text="x", disable_notification="perhaps")
    assert len(telegram.violations) == 2


def test_chat_actions(bot: RawBot, ada: Person):
    bot.result("sendChatAction", chat_id=ada.id, action="typing")
    assert ada.chat.actions == ["typing"]
    assert bot.complaint("sendChatAction", chat_id=ada.id, action="thinking") == (
        "Bad Request: wrong parameter action in request"
    )


def test_drafts_are_for_private_chats(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    bot.result("sendMessageDraft", chat_id=ada.id, draft_id=7, text="The dir")
    bot.result("sendMessageDraft", chat_id=ada.id, draft_id=7, text="The directive")
    assert ada.chat.drafts == [(7, "The dir"), (7, "The directive")]
    assert "draft identifier" in bot.complaint("sendMessageDraft", chat_id=ada.id, draft_id=0)
    group = telegram.group("Press", ada)
    assert "private chats" in bot.complaint("sendMessageDraft", chat_id=group.id, draft_id=1)


def test_reactions(bot: RawBot, ada: Person):
    asked = ada.send("Thanks!")
    here = {"chat_id": ada.id, "message_id": asked.id}
    bot.result("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **here)
    assert ada.chat.message(asked.id).reactions == ("👍",)
    wrong = [{"type": "emoji", "emoji": "🏛"}]
    assert bot.complaint("setMessageReaction", reaction=wrong, **here) == (
        "Bad Request: REACTION_INVALID"
    )


def test_menus_by_scope_and_language(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    def menu(*names: str, **more: object) -> None:
        commands = [{"command": name, "description": f"About {name}"} for name in names]
        bot.result("setMyCommands", commands=commands, **more)

    menu("start")
    menu("start", "help", scope={"type": "all_private_chats"})
    menu("aide", scope={"type": "all_private_chats"}, language_code="fr")
    luc = telegram.person("Luc", language_code="fr")
    assert [line.command for line in ada.chat.commands_for(ada)] == ["start", "help"]
    assert [line.command for line in luc.chat.commands_for(luc)] == ["aide"]
    menu("admin", scope={"type": "chat", "chat_id": ada.id})
    assert [line.command for line in ada.chat.commands_for(ada)] == ["admin"]
    bot.result("deleteMyCommands", scope={"type": "chat", "chat_id": ada.id})
    assert bot.result("getMyCommands", scope={"type": "chat", "chat_id": ada.id}) == []
    assert [line["command"] for line in bot.result("getMyCommands")] == ["start"]
    for command, description, words in (
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("start", "", "command description must be non-empty"),
        ("x" * 33, "x", "command length must not exceed 32"),
        ("start", "x" * 257, "command description length must not exceed 256"),
    ):
        wrong = [{"command": command, "description": description}]
        assert bot.complaint("setMyCommands", commands=wrong) == f"Bad Request: {words}"


def test_names_descriptions_and_the_menu_button(telegram: TelegramEmulator, bot: RawBot):
    bot.result("setMyName", name="Attaché")
    bot.result("setMyDescription", description="Ask me about the directive.")
    bot.result("setMyDescription", description="Demandez-moi.", language_code="fr")
    bot.result("setMyShortDescription", short_description="Rules, verbatim.")
    bot.result("setChatMenuButton", menu_button={"type": "commands"})
    assert bot.result("getMyDescription", language_code="fr") == {"description": "Demandez-moi."}
    assert bot.result("getMyDescription", language_code="de") == {
        "description": "Ask me about the directive."
    }
    assert telegram.words_about_bot["short_description", ""] == "Rules, verbatim."
    assert "too long" in bot.complaint("setMyDescription", description="x" * 513)
    assert bot.complaint("setMyName", name="x", language_code="french") == (
        "Bad Request: invalid language code specified"
    )


def test_who_is_in_a_chat(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    bob = telegram.person("Bob")
    group = telegram.group("Press", ada, supergroup=True)
    group.join(bob)
    assert bot.result("getChat", chat_id=group.id)["title"] == "Press"
    assert bot.result("getChatMember", chat_id=group.id, user_id=ada.id)["status"] == "creator"
    assert bot.result("getChatMember", chat_id=group.id, user_id=bob.id)["status"] == "member"
    assert bot.result("getChatMemberCount", chat_id=group.id) == 3
    assert bot.result("leaveChat", chat_id=group.id)
    assert bot.complaint("sendMessage", chat_id=group.id, text="x") == (
        "Forbidden: bot is not a member of the supergroup chat"
    )


def test_files_go_both_ways(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    form = aiohttp.FormData({"chat_id": str(ada.id), "caption": "<b>v3</b>", "parse_mode": "HTML"})
    form.add_field("document", b"%PDF-1.7", filename="directive.pdf", content_type="text/pdf")
    sent = bot.request("POST", bot.url("sendDocument"), data=form)["result"]
    seen = ada.chat.from_bot()[0]
    assert (seen.document.name, seen.document.content) == ("directive.pdf", b"%PDF-1.7")
    assert seen.pieces("bold") == ["v3"]
    again = bot.result("sendDocument", chat_id=ada.id, document=sent["document"]["file_id"])
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    assert bot.complaint("sendDocument", chat_id=ada.id, document="nonsense") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    assert bot.complaint("sendDocument", chat_id=ada.id, document="attach://x") == (
        "Bad Request: file 'x' not found in the request"
    )
    assert not telegram.violations


def test_a_big_file_cannot_be_downloaded(bot: RawBot, ada: Person):
    assert bot.complaint("getFile", file_id="nonsense") == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )
    ada.document("film.mp4", claimed_size=20 * 1024 * 1024 + 1)
    update = bot.result("getUpdates")[-1]
    file_id = update["message"]["document"]["file_id"]
    assert bot.complaint("getFile", file_id=file_id) == "Bad Request: file is too big"


def test_captions_are_shorter(bot: RawBot, ada: Person):
    form = aiohttp.FormData({"chat_id": str(ada.id), "caption": "x" * 1025})
    form.add_field("photo", b"x", filename="photo.png")
    answer = bot.request("POST", bot.url("sendPhoto"), data=form)
    assert answer["description"] == "Bad Request: message caption is too long"


def test_a_file_that_nothing_names_is_a_violation(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    form = aiohttp.FormData({"chat_id": str(ada.id), "text": "x"})
    form.add_field("stray", b"x", filename="stray.txt")
    assert not bot.request("POST", bot.url("sendMessage"), data=form)["ok"]
    assert telegram.violations[0].complaint == "files without a parameter that names them: stray"
