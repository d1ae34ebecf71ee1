"""getChat, getChatMember and the like, getFile, leaveChat, answerCallbackQuery."""

from aiogram.methods import (
    AnswerCallbackQuery,
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    GetFile,
    LeaveChat,
)

from .chat_access import find_chat, find_writable_chat
from .presenting import file_json, member_json
from .records import CallbackAnswer, ChatRecord, Json
from .refusals import bad_request
from .world import World

DOWNLOAD_LIMIT = 20 * 1024 * 1024
ANSWER_LIMIT = 200
QUERY_LIFETIME = 900
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def get_chat(world: World, call: GetChat) -> Json:
    chat = find_chat(world, call.chat_id)
    return chat.as_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


def _status(world: World, chat: ChatRecord, user_id: int) -> str:
    if user_id == world.bot.id:
        return chat.bot_status
    if user_id not in chat.members:
        return "left"
    return "creator" if chat.owner_id == user_id else "member"


def get_chat_member(world: World, call: GetChatMember) -> Json:
    chat = find_chat(world, call.chat_id)
    if call.user_id == world.bot.id:
        return member_json(world.bot, chat.bot_status)
    user = chat.members.get(call.user_id) or world.users.get(call.user_id)
    if user is None:
        raise bad_request("user not found")
    if chat.is_private:
        return member_json(user, "member")
    return member_json(user, _status(world, chat, call.user_id))


def get_chat_member_count(world: World, call: GetChatMemberCount) -> int:
    chat = find_chat(world, call.chat_id)
    return 2 if chat.is_private else len(chat.members) + (chat.bot_status != "left")


def get_chat_administrators(world: World, call: GetChatAdministrators) -> list[Json]:
    chat = find_chat(world, call.chat_id)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    owner = chat.members.get(chat.owner_id)
    return [member_json(owner, "creator")] if owner else []


def leave_chat(world: World, call: LeaveChat) -> bool:
    chat = find_writable_chat(world, call.chat_id)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    old, chat.bot_status = chat.bot_status, "left"
    world.announce_own_status(chat, world.bot, old, "left")
    return True


def get_file(world: World, call: GetFile) -> Json:
    file = world.files.get(call.file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file_json(file) | {"file_path": file.path}


def answer_callback_query(world: World, call: AnswerCallbackQuery) -> bool:
    query = world.queries.get(call.callback_query_id)
    if call.url is not None:
        raise bad_request("URL_INVALID")
    if call.text is not None and len(call.text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is None or query.expired or query.answer is not None:
        raise bad_request(TOO_OLD)
    if world.clock.age(query.pressed) > QUERY_LIFETIME:
        raise bad_request(TOO_OLD)
    query.answer = CallbackAnswer(
        call.text or "", bool(call.show_alert), call.url, call.cache_time or 0
    )
    world.changes.notify()
    return True
