"""Mishaps of the Web API: slow, broken, lost, refused - before or after it took effect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .identifiers import Identifiers

FaultKind = Literal["answer", "drop", "abort", "hang", "delay", "truncate", "malformed"]


@dataclass(slots=True)
class Fault:
    """What goes wrong with a call, how often, and whether Slack did the work all the same."""

    method: str = "*"
    kind: FaultKind = "answer"
    after_commit: bool = False
    times: int = 1
    match: Mapping[str, str] = field(default_factory=dict)
    probability: float = 1.0
    status: int = 200
    body: str | Mapping[str, Any] = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @classmethod
    def rate_limited(cls, method: str = "*", retry_after: int = 1, times: int = 1) -> "Fault":
        """HTTP 429 with Retry-After."""
        return cls(
            method, status=429, body={"ok": False, "error": "ratelimited"}, times=times,
            headers={"Retry-After": str(retry_after)},
        )  # fmt: skip

    @classmethod
    def error(cls, method: str = "*", code: str = "internal_error", times: int = 1) -> "Fault":
        """HTTP 200 with ``ok: false``."""
        return cls(method, body={"ok": False, "error": code}, times=times)

    @classmethod
    def server_error(cls, method: str = "*", status: int = 503, times: int = 1) -> "Fault":
        """A page of HTML from a gateway."""
        page = f"<html><body><h1>{status} Server Error</h1></body></html>"
        return cls(
            method, status=status, body=page, times=times, headers={"Content-Type": "text/html"}
        )

    @classmethod
    def dropped(
        cls, method: str = "*", *, after_commit: bool = False, times: int = 1, reset: bool = False
    ) -> "Fault":
        """The connection ends without an answer."""
        kind: FaultKind = "abort" if reset else "drop"
        return cls(method, kind, after_commit=after_commit, times=times)

    @classmethod
    def slow(cls, method: str = "*", seconds: float = 35.0, times: int = 1) -> "Fault":
        """The right answer, late."""
        return cls(method, "delay", seconds=seconds, times=times)

    def strikes(self, method: str, arguments: Mapping[str, Any], chance: float) -> bool:
        """Use it up, if it is meant for this call."""
        if self.times <= 0 or self.method not in {"*", method}:
            return False
        if any(part not in str(arguments.get(name, "")) for name, part in self.match.items()):
            return False
        if chance >= self.probability:
            return False
        self.times -= 1
        return True


class Faults:
    """The mishaps that lie ahead."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self.ahead: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let it happen from now on."""
        self.ahead.append(fault)

    def clear(self) -> None:
        """Nothing more goes wrong."""
        self.ahead.clear()

    def strike(self, method: str, arguments: Mapping[str, Any]) -> Fault | None:
        """The mishap of this call, if there is one."""
        for fault in self.ahead:
            if fault.strikes(method, arguments, self._identifiers.chance()):
                return fault
        return None
