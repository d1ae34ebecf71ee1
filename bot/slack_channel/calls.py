"""What a listener wants done: calls of the Web API as plain data, kept until they are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from bot.slack_channel.render.message import OutMessage


@dataclass(frozen=True, slots=True)
class Tie:
    """What a sent message belongs to: an answer's receipt, a question at the desk, the file that
    an admin sent."""

    receipt: str = ""
    escalation: str = ""
    submission: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A new message; ``chat`` may be a person's id, for the direct message with them.

    ``url`` is the address of a response, for a channel of which the bot is no member.
    """

    chat: str
    content: OutMessage
    thread: str = ""
    tie: Tie = Tie()
    url: str = ""
    kind: Literal["post"] = "post"


@dataclass(frozen=True, slots=True)
class Edit:
    """Another content for a message; a new message where the old one is gone, if ``anew``."""

    chat: str
    message: str
    content: OutMessage
    thread: str = ""
    tie: Tie = Tie()
    anew: bool = True
    kind: Literal["edit"] = "edit"


@dataclass(frozen=True, slots=True)
class Remove:
    """A message less."""

    chat: str
    message: str
    kind: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class Whisper:
    """A message in a channel that one person sees; a direct message where that is refused."""

    chat: str
    user: str
    content: OutMessage
    thread: str = ""
    kind: Literal["whisper"] = "whisper"


@dataclass(frozen=True, slots=True)
class Respond:
    """An answer to a command, shortcut or button by its own address, which one person sees.

    It works where the bot is no member. ``replace`` puts it in place of what was pressed;
    ``public`` shows it to everybody. Where the address has expired, a direct message goes to
    ``user`` instead.
    """

    url: str
    user: str
    content: OutMessage
    replace: bool = False
    public: bool = False
    kind: Literal["respond"] = "respond"


@dataclass(frozen=True, slots=True)
class Publish:
    """A person's Home tab."""

    user: str
    view: dict[str, Any]
    kind: Literal["publish"] = "publish"


@dataclass(frozen=True, slots=True)
class Suggest:
    """What an agent offers to ask, in a direct message."""

    chat: str
    title: str
    prompts: tuple[tuple[str, str], ...]
    kind: Literal["suggest"] = "suggest"


@dataclass(frozen=True, slots=True)
class HandOut:
    """The page of a submission's plan, as a file that can be mailed around; it is drawn when it is
    sent. No two have the same ``name``, by which one that went out is found again."""

    chat: str
    submission: str
    name: str
    comment: str
    thread: str = ""
    kind: Literal["hand_out"] = "hand_out"


@dataclass(frozen=True, slots=True)
class Redraw:
    """A message that shows a submission's plan, as things stand when it is sent: of several, the
    last is never the older."""

    chat: str
    message: str
    submission: str
    thread: str = ""
    page: int = 0
    kind: Literal["redraw"] = "redraw"


# What can be made as it is.
Ready: TypeAlias = Post | Edit | Remove | Whisper | Respond | Publish | Suggest | HandOut
Call: TypeAlias = Ready | Redraw
Calls: TypeAlias = tuple[Call, ...]

_CALL: TypeAdapter[Call] = TypeAdapter(Annotated[Call, Field(discriminator="kind")])


def payload_of(call: Call) -> dict[str, Any]:
    """The call as JSON."""
    payload: dict[str, Any] = _CALL.dump_python(call, mode="json")
    return payload


def call_of(payload: object) -> Call:
    """The call that was kept as JSON."""
    return _CALL.validate_python(payload)
