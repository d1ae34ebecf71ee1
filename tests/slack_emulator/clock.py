"""Slack's clock: it starts where a test says, and can be moved forward without waiting."""

import asyncio
import contextlib
import time


class Clock:
    """Tells the time inside the emulator; every limit in it (3 s, 2 min, 30 min) follows it."""

    def __init__(self, start: float | None = None) -> None:
        self._start = time.time() if start is None else start
        self._origin = time.monotonic()
        self._ahead = 0.0
        self._last_ts = 0
        self._jumped = asyncio.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._start + (time.monotonic() - self._origin) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move forward; everything that was waiting for that time happens now."""
        self._ahead += seconds
        self._jumped.set()
        self._jumped = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait in the emulator's time."""
        await self.sleep_until(self.now() + seconds)

    async def sleep_until(self, deadline: float) -> None:
        """Wait for a moment that was fixed before."""
        while (left := deadline - self.now()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._jumped.wait(), left)

    def next_ts(self) -> str:
        """A message's address: the time, and never the same twice."""
        self._last_ts = max(self._last_ts + 1, int(self.now() * 1_000_000))
        seconds, micros = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micros:06d}"
