"""What a person sees: messages, buttons, views. Snapshots, free to keep and compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .composing import unescape
from .interactions import elements_in
from .judge import block_texts
from .records import Payload, StoredMessage, StoredView


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be pressed or chosen."""

    label: str
    action_id: str
    block_id: str
    kind: str
    value: str = ""
    style: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now."""

    ts: str
    channel_id: str
    author_id: str
    author_name: str
    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    thread_ts: str | None = None
    is_from_app: bool = False
    ephemeral_to: str | None = None
    is_streaming: bool = False
    edited: bool = False
    metadata: Mapping[str, Any] | None = None
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[Mapping[str, Any], ...] = ()
    buttons: tuple[Button, ...] = ()
    versions: int = 1
    reply_count: int = 0

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_ephemeral(self) -> bool:
        """Whether only one user sees it."""
        return self.ephemeral_to is not None

    @property
    def shown(self) -> str:
        """All the text that a reader sees: of the blocks if there are any, else the text."""
        pieces = list(block_texts(list(self.blocks)))
        pieces += block_texts(list(self.attachments))
        return "\n".join(unescape(piece) for piece in pieces) if pieces else unescape(self.text)

    @property
    def quotations(self) -> tuple[str, ...]:
        """The text of every rich_text_quote, in order."""
        return tuple(
            "".join(str(part.get("text", "")) for part in element["elements"])
            for block in self.blocks
            if block["type"] == "rich_text"
            for element in block["elements"]
            if element["type"] == "rich_text_quote"
        )

    @property
    def button_labels(self) -> tuple[str, ...]:
        """The labels of the buttons, in order."""
        return tuple(button.label for button in self.buttons)

    def __contains__(self, piece: str) -> bool:
        return piece in self.shown


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab as the user sees it."""

    id: str
    kind: str
    title: str
    blocks: tuple[Mapping[str, Any], ...]
    callback_id: str
    private_metadata: str
    submit: str
    close: str
    hash: str
    errors: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """All the text in it."""
        return "\n".join(unescape(piece) for piece in block_texts(list(self.blocks)))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The action_ids of its input elements."""
        return tuple(
            block["element"]["action_id"] for block in self.blocks if block["type"] == "input"
        )

    @property
    def button_labels(self) -> tuple[str, ...]:
        """The labels of the buttons, in order."""
        return tuple(button.label for button in self.buttons)

    def __contains__(self, piece: str) -> bool:
        return piece in self.shown


@dataclass(frozen=True, slots=True)
class Status:
    """What stands below a thread while the app works."""

    text: str
    loading_messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestedPrompts:
    """What an agent offers to ask."""

    title: str
    prompts: tuple[tuple[str, str], ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands on the prompts."""
        return tuple(title for title, _ in self.prompts)


def read_message(stored: StoredMessage, author_name: str, reply_count: int = 0) -> Message:
    """A snapshot of a message."""
    payload = stored.payload
    blocks = payload.get("blocks", [])
    streaming = stored.stream is not None and stored.stream.state == "in_progress"
    return Message(
        ts=stored.ts,
        channel_id=stored.conversation_id,
        author_id=stored.author_id,
        author_name=payload.get("username") or author_name,
        text=str(payload.get("text", "")),
        blocks=tuple(blocks),
        attachments=tuple(payload.get("attachments", [])),
        thread_ts=stored.thread_ts,
        is_from_app=stored.app_posted,
        ephemeral_to=stored.ephemeral_to,
        is_streaming=streaming,
        edited="edited" in payload,
        metadata=stored.metadata,
        reactions={name: tuple(users) for name, users in stored.reactions.items() if users},
        files=tuple(payload.get("files", [])),
        buttons=read_buttons(blocks),
        versions=len(stored.versions) + 1,
        reply_count=reply_count,
    )


def read_view(stored: StoredView) -> View:
    """A snapshot of a view."""
    payload = stored.payload
    return View(
        id=stored.id,
        kind=payload["type"],
        title=_plain(payload.get("title")),
        blocks=tuple(payload["blocks"]),
        callback_id=payload.get("callback_id", ""),
        private_metadata=payload.get("private_metadata", ""),
        submit=_plain(payload.get("submit")),
        close=_plain(payload.get("close")),
        hash=stored.hash,
        errors=dict(stored.errors),
        buttons=read_buttons(payload["blocks"]),
        values=dict(stored.values),
    )


def read_buttons(blocks: list[Payload]) -> tuple[Button, ...]:
    """Everything that can be pressed or chosen."""
    found: list[Button] = []
    for element in elements_in(blocks):
        payload = element.payload
        if payload["type"] == "feedback_buttons":
            for side in ("positive_button", "negative_button"):
                chosen = payload[side]
                found.append(
                    Button(
                        chosen["text"]["text"], element.action_id, element.block_id,
                        "feedback_buttons", chosen["value"],
                    )
                )  # fmt: skip
        elif "text" in payload or payload["type"].endswith(("select", "overflow")):
            found.append(
                Button(
                    _plain(payload.get("text") or payload.get("placeholder")),
                    element.action_id, element.block_id, payload["type"],
                    str(payload.get("value", "")), payload.get("style", ""),
                    payload.get("url", ""),
                )
            )  # fmt: skip
    return tuple(found)


def _plain(text: Mapping[str, Any] | None) -> str:
    return str(text["text"]) if text else ""
