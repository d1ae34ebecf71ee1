"""What is handed to the app, and how an attempt to do so ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

ParcelKind = Literal["events_api", "interactive", "slash_commands"]
Outcome = Literal["acked", "timeout", "http_error", "connection_failed"]
FaultAction = Literal[
    "duplicate", "lose_ack", "disconnect_before_ack", "delay", "bad_signature", "stale_timestamp",
    "replay", "drop",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parcel:
    """One event or interaction."""

    kind: ParcelKind
    name: str
    payload: Mapping[str, Any]
    event_id: str = ""
    accepts_response: bool = False

    @property
    def is_event(self) -> bool:
        """Events are tried again; interactions are not."""
        return self.kind == "events_api"


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended."""

    outcome: Outcome
    seconds: float = 0.0
    status: int = 0
    response: Mapping[str, Any] = field(default_factory=dict)
    no_retry: bool = False
    scripted: bool = False

    @property
    def acked(self) -> bool:
        """Whether the app confirmed it in time."""
        return self.outcome == "acked"


@dataclass(slots=True)
class DeliveryFault:
    """A mishap of the next deliveries whose event or action has this name (``*``: any)."""

    action: FaultAction
    name: str = "*"
    times: int = 1
    seconds: float = 0.0

    def strikes(self, parcel: Parcel) -> bool:
        """Use it up, if it is meant for this parcel."""
        if self.times <= 0 or self.name not in {"*", parcel.name}:
            return False
        self.times -= 1
        return True


class Transport(Protocol):
    """A way to the app."""

    name: str

    async def send(
        self, parcel: Parcel, attempt: int, reason: str, fault: DeliveryFault | None
    ) -> Attempt:
        """Hand it over once."""
        ...

    async def ready(self) -> None:
        """Wait until the app can be reached at all."""
        ...
