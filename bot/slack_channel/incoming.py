"""What Slack delivered, in the few shapes that a listener can act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.storage.identity import Address, Identity, Platform


class UnreadableEventError(Exception):
    """Something that this version cannot read: malformed, or of a shape yet to come."""


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself, in the workspace that it is installed in."""

    user: str
    bot: str
    team: str

    @property
    def mention(self) -> str:
        """What people type to address it."""
        return f"<@{self.user}>"


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, or a thread in one. ``thread`` is the root's time, never a reply's."""

    chat: str
    thread: str = ""
    private: bool = False

    @property
    def address(self) -> Address:
        """The place as the database names it."""
        return Address(Platform.SLACK, self.chat, self.thread)

    def at(self, message: str) -> Address:
        """A message in this place."""
        return self.address.at(message)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who did it. ``team`` is the workspace of the account, as far as the event tells."""

    user: str
    team: str
    bot: bool = False

    @property
    def identity(self) -> Identity:
        """The account as the database names it."""
        return Identity.slack(self.team, self.user)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that somebody gave, as far as the event describes it. ``mode`` is Slack's word for
    where it lies: hosted, snippet, post, external, tombstone, or file_access where only
    ``files.info`` tells."""

    id: str
    mode: str
    name: str = ""
    mimetype: str = ""
    size: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A message that is meant for the bot; ``mentioned`` may be false where the speaker has asked
    in this thread before."""

    place: Place
    speaker: Speaker
    message: str
    text: str
    mentioned: bool
    edited: bool = False
    files: tuple[GivenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command; its answer is private."""

    place: Place
    speaker: Speaker
    command: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class PostChosen:
    """*Check this post* was chosen from a message's menu."""

    place: Place
    speaker: Speaker
    post: str
    url: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed. ``message`` is empty in a modal or on the Home tab; ``whisper`` says
    that only the speaker sees the message."""

    place: Place | None
    speaker: Speaker
    action: str
    value: str
    message: str = ""
    whisper: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal was sent. ``values`` are by action."""

    speaker: Speaker
    window: str
    about: str
    values: dict[str, Any] = field(default_factory=dict)
    files: tuple[GivenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The Home tab, or the Messages tab, was opened."""

    speaker: Speaker
    tab: str
    chat: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """Nothing to act on; ``why`` is for the log."""

    why: str


Incoming: TypeAlias = Said | Commanded | PostChosen | Pressed | Submitted | Opened | Unheard
