"""A chat as a person sees it on the phone."""

from dataclasses import dataclass

from .entities import Entity
from .records import ChatRecord, FileRecord, Json, MessageRecord


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: one that sends `data`, opens `url` or copies `copy_text`."""

    label: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file in a message; the content is there for tests to look at."""

    name: str
    mime_type: str
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """One message in its newest version, without anything that a phone does not show."""

    id: int
    chat_id: int
    sender_id: int
    sender_name: str
    from_bot: bool
    date: int
    text: str
    entities: tuple[Entity, ...] = ()
    keyboard: tuple[tuple[Button, ...], ...] = ()
    reply_to: int | None = None
    quote: str | None = None
    edited: bool = False
    earlier: tuple[str, ...] = ()
    document: SeenFile | None = None
    photo: SeenFile | None = None
    forwarded_from: str | None = None
    service: str | None = None
    answer_keyboard: tuple[tuple[str, ...], ...] = ()
    reactions: tuple[str, ...] = ()
    protected: bool = False
    silent: bool = False
    order: int = 0

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.keyboard for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.label for button in self.buttons)

    def pieces(self, *kinds: str) -> list[str]:
        """The pieces of the text that stand under these kinds of entities."""
        return [entity.of(self.text) for entity in self.entities if entity.type in kinds]


def seen(message: MessageRecord, bot_id: int) -> SeenMessage:
    words = message.words
    return SeenMessage(
        id=message.id,
        chat_id=message.chat_id,
        sender_id=message.sender.id,
        sender_name=message.sender.name,
        from_bot=message.sender.id == bot_id,
        date=message.date,
        text=words.text,
        entities=words.entities,
        keyboard=_keyboard(message.inline_keyboard),
        reply_to=message.reply_to.id if message.reply_to else None,
        quote=message.quote["text"] if message.quote else None,
        edited=message.edit_date is not None,
        earlier=tuple(version.text for version in message.earlier),
        document=_file(message.document),
        photo=_file(message.photo),
        forwarded_from=_origin(message.forward_origin),
        service=_service(message.service),
        answer_keyboard=_answer_keyboard(message.markup),
        reactions=tuple(message.reactions),
        protected=message.protected,
        silent=message.silent,
        order=message.changed,
    )


def seen_in(chat: ChatRecord, bot_id: int) -> list[SeenMessage]:
    return [seen(message, bot_id) for message in chat.messages.values() if not message.deleted]


def _keyboard(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    rows = (markup or {}).get("inline_keyboard", [])
    return tuple(tuple(_button(button) for button in row) for row in rows)


def _button(button: Json) -> Button:
    return Button(
        button["text"],
        data=button.get("callback_data"),
        url=button.get("url"),
        copy_text=button.get("copy_text", {}).get("text"),
        style=button.get("style"),
    )


def _answer_keyboard(markup: Json | None) -> tuple[tuple[str, ...], ...]:
    rows = (markup or {}).get("keyboard", [])
    return tuple(tuple(str(button["text"]) for button in row) for row in rows)


def _file(file: FileRecord | None) -> SeenFile | None:
    return SeenFile(file.name, file.mime_type, file.size, file.content) if file else None


def _origin(origin: Json | None) -> str | None:
    if origin is None:
        return None
    if origin["type"] == "user":
        user = origin["sender_user"]
        return " ".join(filter(None, (user["first_name"], user.get("last_name"))))
    if origin["type"] == "hidden_user":
        return str(origin["sender_user_name"])
    return str(origin["chat"]["title"])


def _service(service: Json | None) -> str | None:
    if service is None:
        return None
    if "new_chat_members" in service:
        names = ", ".join(user["first_name"] for user in service["new_chat_members"])
        return f"{names} joined the group"
    if "left_chat_member" in service:
        return f"{service['left_chat_member']['first_name']} left the group"
    if "group_chat_created" in service:
        return "The group was created"
    return "The group was upgraded to a supergroup"
