"""Everything that was asked of the emulator, in order, and what it took for a mistake."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .changes import Changes

# Polling for updates is not something a bot says.
POLLING = frozenset({"getUpdates"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method and its answer; a status of 0 means that no answer was sent."""

    seq: int
    t: float
    method: str
    params: dict[str, Any]
    files: dict[str, int]
    status: int
    response: Any
    fault: str = ""
    via: str = "http"
    committed: bool = True

    def json(self, name: str) -> Any:
        """A parameter that a form carries as JSON, such as `reply_markup`; None where it is not."""
        value = self.params.get(name)
        return json.loads(value) if isinstance(value, str) else value

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def description(self) -> str:
        return self.response.get("description", "") if isinstance(self.response, dict) else ""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that a careful bot never does."""

    seq: int
    method: str
    complaint: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"#{self.seq} {self.method}: {self.complaint}"


class Journal:
    """Append-only, and safe to read from any thread."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._lock = threading.Lock()
        self._calls: list[Call] = []
        self._violations: list[Violation] = []
        self._seq = 0
        self._began = time.monotonic()

    def next_seq(self) -> int:
        with self._lock:
            self._seq += 1
            return self._seq

    def elapsed(self) -> float:
        return time.monotonic() - self._began

    def record(self, call: Call) -> None:
        with self._lock:
            self._calls.append(call)
        self._changes.notify()

    def complain(self, violation: Violation) -> None:
        with self._lock:
            self._violations.append(violation)
        self._changes.notify()

    @property
    def violations(self) -> list[Violation]:
        with self._lock:
            return list(self._violations)

    def take_violations(self) -> list[Violation]:
        """The violations so far, which a test expected and now forgets."""
        with self._lock:
            taken, self._violations = self._violations, []
        return taken

    def __iter__(self) -> Iterator[Call]:
        with self._lock:
            return iter(list(self._calls))

    def calls(self, method: str | None = None) -> list[Call]:
        """The answered calls in the order in which they came, without polling unless asked for."""
        chosen = [
            call
            for call in self
            if (call.method == method if method else call.method not in POLLING)
        ]
        return sorted(chosen, key=lambda call: call.seq)

    def refusals(self) -> list[Call]:
        """Calls that the emulator itself refused; answers forced by a fault are not among them."""
        return [call for call in self if call.status >= 400 and not call.fault]

    async def wait_for(self, look: Callable[[Call], bool], timeout: float = 5.0) -> Call:  # noqa: ASYNC109
        found = await self._changes.until(lambda: next(filter(look, self), None), timeout)
        return self._found(found, timeout)

    def wait_for_sync(self, look: Callable[[Call], bool], timeout: float = 5.0) -> Call:
        found = self._changes.until_sync(lambda: next(filter(look, self), None), timeout)
        return self._found(found, timeout)

    def _found(self, call: Call | None, timeout: float) -> Call:
        if call is None:
            made = ", ".join(f"{call.method} {call.status}" for call in self.calls()) or "none"
            raise TimeoutError(f"no such call in {timeout} s; calls made: {made}")
        return call
