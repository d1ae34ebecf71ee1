"""sendMessage, sendDocument, sendPhoto, sendMessageDraft, sendChatAction."""

from typing import Any

from aiogram.enums import ChatAction as KnownAction
from aiogram.methods import (
    SendChatAction,
    SendDocument,
    SendMessage,
    SendMessageDraft,
    SendPhoto,
)
from aiogram.types import BufferedInputFile, ReplyParameters

from . import utf16
from .chat_access import check_played, find_chat, find_message, find_writable_chat
from .formatting import Written, read_caption, read_formatted, read_message_text, read_quote
from .judge import chosen
from .keyboards import read_markup
from .links import checked_url
from .presenting import message_json
from .records import ChatAction, ChatRecord, Draft, FileRecord, Json, MessageRecord
from .refusals import Misused, bad_request
from .world import World

ACTIONS = frozenset(action.value for action in KnownAction)
PHOTO_LIMIT = 10 * 1024 * 1024
FILE_NAME_LIMIT = 255
COMMON = frozenset(
    {
        "chat_id",
        "parse_mode",
        "disable_notification",
        "protect_content",
        "message_effect_id",
        "reply_parameters",
        "reply_markup",
    }
)
SEND_MESSAGE = COMMON | {"text", "entities", "link_preview_options"}
SEND_DOCUMENT = COMMON | {
    "document",
    "caption",
    "caption_entities",
    "disable_content_type_detection",
}
SEND_PHOTO = COMMON | {"photo", "caption", "caption_entities", "has_spoiler"}
SEND_DRAFT = frozenset({"chat_id", "draft_id", "text", "parse_mode", "entities", "can_stop"})


def send_message(world: World, call: SendMessage) -> Json:
    check_played(call, SEND_MESSAGE)
    written = Written(call.text, chosen(call.parse_mode), call.entities)
    text = read_message_text(written, world.user_json)
    preview = chosen(call.link_preview_options)
    if preview is not None and preview.url and checked_url(preview.url).url is None:
        raise bad_request("WEBPAGE_URL_INVALID")
    chat = find_writable_chat(world, call.chat_id)
    return _post(world, chat, call, text=text)


def send_document(world: World, call: SendDocument) -> Json:
    check_played(call, SEND_DOCUMENT)
    chat = find_writable_chat(world, call.chat_id)
    written = Written(call.caption or "", chosen(call.parse_mode), call.caption_entities)
    caption = read_caption(written, world.user_json)
    file = _read_file(world, call.document, "application/octet-stream")
    return _post(world, chat, call, document=file, caption=caption)


def send_photo(world: World, call: SendPhoto) -> Json:
    check_played(call, SEND_PHOTO)
    chat = find_writable_chat(world, call.chat_id)
    written = Written(call.caption or "", chosen(call.parse_mode), call.caption_entities)
    caption = read_caption(written, world.user_json)
    file = _read_file(world, call.photo, "image/jpeg")
    if file.size > PHOTO_LIMIT:
        raise bad_request("file is too big")
    file.width, file.height = file.width or 90, file.height or 90
    return _post(world, chat, call, photo=file, caption=caption)


def _read_file(world: World, given: Any, mime_type: str) -> FileRecord:
    if isinstance(given, BufferedInputFile):
        if not given.data:
            raise bad_request("file must be non-empty")
        name = given.filename or "file"
        if len(name) > FILE_NAME_LIMIT:
            raise Misused(f"a file name of {len(name)} characters")
        return world.add_file(name, given.data, mime_type)
    if isinstance(given, str) and given.startswith(("http://", "https://")):
        raise Misused("sending a file by its URL is not played by this emulator")
    if given not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[given]


def _post(
    world: World, chat: ChatRecord, call: SendMessage | SendDocument | SendPhoto, **content: Any
) -> Json:
    if call.message_effect_id is not None and not call.message_effect_id.isdigit():
        raise bad_request("EFFECT_ID_INVALID")
    markup = read_markup(call.reply_markup)
    reply_to, quote = _read_reply(world, chat, call.reply_parameters)
    world.flood.admit(call.__api_method__, chat.id)
    message = world.add_message(
        chat,
        world.bot,
        markup=markup,
        reply_to=reply_to,
        quote=quote,
        protected=bool(chosen(call.protect_content)),
        silent=bool(call.disable_notification),
        **content,
    )
    return message_json(message, chat)


def _read_reply(
    world: World, chat: ChatRecord, reply: ReplyParameters | None
) -> tuple[MessageRecord | None, Json | None]:
    if reply is None:
        return None, None
    for name in ("checklist_task_id", "poll_option_id", "ephemeral_message_id"):
        if getattr(reply, name) is not None:
            raise Misused(f"reply_parameters.{name} is not played by this emulator")
    if reply.message_id is None:
        raise bad_request('can\'t find field "message_id"')
    if reply.chat_id is not None and str(reply.chat_id) != str(chat.id):
        raise Misused("a reply to a message of another chat is not played by this emulator")
    target = find_message(chat, reply.message_id)
    if target is None:
        if chosen(reply.allow_sending_without_reply):
            return None, None
        raise bad_request("message to be replied not found")
    if reply.quote is None:
        return target, None
    written = Written(reply.quote, chosen(reply.quote_parse_mode), reply.quote_entities)
    quote = read_quote(written, world.user_json, target.words)
    shown: Json = {
        "text": quote.text,
        "position": _nearest(target.words.text, quote.text, reply.quote_position or 0),
        "is_manual": True,
    }
    if quote.entities:
        shown["entities"] = quote.entities_json()
    return target, shown


def _nearest(source: str, piece: str, wanted: int) -> int:
    """Where the piece stands, in UTF-16 units; of several places the nearest to the wanted one."""
    places = []
    begin = source.find(piece)
    while begin >= 0:
        places.append(utf16.length(source[:begin]))
        begin = source.find(piece, begin + 1)
    return min(places, key=lambda place: abs(place - wanted))


def send_message_draft(world: World, call: SendMessageDraft) -> bool:
    check_played(call, SEND_DRAFT)
    written = Written(call.text or "", chosen(call.parse_mode), call.entities)
    text = read_formatted(written, world.user_json)
    if utf16.length(text.text) > 4096:
        raise bad_request("message is too long")
    chat = find_writable_chat(world, call.chat_id)
    if not chat.is_private:
        raise bad_request("message drafts can be sent only to private chats")
    if call.draft_id == 0:
        raise bad_request("invalid draft identifier specified")
    chat.drafts.append(Draft(call.draft_id, text))
    world.changes.notify()
    return True


def send_chat_action(world: World, call: SendChatAction) -> bool:
    check_played(call, frozenset({"chat_id", "action"}))
    if call.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    find_chat(world, call.chat_id)
    chat = find_writable_chat(world, call.chat_id)
    chat.actions.append(ChatAction(call.action, world.clock.now(), world.next_order()))
    world.changes.notify()
    return True
