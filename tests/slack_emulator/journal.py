"""What happened: every call, every delivery, and every rule that was broken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the app to the Web API, a response_url or a file URL."""

    seq: int
    at: float
    method: str
    arguments: Mapping[str, Any]
    status: int
    response: Mapping[str, Any]
    token: str = field(repr=False, default="")
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether Slack did what was asked."""
        return bool(self.response.get("ok"))

    @property
    def error(self) -> str:
        """The error code, or an empty string."""
        return str(self.response.get("error", ""))


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to hand something to the app."""

    seq: int
    at: float
    kind: str
    name: str
    event_id: str
    attempt: int
    transport: str
    outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of the platform that the app (or the emulator itself) broke."""

    at: float
    rule: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule} in {self.where}: {self.detail}"


class Journal:
    """Append-only record of one emulator."""

    def __init__(self, now: Callable[[], float], changed: Callable[[], None]) -> None:
        self._now = now
        self._changed = changed
        self._seq = 0
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.violations: list[Violation] = []

    def record_call(
        self,
        method: str,
        arguments: Mapping[str, Any],
        status: int,
        response: Mapping[str, Any],
        token: str = "",
        fault: str = "",
    ) -> None:
        """Note a request and what was answered."""
        self._seq += 1
        call = Call(self._seq, self._now(), method, arguments, status, response, token, fault)
        self.calls.append(call)
        self._changed()

    def record_delivery(
        self, kind: str, name: str, event_id: str, attempt: int, transport: str, outcome: str,
        seconds: float,
    ) -> None:  # fmt: skip
        """Note an attempt to deliver, and how it ended."""
        self._seq += 1
        self.deliveries.append(
            Delivery(
                self._seq, self._now(), kind, name, event_id, attempt, transport, outcome, seconds
            )
        )
        self._changed()

    def violate(self, rule: str, where: str, detail: str) -> None:
        """Note a broken rule."""
        self.violations.append(Violation(self._now(), rule, where, detail))
        self._changed()
