"""Notices polling that brings nothing any more, says so, and starts it anew."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.delivery.pace import Pace

logger = logging.getLogger(__name__)


class Watchdog:
    """Runs ``poll`` and replaces it where it died, or was silent for too long."""

    def __init__(
        self, poll: Callable[[], Coroutine[Any, Any, None]], *, pace: Pace, health: Health
    ) -> None:
        self._poll = poll
        self._pace = pace
        self._health = health

    async def run(self) -> None:
        """Watch until cancelled."""
        polling = asyncio.create_task(self._poll())
        try:
            while True:
                await asyncio.wait([polling], timeout=self._pace.silence / 10)
                why = self._complaint(polling)
                if why:
                    logger.error("Polling is started anew: %s", why)
                    await _end(polling)
                    self._health.restarts += 1
                    self._health.polled()
                    polling = asyncio.create_task(self._poll())
        finally:
            await _end(polling)

    def _complaint(self, polling: asyncio.Task[None]) -> str:
        if polling.done():
            return f"it ended ({type(polling.exception()).__name__})"
        silent = self._health.silent_seconds()
        if silent < self._pace.silence:
            return ""
        return f"no updates for {silent:.0f} s ({self._health.last_fault or 'no answer'})"


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
