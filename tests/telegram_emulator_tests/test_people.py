"""What people do, and what of it a bot may see."""

import asyncio

import pytest

from tests.telegram_emulator import NoSuchButtonError, Person, TelegramEmulator

from .raw_bot import RawBot

BUTTONS = {
    "inline_keyboard": [
        [
            {"text": "Personal", "callback_data": "a:p"},
            {"text": "Official", "callback_data": "a:o"},
        ],
        [{"text": "Read it", "url": "https://mfa.example.org/smd"}],
    ]
}


def newest(bot: RawBot) -> dict[str, object]:
    update: dict[str, object] = bot.result("getUpdates", offset=-1)[0]
    return update


def test_a_deep_link_becomes_a_start_command(bot: RawBot, telegram: TelegramEmulator):
    ada = telegram.person("Ada", language_code="de")
    ada.start("i_Ab-9")
    assert newest(bot) == {
        "update_id": 700_000_001,
        "message": {
            "message_id": 101,
            "from": {
                "id": 1_000_001,
                "is_bot": False,
                "first_name": "Ada",
                "language_code": "de",
            },
            "chat": {"id": 1_000_001, "first_name": "Ada", "type": "private"},
            "date": 1_793_610_001,
            "text": "/start i_Ab-9",
            "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
        },
    }
    with pytest.raises(ValueError, match="does not open a link"):
        ada.start("no spaces")


def test_the_bot_learns_of_an_edit(bot: RawBot, ada: Person):
    sent = ada.send("May I lik it?")
    seen = ada.edit(sent, "May I like it?")
    assert (seen.edited, seen.earlier) == (True, ("May I lik it?",))
    edited = newest(bot)["edited_message"]
    assert (edited["text"], edited["edit_date"]) == ("May I like it?", 1_793_610_003)


def test_a_reply_with_a_quote(bot: RawBot, ada: Person):
    sent = bot.result("sendMessage", chat_id=ada.id, text="Staff shall not like posts.")
    ada.reply(ada.chat.message(sent["message_id"]), "Why?", quote="shall not")
    message = newest(bot)["message"]
    assert message["reply_to_message"]["from"]["is_bot"]
    assert message["quote"] == {"text": "shall not", "position": 6, "is_manual": True}


