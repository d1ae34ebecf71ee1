"""One WebSocket of the app, and the envelopes that went over it."""

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from .parcel import Parcel

# SO_LINGER of zero seconds: closing then resets the connection.
RESET: Final = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Awaited:
    """An envelope that has been sent; `answered` holds None when its connection died."""

    parcel: Parcel
    answered: asyncio.Future[dict[str, Any] | None]
    deadline: float
    ignore_ack: bool = False


@dataclass(slots=True, eq=False)
class Connection:
    """One WebSocket of the app."""

    number: int
    stream: web.WebSocketResponse
    request: web.Request
    awaited: dict[str, Awaited] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    silent: bool = False
    retiring: bool = False
    pings_answered: int = 0
    sent: int = 0

    @property
    def is_open(self) -> bool:
        """Whether Slack still sends anything over it."""
        return not self.stream.closed and not self.retiring and not self.silent

    def abort(self) -> None:
        """Reset the connection."""
        reset(self.request)


def reset(request: web.Request) -> None:
    """Reset the TCP connection of a request, as a failing network does."""
    transport = request.transport
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    transport.abort()


def envelope(parcel: Parcel, envelope_id: str, attempt: int, reason: str) -> dict[str, Any]:
    """A parcel in the form in which it goes over a socket."""
    sent: dict[str, Any] = {
        "envelope_id": envelope_id,
        "payload": parcel.payload,
        "type": parcel.kind,
        "accepts_response_payload": parcel.accepts_response,
    }
    if parcel.is_event:
        sent |= {"retry_attempt": attempt, "retry_reason": reason}
    return sent
