"""The door: what Slack delivers is stored first, and acknowledged afterwards.

What arrives while the disk is busy is stored together with one wait for it, so that a burst is
acknowledged in Slack's three seconds too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

from bot.slack_channel.delivery.arrivals import arrival_of
from bot.slack_channel.delivery.earshot import Earshot
from bot.storage.inbox import Inbox

logger = logging.getLogger(__name__)

_INTERACTIONS = frozenset({"block_actions", "message_action", "view_submission"})
_TOGETHER = 200

_Waiting: TypeAlias = tuple[Mapping[str, Any], asyncio.Future[None]]


class Intake:
    """Stores what is meant for the bot in the inbox and wakes the worker."""

    def __init__(self, inbox: Inbox, earshot: Earshot, *, wake: asyncio.Event) -> None:
        self._inbox = inbox
        self._earshot = earshot
        self._wake = wake
        self._waiting: list[_Waiting] = []
        self._storing: asyncio.Task[None] | None = None
        # Of its own: the worker's threads may all be busy.
        self._thread = ThreadPoolExecutor(1, "slack-intake")

    async def take(self, body: Mapping[str, Any]) -> None:
        """Stores it, unless it is known or nobody's business here.

        Once this has returned, it may be acknowledged: nothing of it can be lost.
        """
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((body, stored))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())
        await stored

    async def _store(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
            bodies = [body for body, _ in batch]
            try:
                new = await loop.run_in_executor(self._thread, self._take, bodies)
            except Exception as fault:  # noqa: BLE001  # each of those who wait hears of it
                _tell(batch, fault)
                continue
            _tell(batch, None)
            if new:
                self._wake.set()

    def _take(self, bodies: Sequence[Mapping[str, Any]]) -> int:
        arrivals = [arrival_of(body) for body in bodies if self._is_ours(body)]
        if not arrivals:
            return 0
        return sum(entry is not None for entry in self._inbox.accept(arrivals))

    def _is_ours(self, body: Mapping[str, Any]) -> bool:
        if "event" in body:
            return self._earshot.hears(body["event"])
        return "command" in body or body.get("type") in _INTERACTIONS


def _tell(batch: Sequence[_Waiting], fault: Exception | None) -> None:
    for _, stored in batch:
        if stored.done():
            continue
        if fault is None:
            stored.set_result(None)
        else:
            stored.set_exception(fault)
