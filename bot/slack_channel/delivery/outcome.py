"""What a failed call means: try again, is there already, or never will be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackClientNotConnectedError


@dataclass(frozen=True, slots=True)
class TryAgain:
    """After ``seconds`` (``None``: after the usual pause). ``doubtful``: Slack may have done it,
    since the connection broke, or a gateway failed, after the request went out."""

    why: str
    seconds: float | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class TargetGone:
    """The message, thread or address is not there (any more)."""

    why: str


@dataclass(frozen=True, slots=True)
class BlocksRefused:
    """Slack does not take the blocks: their plain text goes out instead."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack will not do it. ``ours``: because the request was wrong, which is a bug."""

    why: str
    ours: bool


Outcome: TypeAlias = TryAgain | TargetGone | BlocksRefused | Refused


class ResponseRefusedError(Exception):
    """The address of a response (``response_url``) answered otherwise than with 200."""

    def __init__(self, status: int, code: str, headers: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.headers = headers


# What the SDK lets out of a call: its own errors, and those of the connection below it.
FAULTS = (
    SlackClientError,
    ResponseRefusedError,
    aiohttp.ClientError,
    TimeoutError,
    OSError,
    ValueError,
)

_BUSY = {"ratelimited", "rate_limited", "message_limit_exceeded"}
_TROUBLE = {
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
}
_NO_TOKEN = {
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "token_expired",
    "token_revoked",
    "accesslimited",
    "org_login_required",
}
_GONE = {
    "cant_delete_message",
    "cant_update_message",
    "edit_window_closed",
    "file_deleted",
    "file_not_found",
    "invalid_thread_ts",
    "message_not_found",
    "thread_not_found",
    "user_not_in_channel",
    "used_url",
    "expired_url",
    "invalid_url",
}
_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments"}
_NOT_OURS = {
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "restricted_action",
    "user_not_found",
    "user_disabled",
    "cannot_dm_bot",
    "messages_tab_disabled",
    "not_enabled",
    "feature_not_enabled",
}


def outcome_of(fault: Exception) -> Outcome:
    """What to make of a call that failed."""
    if isinstance(fault, SlackApiError):
        return _answered(fault)
    if isinstance(fault, ResponseRefusedError):
        return outcome_of_answer(fault.status, fault.code, fault.headers)
    if isinstance(fault, aiohttp.ClientConnectorError | SlackClientNotConnectedError):
        return TryAgain(type(fault).__name__)
    return TryAgain(type(fault).__name__, doubtful=True)


def _answered(fault: SlackApiError) -> Outcome:
    response = fault.response
    status: Any = getattr(response, "status_code", None) or getattr(response, "status", 200)
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    return outcome_of_answer(int(status), code, getattr(response, "headers", {}) or {})


def outcome_of_answer(status: int, code: str, headers: Mapping[str, Any]) -> Outcome:
    """What an answer that is no success means."""
    if status == 429 or code in _BUSY:
        return TryAgain("rate limit", _seconds(headers))
    if status >= 500 or code in _TROUBLE or (status == 200 and not code):
        return TryAgain(code or f"HTTP {status}", doubtful=True)
    if code in _NO_TOKEN:
        # A token that was taken away comes back by a person's hand; till then, nothing is lost.
        return TryAgain(code)
    if code in _GONE or status == 404:
        return TargetGone(code or f"HTTP {status}")
    if code in _BLOCKS:
        return BlocksRefused(code)
    return Refused(code or f"HTTP {status}", ours=code not in _NOT_OURS)


def _seconds(headers: Mapping[str, Any]) -> float:
    try:
        return max(0.0, float(headers.get("Retry-After", headers.get("retry-after", 1))))
    except (TypeError, ValueError):
        return 1.0
