"""What a listener wants done: calls of the Bot API as plain data, kept until they are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from bot.telegram_channel.render.message import Keyboard, OutMessage


@dataclass(frozen=True, slots=True)
class Tie:
    """What a sent message belongs to: an answer's receipt, a question at the desk, or an update;
    ``awaits`` is the written answer that it asks an admin for."""

    receipt: str = ""
    escalation: str = ""
    submission: str = ""
    awaits: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A new message."""

    chat: int
    content: OutMessage
    thread: int | None = None
    reply_to: int | None = None
    tie: Tie = Tie()
    kind: Literal["post"] = "post"


@dataclass(frozen=True, slots=True)
class File:
    """A page of text, sent as a file under a name and a caption."""

    chat: int
    name: str
    content: str
    caption: str = ""
    kind: Literal["file"] = "file"


@dataclass(frozen=True, slots=True)
class Edit:
    """Another content for a message; a new message where the old one is gone, if ``anew``."""

    chat: int
    message: int
    content: OutMessage
    thread: int | None = None
    tie: Tie = Tie()
    anew: bool = True
    kind: Literal["edit"] = "edit"


@dataclass(frozen=True, slots=True)
class Buttons:
    """Other buttons for a message."""

    chat: int
    message: int
    keyboard: Keyboard = ()
    kind: Literal["buttons"] = "buttons"


@dataclass(frozen=True, slots=True)
class Remove:
    """A message less."""

    chat: int
    message: int
    kind: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a pressed button: it stops spinning, and says ``text`` if there is one."""

    query: str
    text: str = ""
    alert: bool = False
    kind: Literal["toast"] = "toast"


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file that an admin sent with a message, to be fetched from Telegram and taken in."""

    chat: int
    message: int
    file: str
    name: str
    person: int
    kind: Literal["fetch"] = "fetch"


Sent: TypeAlias = Post | File | Edit | Buttons | Remove | Toast
Call: TypeAlias = Sent | Fetch
Calls: TypeAlias = tuple[Call, ...]

_CALL: TypeAdapter[Call] = TypeAdapter(Annotated[Call, Field(discriminator="kind")])


def payload_of(call: Call) -> dict[str, Any]:
    """The call as JSON."""
    payload: dict[str, Any] = _CALL.dump_python(call, mode="json")
    return payload


def call_of(payload: object) -> Call:
    """The call that was kept as JSON."""
    return _CALL.validate_python(payload)
