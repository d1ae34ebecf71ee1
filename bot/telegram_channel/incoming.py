"""What Telegram delivered, in the few shapes that a listener can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import CallbackQuery, Message, Update, User

from bot.storage.identity import Address, Identity, Platform

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+|$)")
# Telegram's own accounts, under which anonymous administrators and linked channels write.
_FACELESS = frozenset({136817688, 777000, 1087968824})


class UnreadableUpdateError(Exception):
    """An update that this version cannot read: malformed, or of a shape yet to come."""


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or a topic in one."""

    chat: int
    private: bool
    thread: int | None = None

    @property
    def address(self) -> Address:
        """The place as the database names it."""
        return Address(Platform.TELEGRAM, str(self.chat), str(self.thread or ""))

    def at(self, message: int) -> Address:
        """A message in this place."""
        return self.address.at(str(message))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who did it."""

    id: int
    name: str
    language: str
    bot: bool = False

    @property
    def identity(self) -> Identity:
        """The account as the database names it."""
        return Identity.telegram(self.id)


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """The message that was replied to; ``text`` is the part of it that was quoted, if one was."""

    message: int | None
    text: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that came with a message; ``unique`` names its content in every chat and for ever."""

    id: str
    unique: str
    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A message. ``command`` is empty for plain text, ``text`` is what follows a command.

    ``post`` says that the text is somebody's post: it was forwarded, or is a photo's caption.
    ``addressed``: meant for the bot, as everything is in a private chat.
    """

    place: Place
    speaker: Speaker
    message: int
    text: str = ""
    command: str = ""
    reply: RepliedTo | None = None
    forwarded: bool = False
    caption: bool = False
    edited: bool = False
    addressed: bool = True
    file: GivenFile | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed. ``message`` is ``None`` where Telegram has forgotten it."""

    place: Place | None
    speaker: Speaker
    query: str
    data: str
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, and so got another id."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """Nothing to act on; ``why`` is for the log."""

    why: str


Incoming: TypeAlias = Said | Pressed | Moved | Unheard


def read_update(payload: Mapping[str, Any], me: Me) -> Incoming:
    """The update as one of the shapes; ``UnreadableUpdateError`` where it is malformed."""
    try:
        update = Update.de_json(dict(payload), None)
        if update.callback_query:
            return _pressed(update.callback_query)
        if update.my_chat_member:
            status = update.my_chat_member.new_chat_member.status
            return Unheard(f"it is {status} in chat {update.my_chat_member.chat.id} now")
        message = update.message or update.edited_message
        if message is None:
            return Unheard("an update of another kind")
        return _heard(message, me, edited=update.edited_message is not None)
    except (AttributeError, KeyError, LookupError, TypeError, ValueError) as fault:
        raise UnreadableUpdateError(f"{type(fault).__name__}") from fault


def _heard(message: Message, me: Me, *, edited: bool) -> Incoming:
    if message.migrate_to_chat_id:
        return Moved(message.chat.id, message.migrate_to_chat_id)
    if message.from_user is None:
        return Unheard("a message of nobody")
    if _is_service(message):
        return Unheard("a service message")
    text = message.text or message.caption or ""
    command, rest, mine = _command(text, me)
    if command and not mine:
        return Unheard("a command to another bot")
    place = _place(message)
    reply = _reply(message, me)
    mentioned = bool(me.username) and f"@{me.username}".lower() in text.lower()
    answered = reply is not None and reply.mine
    return Said(
        place,
        _speaker(message.from_user),
        message.message_id,
        rest if command else _without_mention(text, me),
        command,
        reply,
        forwarded=message.forward_origin is not None,
        caption=not message.text and bool(message.caption),
        edited=edited,
        addressed=place.private or bool(command) or answered or mentioned,
        file=_file(message),
    )


def _file(message: Message) -> GivenFile | None:
    """What was sent as a file; Telegram calls a moving picture one too."""
    document = None if message.animation else message.document
    if document is None:
        return None
    name = document.file_name or ""
    return GivenFile(document.file_id, document.file_unique_id, name, document.file_size or 0)


def _is_service(message: Message) -> bool:
    """Somebody joined, a title changed, a message was pinned: nobody said anything."""
    return not message.text and not message.caption and not message.effective_attachment


def _command(text: str, me: Me) -> tuple[str, str, bool]:
    """The command, what follows it, and whether it is meant for this bot."""
    found = _COMMAND.match(text)
    if found is None:
        return "", text, True
    other = found.group(2)
    mine = other is None or other.lower() == me.username.lower()
    return found.group(1).lower(), text[found.end() :].strip(), mine


def _without_mention(text: str, me: Me) -> str:
    if not me.username:
        return text
    return re.sub(rf"@{re.escape(me.username)}\b", "", text, flags=re.IGNORECASE).strip()


def _place(message: Message) -> Place:
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, message.chat.type == "private", thread)


def _speaker(user: User) -> Speaker:
    faceless = user.id in _FACELESS
    return Speaker(user.id, user.full_name, user.language_code or "", user.is_bot or faceless)


def _reply(message: Message, me: Me) -> RepliedTo | None:
    quoted = message.quote.text if message.quote else ""
    replied = message.reply_to_message
    if replied is None:
        return RepliedTo(None, quoted) if quoted else None
    # In a topic, every message "replies" to the one that opened the topic.
    if message.is_topic_message and replied.message_id == message.message_thread_id:
        return None
    mine = replied.from_user is not None and replied.from_user.id == me.id
    text = quoted or replied.text or replied.caption or ""
    return RepliedTo(replied.message_id, text, mine)


def _pressed(query: CallbackQuery) -> Incoming:
    message = query.message
    speaker = _speaker(query.from_user)
    if message is None:
        return Pressed(None, speaker, query.id, query.data or "")
    thread = None
    if isinstance(message, Message):
        thread = message.message_thread_id if message.is_topic_message else None
    place = Place(message.chat.id, message.chat.type == "private", thread)
    return Pressed(place, speaker, query.id, query.data or "", message.message_id)
