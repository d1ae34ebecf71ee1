"""Writes messages, chats and queries as the Bot API writes them."""

import base64
import hashlib
from typing import Any

from aiogram.types import ChatMemberAdministrator

from .records import CallbackQuery, ChatRecord, FileRecord, Json, MessageRecord

ANONYMOUS = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


def file_json(file: FileRecord) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def document_json(file: FileRecord) -> Json:
    return {"file_name": file.name, "mime_type": file.mime_type} | file_json(file)


def photo_json(file: FileRecord) -> list[Json]:
    return [file_json(file) | {"width": file.width, "height": file.height}]


def message_json(message: MessageRecord, chat: ChatRecord, *, within: bool = False) -> Json:
    """A message; one that is replied to is written without its own reply."""
    written: Json = {
        "message_id": message.id,
        "from": message.sender.as_json(),
        "chat": chat.as_json(),
        "date": message.date,
    }
    if message.edit_date is not None:
        written["edit_date"] = message.edit_date
    if message.forward_origin is not None:
        written |= _forward_json(message.forward_origin)
    if message.reply_to is not None and not within:
        written["reply_to_message"] = message_json(message.reply_to, chat, within=True)
        if message.quote is not None:
            written["quote"] = message.quote
    if message.document is not None:
        written["document"] = document_json(message.document)
    if message.photo is not None:
        written["photo"] = photo_json(message.photo)
    if message.media_group_id is not None:
        written["media_group_id"] = message.media_group_id
    for name, text in (("text", message.text), ("caption", message.caption)):
        if text is not None:
            written[name] = text.text
            if text.entities:
                key = "entities" if name == "text" else "caption_entities"
                written[key] = text.entities_json()
    if message.service is not None:
        written |= message.service
    if message.inline_keyboard is not None:
        written["reply_markup"] = message.inline_keyboard
    if message.protected:
        written["has_protected_content"] = True
    return written


def _forward_json(origin: Json) -> Json:
    """The origin, and the older fields that Telegram still writes beside it."""
    written: Json = {"forward_origin": origin, "forward_date": origin["date"]}
    if origin["type"] == "user":
        written["forward_from"] = origin["sender_user"]
    elif origin["type"] == "hidden_user":
        written["forward_sender_name"] = origin["sender_user_name"]
    elif origin["type"] == "channel":
        written["forward_from_chat"] = origin["chat"]
        written["forward_from_message_id"] = origin["message_id"]
    return written


def query_json(query: CallbackQuery, chat: ChatRecord) -> Json:
    message: Json
    if query.message.deleted:
        message = {"chat": chat.as_json(), "message_id": query.message.id, "date": 0}
    else:
        message = message_json(query.message, chat)
    return {
        "id": query.id,
        "from": query.person.as_json(),
        "message": message,
        "chat_instance": str(int(digest(f"chat {chat.id}")[:15], 16)),
        "data": query.data,
    }


def member_json(user: Any, status: str) -> Json:
    """A member of a chat with the fields that the Bot API demands for each status."""
    written: Json = {"user": user.as_json(), "status": status}
    if status == "kicked":
        written["until_date"] = 0
    if status == "creator":
        written["is_anonymous"] = False
    if status == "administrator":
        required = ChatMemberAdministrator.model_fields.items()
        rights = [name for name, field in required if field.annotation is bool]
        written |= dict.fromkeys(rights, False) | {"can_manage_chat": True}
    return written


def digest(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()


def file_id_for(what: str) -> tuple[str, str]:
    """Identifiers that look like Telegram's and are the same in every run."""
    raw = hashlib.sha256(what.encode()).digest()
    long = base64.urlsafe_b64encode(raw + raw[:16]).decode().rstrip("=")
    return f"BQAC{long}", f"AgAD{long[:12]}"
