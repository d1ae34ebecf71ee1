"""What the emulator remembers of people, chats, messages and files."""

from dataclasses import dataclass, field
from typing import Any

from .clock import Moment
from .entities import FormattedText

Json = dict[str, Any]


@dataclass(slots=True)
class UserRecord:
    """A person or a bot, as Telegram shows them to others."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    def as_json(self) -> Json:
        written: Json = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
        }
        for name in ("last_name", "username", "language_code"):
            if (value := getattr(self, name)) is not None:
                written[name] = value
        return written


@dataclass(slots=True)
class FileRecord:
    """A file on Telegram's servers; `size` may be claimed without carrying the bytes."""

    id: str
    unique_id: str
    name: str
    mime_type: str
    size: int
    content: bytes
    path: str
    width: int = 0
    height: int = 0
    expired_paths: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MessageRecord:
    """One message in its newest version."""

    id: int
    chat_id: int
    sender: UserRecord
    date: int
    written: Moment
    text: FormattedText | None = None
    caption: FormattedText | None = None
    document: FileRecord | None = None
    photo: FileRecord | None = None
    media_group_id: str | None = None
    reply_to: "MessageRecord | None" = None
    quote: Json | None = None
    forward_origin: Json | None = None
    service: Json | None = None
    markup: Json | None = None
    edit_date: int | None = None
    deleted: bool = False
    protected: bool = False
    silent: bool = False
    reactions: list[str] = field(default_factory=list)
    earlier: list[FormattedText] = field(default_factory=list)
    keyboards: list[Json] = field(default_factory=list)
    changed: int = 0

    @property
    def inline_keyboard(self) -> Json | None:
        return self.markup if self.markup and "inline_keyboard" in self.markup else None

    @property
    def words(self) -> FormattedText:
        return self.text or self.caption or FormattedText("")


@dataclass(slots=True)
class ChatAction:
    """`typing` and the like, with the emulated second in which it was shown."""

    action: str
    date: int
    order: int


@dataclass(slots=True)
class Draft:
    """A message that the bot shows while it is still being written."""

    draft_id: int
    text: FormattedText


@dataclass(slots=True)
class ChatRecord:
    """A chat with everyone and everything in it."""

    id: int
    kind: str
    title: str = ""
    person: UserRecord | None = None
    members: dict[int, UserRecord] = field(default_factory=dict)
    owner_id: int = 0
    messages: dict[int, MessageRecord] = field(default_factory=dict)
    actions: list[ChatAction] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    bot_status: str = "left"
    started: bool = False
    migrated_to: int = 0
    menu_button: Json | None = None
    last_said_by_people: int = 0

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    def as_json(self) -> Json:
        if self.person is None:
            return {"id": self.id, "title": self.title, "type": self.kind}
        written = {"id": self.id, "first_name": self.person.first_name, "type": "private"}
        for name in ("last_name", "username"):
            if (value := getattr(self.person, name)) is not None:
                written[name] = value
        return written


@dataclass(slots=True)
class CallbackAnswer:
    """What a person sees after pressing a button: nothing, a toast, an alert or a page."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None
    cache_time: int = 0


@dataclass(slots=True)
class CallbackQuery:
    """A press of a button that waits for the bot's answer."""

    id: str
    person: UserRecord
    message: MessageRecord
    data: str
    pressed: Moment
    answer: CallbackAnswer | None = None
    expired: bool = False
