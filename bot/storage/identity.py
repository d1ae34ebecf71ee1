"""Who speaks and where: an account on a platform, and the place of a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Platform(StrEnum):
    """Where a question can come from."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """An account on a platform; one person may have several."""

    platform: Platform
    account: str

    @classmethod
    def telegram(cls, user_id: int) -> Identity:
        """A Telegram user."""
        return cls(Platform.TELEGRAM, str(user_id))

    @classmethod
    def slack(cls, team: str, user: str) -> Identity:
        """A Slack user; ids are unique within a workspace (or an enterprise) only."""
        return cls(Platform.SLACK, f"{team}:{user}")

    def __str__(self) -> str:
        return f"{self.platform}:{self.account}"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A place to speak in, or, with ``message``, one message there."""

    platform: Platform
    chat: str
    thread: str = ""
    message: str = ""
    team: str = ""

    @property
    def place(self) -> Address:
        """The chat or thread that the message stands in."""
        return replace(self, message="")

    def at(self, message: str) -> Address:
        """The message of that id, in the same place."""
        return replace(self, message=message)
