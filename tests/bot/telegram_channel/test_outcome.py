"""What each failure of a call means."""

from __future__ import annotations

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram_channel.delivery.outcome import (
    DoneAlready,
    MovedTo,
    Outcome,
    Refused,
    TargetGone,
    TryAgain,
    outcome_of,
)


def caused(fault: TelegramError, cause: Exception) -> TelegramError:
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (ChatMigrated(-5), MovedTo(-5)),
        (Forbidden("bot was blocked by the user"), Refused("bot was blocked by the user", False)),
        (BadRequest("Message is not modified: x"), DoneAlready()),
        (BadRequest("Query is too old and …"), DoneAlready()),
        (BadRequest("Message to edit not found"), TargetGone()),
        (BadRequest("Chat not found"), Refused("Chat not found", False)),
        (BadRequest("Can't parse entities"), Refused("Can't parse entities", True)),
        (InvalidToken("123:secret"), TryAgain("Telegram refuses the token")),
        (NetworkError("Bad Gateway"), TryAgain("NetworkError")),
        (TelegramError("Invalid server response"), TryAgain("TelegramError", doubtful=True)),
        (caused(NetworkError("x"), httpx.ConnectError("x")), TryAgain("ConnectError")),
        (caused(TimedOut(), httpx.PoolTimeout("x")), TryAgain("PoolTimeout")),
        (caused(TimedOut(), httpx.ReadTimeout("x")), TryAgain("ReadTimeout", doubtful=True)),
        (caused(NetworkError("x"), httpx.ReadError("x")), TryAgain("ReadError", doubtful=True)),
    ],
)
def test_each_fault_has_its_outcome(fault: TelegramError, outcome: Outcome) -> None:
    assert outcome_of(fault) == outcome


def test_flood_control_tells_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    assert outcome_of(RetryAfter(7)) == TryAgain("flood control", 7.0)
