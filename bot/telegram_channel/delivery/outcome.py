"""What a failed call means: try again, is there already, or never will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)


@dataclass(frozen=True, slots=True)
class TryAgain:
    """After ``seconds`` (``None``: after the usual pause). ``doubtful``: Telegram may have done
    it, since the connection broke after the request went out."""

    why: str
    seconds: float | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class DoneAlready:
    """Telegram shows what was wanted."""


@dataclass(frozen=True, slots=True)
class TargetGone:
    """The message to change is not there (any more)."""


@dataclass(frozen=True, slots=True)
class MovedTo:
    """The group has another id."""

    chat: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will not do it. ``ours``: because the request was wrong, which is a bug."""

    why: str
    ours: bool


Outcome: TypeAlias = TryAgain | DoneAlready | TargetGone | MovedTo | Refused

_DONE = ("message is not modified", "query is too old", "query id is invalid")
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
)
_NOT_OURS = (
    "chat not found",
    "have no rights to send",
    "not enough rights",
    "user is deactivated",
    "group is deactivated",
    "message thread not found",
    "topic_closed",
    "peer_id_invalid",
    "chat_write_forbidden",
)
# With these the request never reached Telegram.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def outcome_of(fault: TelegramError) -> Outcome:
    """What to make of a call that python-telegram-bot reported as failed."""
    if isinstance(fault, RetryAfter):
        return TryAgain("flood control", _seconds(fault.retry_after))
    if isinstance(fault, ChatMigrated):
        return MovedTo(fault.new_chat_id)
    if isinstance(fault, Forbidden):
        return Refused(fault.message, ours=False)
    if isinstance(fault, BadRequest):
        return _bad_request(fault.message)
    if isinstance(fault, InvalidToken):
        # Never its message: it may hold the token.
        return TryAgain("Telegram refuses the token")
    cause = fault.__cause__
    if isinstance(cause, httpx.HTTPError):
        return TryAgain(type(cause).__name__, doubtful=not isinstance(cause, _NEVER_LEFT))
    # An answer of 5xx says that it was not done; half an answer, or rubbish, says nothing.
    return TryAgain(type(fault).__name__, doubtful="Invalid server response" in fault.message)


def _bad_request(message: str) -> Outcome:
    words = message.lower()
    if any(known in words for known in _DONE):
        return DoneAlready()
    if any(known in words for known in _GONE):
        return TargetGone()
    return Refused(message, ours=not any(known in words for known in _NOT_OURS))


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