def test_forwards_name_where_they_come_from(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    bob = telegram.person("Bob")
    ada.forward("from Bob", origin=bob)
    assert newest(bot)["message"]["forward_origin"]["sender_user"]["id"] == bob.id
    ada.forward("from a channel", origin=telegram.channel("Elbonia", "elbonia"), signature="Press")
    origin = newest(bot)["message"]["forward_origin"]
    assert (origin["type"], origin["chat"]["title"]) == ("channel", "Elbonia")
    assert origin["author_signature"] == "Press"
    ada.forward("from someone shy", origin="A. Nonymous", photo=True)
    message = newest(bot)["message"]
    assert message["caption"] == "from someone shy"
    assert message["forward_origin"]["sender_user_name"] == "A. Nonymous"
    assert [seen.forwarded_from for seen in ada.chat.transcript()[1:]] == [
        "Bob",
        "Elbonia",
        "A. Nonymous",
    ]


def test_photos_and_documents_can_be_fetched(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    ada.photo("Is this fine?")
    photo = newest(bot)["message"]["photo"][0]
    assert (photo["width"], photo["height"]) == (1, 1)
    ada.document("directive.md", b"# Directive", mime_type="text/markdown", caption="the new one")
    message = newest(bot)["message"]
    assert message["document"]["mime_type"] == "text/markdown"
    assert message["caption"] == "the new one"
    path = bot.result("getFile", file_id=message["document"]["file_id"])["file_path"]
    assert path == "documents/file_2.md"


def test_an_album_is_a_message_for_each_file(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    ada.album(("one.docx", b"1"), ("two.docx", b"2"), caption="both")
    one, two = (update["message"] for update in bot.result("getUpdates")[-2:])
    assert one["media_group_id"] == two["media_group_id"]
    assert (one["document"]["file_name"], two["document"]["file_name"]) == ("one.docx", "two.docx")
    assert ("caption" in one, two["caption"]) == (False, "both")
    ada.forward(origin="A. Nonymous", document=("three.docx", b"3"))
    forwarded = newest(bot)["message"]
    assert forwarded["document"]["file_name"] == "three.docx"
    assert "forward_origin" in forwarded


def test_a_file_can_be_replaced_by_an_edit(bot: RawBot, ada: Person):
    sent = ada.document("draft.docx", b"draft", caption="the new one")
    ada.replace_document(sent, "final.docx", b"final")
    edited = newest(bot)["edited_message"]
    assert edited["document"]["file_name"] == "final.docx"
    assert edited["caption"] == "the new one"


def test_a_files_path_lasts_an_hour(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    ada.document("directive.md", b"# Directive")
    file_id = newest(bot)["message"]["document"]["file_id"]
    path = bot.result("getFile", file_id=file_id)["file_path"]
    telegram.expire_file_paths()
    assert bot.download(path)[0] == 404
    assert telegram.violations == []
    path = bot.result("getFile", file_id=file_id)["file_path"]
    assert bot.download(path) == (200, b"# Directive")


def test_a_button_must_be_on_the_newest_version(bot: RawBot, ada: Person):
    sent = bot.result("sendMessage", chat_id=ada.id, text="Which?", reply_markup=BUTTONS)
    assert ada.chat.from_bot()[0].labels == ("Personal", "Official", "Read it")
    press = ada.press("Personal")
    query = newest(bot)["callback_query"]
    assert (query["id"], query["data"]) == (press.id, "a:p")
    assert query["message"]["message_id"] == sent["message_id"]
    with pytest.raises(NoSuchButtonError, match="Private"):
        ada.press("Private")
    with pytest.raises(ValueError, match="sends nothing"):
        ada.press("Read it")
    bot.result("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="Done.")
    with pytest.raises(NoSuchButtonError):
        ada.press(data="a:o")
    assert ada.press(data="a:o", stale=True).data == "a:o"


def test_blocking_and_unblocking(bot: RawBot, ada: Person):
    ada.block()
    change = newest(bot)["my_chat_member"]
    assert [change[side]["status"] for side in ("old_chat_member", "new_chat_member")] == [
        "member",
        "kicked",
    ]
    with pytest.raises(ValueError, match="must unblock"):
        ada.send("hello?")
    ada.unblock()
    ada.send("hello again")


def test_privacy_mode_hides_a_groups_talk(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    bob = telegram.person("Bob")
    group = telegram.group("Press", ada, bob)
    bot.result("getUpdates", offset=telegram.delivery.last_id + 1)
    bob.send("good morning", chat=group)
    bob.send("@attache_desk_bot may I?", chat=group)
    bob.command("ask", "may I?", chat=group, addressed_to="another_bot")
    assert bot.result("getUpdates") == []
    bob.command("ask", "may I?", chat=group)
    bob.command("ask", "may I?", chat=group, addressed_to="attache_desk_bot")
    sent = bot.result("sendMessage", chat_id=group.id, text="No.")
    bob.reply(group.message(sent["message_id"]), "Why not?")
    heard = [update["message"]["text"] for update in bot.result("getUpdates")]
    assert heard == ["/ask may I?", "/ask@attache_desk_bot may I?", "Why not?"]
    group.promote_bot()
    bob.send("everyone hears this", chat=group)
    assert newest(bot)["message"]["text"] == "everyone hears this"


def test_without_privacy_mode_the_bot_hears_everything():
    with TelegramEmulator(privacy_mode=False) as telegram:
        ada = telegram.person("Ada")
        group = telegram.group("Press", ada)
        ada.send("good morning", chat=group)
        bot = RawBot(telegram)
        assert newest(bot)["message"]["text"] == "good morning"
        assert bot.result("getMe")["can_read_all_group_messages"]


def test_a_group_becomes_a_supergroup(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    group = telegram.group("Press", ada)
    supergroup = group.migrate()
    old, new = (update["message"] for update in bot.result("getUpdates", offset=-2))
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.id, supergroup.id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (supergroup.id, group.id)
    answer = bot.call("sendMessage", chat_id=group.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": supergroup.id}
    assert bot.result("sendMessage", chat_id=supergroup.id, text="x")["message_id"] == 2


def test_a_bot_that_was_thrown_out(bot: RawBot, telegram: TelegramEmulator, ada: Person):
    group = telegram.group("Press", ada)
    group.remove_bot()
    assert newest(bot)["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert bot.complaint("sendMessage", chat_id=group.id, text="x") == (
        "Forbidden: bot was kicked from the group chat"
    )


def test_waiting_for_a_reply_says_what_there_was_instead(bot: RawBot, ada: Person):
    ada.send("Hello?")
    bot.complaint("sendMessage", chat_id=ada.id, text="x", colour="red")
    with pytest.raises(TimeoutError) as caught:
        asyncio.run(ada.chat.wait_for_reply(timeout=0.05))
    assert "Ada Okafor: 'Hello?'" in str(caught.value)
    assert "sendMessage has no parameter colour" in str(caught.value)


def test_a_reply_is_what_came_after_a_person_last_did_something(bot: RawBot, ada: Person):
    sent = bot.result("sendMessage", chat_id=ada.id, text="Looking …")
    assert ada.chat.wait_for_reply_sync().text == "Looking …"
    ada.send("And?")
    assert ada.chat.replies() == []
    bot.result("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="No.")
    reply = asyncio.run(ada.chat.wait_for_reply(lambda seen: seen.edited))
    assert (reply.text, reply.earlier) == ("No.", ("Looking …",))


def test_an_album_of_what_the_bot_cannot_change(bot: RawBot, ada: Person):
    sent = ada.send("mine")
    ada.delete(sent)
    assert [seen.text for seen in ada.chat.transcript()] == ["/start"]
    assert bot.complaint(
        "sendMessage", chat_id=ada.id, text="x", reply_parameters={"message_id": sent.id}
    ) == ("Bad Request: message to be replied not found")
