"""Looking at an emulator and waiting for it, from any thread."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from .journal import Call, Delivery, Journal, Violation
from .loop_thread import LoopThread, Pending
from .records import Team
from .service import Service

T = TypeVar("T")


class Watching:
    """The part of the emulator that reads and waits; people and channels lean on it."""

    team: Team
    bot_user_id: str

    def __init__(self, service: Service) -> None:
        self.service = service
        self.url = ""
        self._thread = LoopThread()

    # --- on the emulator's own loop ---

    def do(self, work: Callable[[], T]) -> T:
        """Run something quick on the emulator's own loop."""
        return self._thread.do(work) if self.url else work()

    def begin(self, work: Coroutine[Any, Any, T]) -> Pending[T]:
        """Begin a coroutine on the emulator's own loop."""
        return self._thread.begin(work)

    # --- reading ---

    @property
    def journal(self) -> Journal:
        """Everything that happened."""
        return self.service.journal

    @property
    def violations(self) -> list[Violation]:
        """Rules that were broken; a test ends with this being empty."""
        return list(self.journal.violations)

    @property
    def now(self) -> float:
        """What Slack's clock shows."""
        return self.service.clock.now()

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls of the app, of one method or of all."""
        calls = self.do(lambda: list(self.journal.calls))
        return [call for call in calls if method is None or call.method == method]

    def deliveries(self, name: str | None = None) -> list[Delivery]:
        """The attempts to deliver, of one event or action or of all."""
        deliveries = self.do(lambda: list(self.journal.deliveries))
        return [one for one in deliveries if name is None or one.name == name]

    def assert_clean(self) -> None:
        """Fail if any rule was broken."""
        if self.violations:
            raise AssertionError("\n".join(str(violation) for violation in self.violations))

    # --- waiting ---

    def wait_for(
        self,
        probe: Callable[[], T | None],
        timeout: float = 5.0,
        what: str = "what was expected",
    ) -> Pending[T]:
        """The first true result of `probe`, which is asked whenever something happens."""

        def describe() -> str:
            recent = "\n".join(
                f"  {call.method} -> {call.error or 'ok'}" for call in self.journal.calls[-10:]
            )
            broken = "\n".join(f"  {violation}" for violation in self.violations)
            return f"{timeout} s passed without {what}; last calls:\n{recent}\n{broken}".rstrip()

        return Pending(self.do(lambda: self.service.wait(probe, timeout, describe)))

    def wait_for_call(
        self, method: str, *, count: int = 1, timeout: float = 5.0
    ) -> Pending[list[Call]]:
        """The calls of a method, once there are so many."""

        def probe() -> list[Call] | None:
            found = [call for call in self.journal.calls if call.method == method]
            return found if len(found) >= count else None

        return self.wait_for(probe, timeout, f"{count} calls of {method}")

    def wait_for_socket(self, count: int = 1, timeout: float = 10.0) -> Pending[int]:
        """The number of open sockets, once there are so many."""

        def probe() -> int | None:
            alive = [held for held in self.service.sockets.connections if held.is_open]
            return len(alive) if len(alive) >= count else None

        return self.wait_for(probe, timeout, f"{count} open sockets")

    def quiet(self, seconds: float = 0.3, timeout: float = 10.0) -> Pending[None]:
        """Done when nothing has happened for a while and nothing is under way."""
        return self.begin(self._wait_until_quiet(seconds, timeout))

    async def _wait_until_quiet(self, seconds: float, at_most: float) -> None:
        async with asyncio.timeout(at_most):
            before = -1
            while True:
                now = len(self.journal.calls) + len(self.journal.deliveries)
                if now == before and not self.service.outbox.under_way:
                    return
                before = now
                await asyncio.sleep(seconds)
