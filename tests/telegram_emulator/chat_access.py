"""Finds the chat that a call names, and says why the bot may not write there."""

from typing import Any

from aiogram.methods.base import TelegramMethod

from .judge import chosen
from .records import ChatRecord, MessageRecord
from .refusals import Misused, Refused, bad_request, forbidden
from .world import World

# Parameters whose only honest answer, in the chats that are played here, is Telegram's refusal.
HOPELESS = {
    "business_connection_id": "business connection not found",
    "message_thread_id": "message thread not found",
    "allow_paid_broadcast": "FLOODSKIP_NOT_ALLOWED",
    "suggested_post_parameters": "suggested posts can be sent only to channel direct messages",
    "inline_message_id": "MESSAGE_ID_INVALID",
}


def check_played(call: TelegramMethod[Any], played: frozenset[str]) -> None:
    """Refuses parameters that would be silently ignored here, and those that Telegram gave up."""
    for name in sorted(call.model_fields_set - played):
        if chosen(getattr(call, name)) is None:
            continue
        field = type(call).model_fields[name]
        extra = field.json_schema_extra
        if isinstance(extra, dict) and extra.get("deprecated"):
            raise Misused(f"{name} is deprecated")
        if name in HOPELESS:
            raise bad_request(HOPELESS[name])
        raise Misused(f"{call.__api_method__}.{name} is not played by this emulator")


def find_chat(world: World, chat_id: int | str | None) -> ChatRecord:
    """A chat that the bot has met."""
    if chat_id is None or chat_id == "":
        raise bad_request("chat_id is empty")
    try:
        chat = world.chats.get(int(chat_id))
    except ValueError:
        chat = None
    if chat is None or (chat.is_private and not chat.started):
        raise bad_request("chat not found")
    return chat


def find_writable_chat(world: World, chat_id: int | str | None) -> ChatRecord:
    """A chat that the bot has met and may write to."""
    chat = find_chat(world, chat_id)
    if chat.migrated_to:
        raise Refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.person is not None and chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.bot_status == "kicked":
        if chat.is_private:
            raise forbidden("bot was blocked by the user")
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def find_message(chat: ChatRecord, message_id: int | None) -> MessageRecord | None:
    message = chat.messages.get(message_id or 0)
    return None if message is None or message.deleted else message
