"""The state of the emulated Telegram: the bot, people, chats, files, queries, menus."""

import threading
from typing import Any

from aiogram.types import Update

from .changes import Changes
from .clock import Clock
from .flood import FloodGate
from .judge import unknown_fields
from .presenting import file_id_for, member_json, message_json
from .records import (
    CallbackQuery,
    ChatRecord,
    FileRecord,
    Json,
    MessageRecord,
    UserRecord,
)
from .updates import QueuedUpdate, UpdateQueue

FIRST_PERSON = 1_000_001
FIRST_GROUP = 5_000_001
FIRST_SUPERGROUP = 1_001_000_000_001
FIRST_UPDATE = 700_000_001
FIRST_MESSAGE = 101
CALLBACK_LANE = 3 << 33


class EmulatorMistakeError(AssertionError):
    """The emulator itself was about to send something that Telegram never sends."""


class World:
    """Guarded by `lock`; whoever changes it tells `changes`."""

    def __init__(self, bot: UserRecord, clock: Clock, seed: int, *, privacy: bool) -> None:
        self.lock = threading.RLock()
        self.changes = Changes()
        self.clock = clock
        self.bot = bot
        self.privacy = privacy
        self.seed = seed
        self.flood = FloodGate()
        self.updates = UpdateQueue(clock, self.changes, FIRST_UPDATE + 1000 * seed)
        self.users: dict[int, UserRecord] = {}
        self.chats: dict[int, ChatRecord] = {}
        self.files: dict[str, FileRecord] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.menus: dict[tuple[str, str], list[Json]] = {}
        self.words_about_bot: dict[tuple[str, str], str] = {}
        self.menu_button: Json = {"type": "commands"}
        self._counters: dict[str, int] = {}
        self._order = 0

    def next_number(self, what: str, first: int) -> int:
        """The next id of its kind, from a start that only the seed moves."""
        number = self._counters.get(what, first + 1000 * self.seed)
        self._counters[what] = number + 1
        return number

    def next_order(self) -> int:
        """Numbers everything that people can see, so that "after" has a meaning."""
        self._order += 1
        return self._order

    def add_person(self, person: UserRecord) -> ChatRecord:
        self.users[person.id] = person
        chat = ChatRecord(person.id, "private", person=person, bot_status="member")
        self.chats[chat.id] = chat
        return chat

    def user_json(self, user_id: int) -> Json | None:
        if user_id == self.bot.id:
            return self.bot.as_json()
        user = self.users.get(user_id)
        return user.as_json() if user else None

    def message_id_in(self, chat: ChatRecord) -> int:
        """Supergroups count for themselves; all other chats share the bot's own count."""
        if chat.kind == "supergroup":
            return self.next_number(f"message in {chat.id}", 1)
        return self.next_number("message", FIRST_MESSAGE)

    def add_message(self, chat: ChatRecord, sender: UserRecord, **parts: Any) -> MessageRecord:
        message = MessageRecord(
            self.message_id_in(chat),
            chat.id,
            sender,
            self.clock.now(),
            self.clock.moment(),
            **parts,
        )
        chat.messages[message.id] = message
        if message.inline_keyboard:
            message.keyboards.append(message.inline_keyboard)
        self.mark_changed(message)
        if sender.id != self.bot.id:
            chat.last_said_by_people = message.changed
        return message

    def mark_changed(self, message: MessageRecord) -> None:
        message.changed = self.next_order()
        self.changes.notify()

    def add_file(
        self, name: str, content: bytes, mime_type: str, *, size: int | None = None
    ) -> FileRecord:
        number = self.next_number("file", 1)
        file_id, unique_id = file_id_for(f"file {number}")
        folder = "photos" if mime_type.startswith("image/") else "documents"
        ending = name.rsplit(".", 1)[-1] if "." in name else "bin"
        file = FileRecord(
            file_id,
            unique_id,
            name,
            mime_type,
            len(content) if size is None else size,
            content,
            f"{folder}/file_{number}.{ending}",
        )
        self.files[file.id] = file
        return file

    def expire_file_paths(self) -> None:
        """Each file moves to another path, which getFile tells."""
        for file in self.files.values():
            file.expired_paths.append(file.path)
            folder, _, name = file.path.rpartition("/")
            file.path = f"{folder}/{self.next_number('path', 1)}_{name.rpartition('_')[2]}"

    def announce(self, kind: str, body: Json, lane: int) -> QueuedUpdate | None:
        """Sends the bot an update, after aiogram's types have agreed that it is one."""
        update = Update.model_validate({"update_id": 1, kind: body})
        if extra := sorted(unknown_fields(update)):
            raise EmulatorMistakeError(f"an update with unknown fields: {extra}")
        return self.updates.add(kind, body, lane)

    def announce_message(self, kind: str, message: MessageRecord, chat: ChatRecord) -> None:
        if self.bot_sees(message, chat):
            self.announce(kind, message_json(message, chat), chat.id)

    def bot_sees(self, message: MessageRecord, chat: ChatRecord) -> bool:
        """Privacy mode: of a group's talk a bot sees commands and replies to itself alone."""
        if chat.is_private:
            return True
        if chat.bot_status not in ("member", "administrator"):
            return False
        if message.service is not None or not self.privacy or chat.bot_status == "administrator":
            return True
        if message.reply_to is not None and message.reply_to.sender.id == self.bot.id:
            return True
        own = f"@{self.bot.username}".lower()
        words = message.words
        return any(
            "@" not in command or command.lower().endswith(own)
            for command in (
                entity.of(words.text) for entity in words.entities if entity.type == "bot_command"
            )
        )

    def announce_own_status(self, chat: ChatRecord, by: UserRecord, old: str, new: str) -> None:
        self.announce(
            "my_chat_member",
            {
                "chat": chat.as_json(),
                "from": by.as_json(),
                "date": self.clock.now(),
                "old_chat_member": member_json(self.bot, old),
                "new_chat_member": member_json(self.bot, new),
            },
            chat.id,
        )
