"""The people who use the bot: what they type, press, send, edit and refuse."""

import base64
import re
from typing import TYPE_CHECKING, Any

from . import utf16
from .channel import Channel
from .chat import Chat
from .entities import Entity, FormattedText
from .formatting import cleaned, trimmed
from .keyboards import buttons_of
from .presenting import query_json
from .press import NoSuchButtonError, Press
from .records import CallbackQuery, ChatRecord, Json, MessageRecord, UserRecord
from .transcript import SeenMessage, seen
from .world import CALLBACK_LANE

if TYPE_CHECKING:
    from .emulator import TelegramEmulator

DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
# One transparent pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class Person:
    """Someone with Telegram on the phone; `chat` is the private chat with the bot."""

    def __init__(self, emulator: "TelegramEmulator", user: UserRecord, record: ChatRecord) -> None:
        self._emulator = emulator
        self._world = emulator.world
        self.user = user
        self.chat = Chat(self._world, emulator.journal, record)
        self._private = record

    def __repr__(self) -> str:
        return f"<Person {self.id} {self.user.name!r}>"

    @property
    def id(self) -> int:
        return self.user.id

    def _record_of(self, chat: Chat | None) -> ChatRecord:
        if chat is None:
            return self._private
        record = self._world.chats[chat.id]
        if self.id not in record.members:
            raise ValueError(f"{self!r} is not in {chat!r}")
        return record

    def _say(self, chat: Chat | None, **parts: Any) -> SeenMessage:
        """Puts a message into the chat and tells the bot, where the bot may see it."""
        with self._world.lock:
            record = self._record_of(chat)
            if record.is_private:
                if record.bot_status == "kicked":
                    raise ValueError(f"{self!r} has blocked the bot and must unblock it to write")
                record.started = True
            self._world.clock.tick()
            message = self._world.add_message(record, self.user, **parts)
            self._world.announce_message("message", message, record)
            return seen(message, self._world.bot.id)

    def _formatted(self, text: str, entities: list[Entity] | None = None) -> FormattedText:
        written = trimmed(cleaned(FormattedText(text, tuple(entities or ()))))
        if not written.text:
            raise ValueError("Telegram's app does not send an empty message")
        if utf16.length(written.text) > 4096:
            raise ValueError("Telegram's app cuts a text of more than 4096 units into several")
        return written

    def send(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: SeenMessage | None = None,
        quote: str | None = None,
        entities: list[Entity] | None = None,
    ) -> SeenMessage:
        """Types a message; `quote` must be a piece of the message that is replied to."""
        parts: dict[str, Any] = {"text": self._formatted(text, entities)}
        with self._world.lock:
            if reply_to is not None:
                parts |= self._reply_parts(self._record_of(chat), reply_to, quote)
            elif quote is not None:
                raise ValueError("a quote needs a message to reply to")
            return self._say(chat, **parts)

    def _reply_parts(
        self, record: ChatRecord, to: SeenMessage, quote: str | None
    ) -> dict[str, Any]:
        target = record.messages[to.id]
        parts: dict[str, Any] = {"reply_to": target}
        if quote is not None:
            begin = target.words.text.index(quote)
            position = utf16.length(target.words.text[:begin])
            parts["quote"] = {"text": quote, "position": position, "is_manual": True}
        return parts

    def reply(self, to: SeenMessage, text: str, *, quote: str | None = None) -> SeenMessage:
        """Replies in the chat where the message stands."""
        return self.send(text, chat=self._chat_of(to), reply_to=to, quote=quote)

    def _chat_of(self, message: SeenMessage) -> Chat | None:
        return None if message.chat_id == self.chat.id else self._emulator.chat(message.chat_id)

    def command(
        self,
        name: str,
        argument: str = "",
        *,
        chat: Chat | None = None,
        addressed_to: str | None = None,
    ) -> SeenMessage:
        """`/name argument`; `addressed_to` adds `@somebot`, as a group with several bots needs."""
        address = f"@{addressed_to}" if addressed_to else ""
        return self.send(f"/{name}{address} {argument}".strip(), chat=chat)

    def start(self, payload: str = "") -> SeenMessage:
        """Opens the bot by its link, with the payload of `t.me/bot?start=payload`."""
        if payload and not DEEP_LINK.fullmatch(payload):
            raise ValueError(f"Telegram's app does not open a link with the payload {payload!r}")
        return self.command("start", payload)

    def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        """Edits one of one's own messages."""
        with self._world.lock:
            record = self._record_of(self._chat_of(message))
            own = self._own_message(record, message)
            own.earlier.append(own.words)
            if own.text is not None:
                own.text = self._formatted(text)
            else:
                own.caption = self._formatted(text)
            own.edit_date = self._world.clock.tick()
            self._world.mark_changed(own)
            record.last_said_by_people = own.changed
            self._world.announce_message("edited_message", own, record)
            return seen(own, self._world.bot.id)

    def _own_message(self, record: ChatRecord, message: SeenMessage) -> MessageRecord:
        own = record.messages[message.id]
        if own.sender.id != self.id or own.forward_origin is not None:
            raise ValueError(f"{self!r} cannot edit message {message.id}")
        return own

    def delete(self, message: SeenMessage) -> None:
        """Deletes a message; the bot is not told, as on Telegram."""
        with self._world.lock:
            record = self._record_of(self._chat_of(message))
            record.messages[message.id].deleted = True
            self._world.mark_changed(record.messages[message.id])

    def photo(
        self, caption: str = "", *, content: bytes = PNG, chat: Chat | None = None
    ) -> SeenMessage:
        with self._world.lock:
            file = self._world.add_file("photo.png", content, "image/png")
            file.width = file.height = 1
            return self._say(chat, photo=file, caption=self._caption(caption))

    def document(
        self,
        name: str,
        content: bytes = b"",
        *,
        mime_type: str = "application/octet-stream",
        caption: str = "",
        chat: Chat | None = None,
        claimed_size: int | None = None,
    ) -> SeenMessage:
        """Sends a file; a claimed size spares a test the bytes of one that is too big."""
        with self._world.lock:
            file = self._world.add_file(name, content, mime_type, size=claimed_size)
            return self._say(chat, document=file, caption=self._caption(caption))

    def album(
        self, *documents: tuple[str, bytes], caption: str = "", chat: Chat | None = None
    ) -> list[SeenMessage]:
        """Sends several files at once: a message for each, the caption under the last."""
        if not 2 <= len(documents) <= 10:
            raise ValueError("Telegram's app makes an album of two to ten files")
        with self._world.lock:
            group = str(self._world.next_number("album", 13_000_000_000_000_001))
            sent = []
            for place, (name, content) in enumerate(documents, 1):
                file = self._world.add_file(name, content, "application/octet-stream")
                under = self._caption(caption if place == len(documents) else "")
                sent.append(self._say(chat, document=file, caption=under, media_group_id=group))
            return sent

    def replace_document(self, message: SeenMessage, name: str, content: bytes) -> SeenMessage:
        """Edits a message so that it holds another file."""
        with self._world.lock:
            record = self._record_of(self._chat_of(message))
            own = self._own_message(record, message)
            if own.document is None:
                raise ValueError(f"message {message.id} holds no file")
            own.document = self._world.add_file(name, content, own.document.mime_type)
            own.edit_date = self._world.clock.tick()
            self._world.mark_changed(own)
            record.last_said_by_people = own.changed
            self._world.announce_message("edited_message", own, record)
            return seen(own, self._world.bot.id)

    def _caption(self, caption: str) -> FormattedText | None:
        return self._formatted(caption) if caption else None

    def forward(
        self,
        text: str = "",
        *,
        origin: "Person | Channel | str",
        photo: bool = False,
        document: tuple[str, bytes] | None = None,
        signature: str | None = None,
        chat: Chat | None = None,
    ) -> SeenMessage:
        """Forwards what a person or a channel wrote; a plain name is someone who hides theirs."""
        with self._world.lock:
            date = self._world.clock.now() - 60
            source: Json
            if isinstance(origin, Person):
                source = {"type": "user", "sender_user": origin.user.as_json(), "date": date}
            elif isinstance(origin, Channel):
                number = self._world.next_number(f"post in {origin.id}", 11)
                source = {"type": "channel", "chat": origin.as_json(), "message_id": number}
                source["date"] = date
                if signature:
                    source["author_signature"] = signature
            else:
                source = {"type": "hidden_user", "sender_user_name": origin, "date": date}
            parts: dict[str, Any] = {"forward_origin": source}
            if photo:
                file = self._world.add_file("photo.png", PNG, "image/png")
                file.width = file.height = 1
                return self._say(chat, photo=file, caption=self._caption(text), **parts)
            if document is not None:
                file = self._world.add_file(*document, "application/octet-stream")
                return self._say(chat, document=file, caption=self._caption(text), **parts)
            return self._say(chat, text=self._formatted(text), **parts)

    def press(
        self,
        label: str | None = None,
        *,
        data: str | None = None,
        message: SeenMessage | None = None,
        chat: Chat | None = None,
        stale: bool = False,
    ) -> Press:
        """Presses a button by what stands on it or by its data.

        Without a message, the newest one that has such a button. The button must be on the
        newest version of the message; `stale=True` presses one that is gone since, as a phone
        with an old screen does.
        """
        if (label is None) == (data is None):
            raise ValueError("press a button by its label or by its data")
        with self._world.lock:
            record = self._record_of(self._chat_of(message) if message else chat)
            target, button = self._find_button(record, label, data, message, stale=stale)
            if "callback_data" not in button:
                raise ValueError(f"the button {button['text']!r} sends nothing to the bot")
            self._world.clock.tick()
            number = self._world.next_number("query", 4_000_000_000_000_001)
            query = CallbackQuery(
                str(number), self.user, target, button["callback_data"], self._world.clock.moment()
            )
            self._world.queries[query.id] = query
            record.last_said_by_people = self._world.next_order()
            self._world.announce(
                "callback_query", query_json(query, record), self.id + CALLBACK_LANE
            )
            return Press(self._world, query)

    def _find_button(
        self,
        record: ChatRecord,
        label: str | None,
        data: str | None,
        message: SeenMessage | None,
        *,
        stale: bool,
    ) -> tuple[MessageRecord, Json]:
        candidates = [record.messages[message.id]] if message else record.messages.values()
        on_screen = []
        for each in reversed(list(candidates)):
            if each.deleted and not stale:
                continue
            keyboards = each.keyboards if stale else [each.inline_keyboard or {}]
            for keyboard in reversed(keyboards):
                for button in buttons_of(keyboard):
                    on_screen.append(button["text"])
                    if button["text"] == label or (data and button.get("callback_data") == data):
                        return each, button
        raise NoSuchButtonError(f"no button {label or data!r}; there are {on_screen}")

    def block(self) -> None:
        """Stops the bot: every message to this person is refused from now on."""
        self._change_private("member", "kicked")

    def unblock(self) -> None:
        self._change_private("kicked", "member")

    def _change_private(self, old: str, new: str) -> None:
        with self._world.lock:
            if self._private.bot_status == new:
                return
            self._world.clock.tick()
            self._private.bot_status = new
            self._world.announce_own_status(self._private, self.user, old, new)

    def deactivate(self) -> None:
        """The account is deleted."""
        with self._world.lock:
            self.user.deactivated = True
