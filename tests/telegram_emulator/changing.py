"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage(s), reactions."""

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    SetMessageReaction,
)
from aiogram.types import InlineKeyboardMarkup

from .chat_access import check_played, find_message, find_writable_chat
from .entities import FormattedText
from .formatting import Written, read_caption, read_message_text
from .judge import chosen
from .keyboards import read_inline_keyboard
from .presenting import message_json
from .records import ChatRecord, Json, MessageRecord
from .refusals import Misused, bad_request
from .world import World

TWO_DAYS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
# The free reactions, as the documentation of ReactionTypeEmoji lists them.
FREE_REACTIONS = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥
🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨
🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(FREE_REACTIONS.split())
EDIT_TEXT = frozenset(
    {
        "chat_id",
        "message_id",
        "text",
        "parse_mode",
        "entities",
        "link_preview_options",
        "reply_markup",
    }
)
EDIT_CAPTION = frozenset(
    {"chat_id", "message_id", "caption", "parse_mode", "caption_entities", "reply_markup"}
)
EDIT_MARKUP = frozenset({"chat_id", "message_id", "reply_markup"})


def _find_own_message(
    world: World, chat_id: int | str | None, message_id: int | None
) -> tuple[ChatRecord, MessageRecord]:
    if chat_id is None and message_id is None:
        raise bad_request("message identifier is not specified")
    chat = find_writable_chat(world, chat_id)
    message = find_message(chat, message_id)
    if message is None:
        raise bad_request("message to edit not found")
    foreign = message.sender.id != world.bot.id or message.forward_origin is not None
    if foreign or (message.markup is not None and message.inline_keyboard is None):
        raise bad_request("message can't be edited")
    return chat, message


def edit_message_text(world: World, call: EditMessageText) -> Json:
    check_played(call, EDIT_TEXT)
    written = Written(call.text or "", chosen(call.parse_mode), call.entities)
    text = read_message_text(written, world.user_json)
    chat, message = _find_own_message(world, call.chat_id, call.message_id)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    keyboard = _changed_keyboard(message, call.reply_markup, (message.text, text))
    world.flood.admit(call.__api_method__, chat.id)
    message.earlier.append(message.text)
    message.text = text
    return _edited(world, chat, message, keyboard)


def edit_message_caption(world: World, call: EditMessageCaption) -> Json:
    check_played(call, EDIT_CAPTION)
    written = Written(call.caption or "", chosen(call.parse_mode), call.caption_entities)
    caption = read_caption(written, world.user_json)
    chat, message = _find_own_message(world, call.chat_id, call.message_id)
    if message.document is None and message.photo is None:
        raise bad_request("there is no caption in the message to edit")
    keyboard = _changed_keyboard(message, call.reply_markup, (message.caption, caption))
    world.flood.admit(call.__api_method__, chat.id)
    message.earlier.append(message.words)
    message.caption = caption
    return _edited(world, chat, message, keyboard)


def edit_message_reply_markup(world: World, call: EditMessageReplyMarkup) -> Json:
    check_played(call, EDIT_MARKUP)
    chat, message = _find_own_message(world, call.chat_id, call.message_id)
    keyboard = _changed_keyboard(message, call.reply_markup, (None, None))
    world.flood.admit(call.__api_method__, chat.id)
    _put_keyboard(world, message, keyboard)
    return message_json(message, chat)


def _changed_keyboard(
    message: MessageRecord,
    given: InlineKeyboardMarkup | None,
    words: tuple[FormattedText | None, FormattedText | None],
) -> Json | None:
    """The new keyboard; an edit that changes nothing is refused, one without a keyboard removes."""
    keyboard = read_inline_keyboard(given)
    if words[0] == words[1] and keyboard == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    return keyboard


def _edited(world: World, chat: ChatRecord, message: MessageRecord, keyboard: Json | None) -> Json:
    message.edit_date = world.clock.now()
    _put_keyboard(world, message, keyboard)
    return message_json(message, chat)


def _put_keyboard(world: World, message: MessageRecord, keyboard: Json | None) -> None:
    message.markup = keyboard
    if keyboard is not None:
        message.keyboards.append(keyboard)
    world.mark_changed(message)


def delete_message(world: World, call: DeleteMessage) -> bool:
    chat = find_writable_chat(world, call.chat_id)
    message = find_message(chat, call.message_id)
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(world, chat, message)
    _delete(world, message)
    return True


def delete_messages(world: World, call: DeleteMessages) -> bool:
    if not call.message_ids:
        raise bad_request("message identifiers are not specified")
    if len(call.message_ids) > 100:
        raise bad_request("too many message identifiers specified")
    chat = find_writable_chat(world, call.chat_id)
    found = [message for each in call.message_ids if (message := find_message(chat, each))]
    for message in found:
        _check_deletable(world, chat, message)
    for message in found:
        _delete(world, message)
    return True


def _check_deletable(world: World, chat: ChatRecord, message: MessageRecord) -> None:
    if world.clock.now() - message.date > TWO_DAYS:
        raise bad_request("message can't be deleted for everyone")
    own = message.sender.id == world.bot.id
    if not own and not chat.is_private and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")


def _delete(world: World, message: MessageRecord) -> None:
    message.deleted = True
    world.mark_changed(message)


def set_message_reaction(world: World, call: SetMessageReaction) -> bool:
    check_played(call, frozenset({"chat_id", "message_id", "reaction", "is_big"}))
    chat = find_writable_chat(world, call.chat_id)
    message = find_message(chat, call.message_id)
    if message is None:
        raise bad_request("message to react not found")
    reactions = []
    for reaction in call.reaction or []:
        emoji = getattr(reaction, "emoji", None)
        if emoji is None:
            raise Misused("a bot has no custom or paid reactions here")
        if emoji.replace("\ufe0f", "") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
        reactions.append(emoji)
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions = reactions
    world.mark_changed(message)
    return True
