"""The door for updates: stored first, confirmed to Telegram afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from bot.storage.inbox import Inbox
from bot.telegram_channel.delivery.arrivals import arrival_of, update_id_of
from bot.telegram_channel.delivery.health import Health

logger = logging.getLogger(__name__)


class Intake:
    """Stores updates in the inbox and wakes the worker."""

    def __init__(self, inbox: Inbox, *, bot_id: int, wake: asyncio.Event, health: Health) -> None:
        self._inbox = inbox
        self._bot_id = bot_id
        self._wake = wake
        self._health = health

    async def take(self, updates: Sequence[object]) -> int | None:
        """Stores what is new, oldest first; the highest number among them, to be confirmed.

        Once this has returned, nothing of it can be lost.
        """
        numbered: dict[int, dict[str, Any]] = {}
        for update in updates:
            number = update_id_of(update)
            if number is None or not isinstance(update, dict):
                logger.error("Telegram delivered something that is no update")
                continue
            numbered[number] = update
        if not numbered:
            return None
        arrivals = [arrival_of(numbered[number], self._bot_id) for number in sorted(numbered)]
        accepted = await asyncio.to_thread(self._inbox.accept, arrivals)
        new = sum(entry is not None for entry in accepted)
        self._health.accepted += new
        self._health.known += len(updates) - new
        if new:
            self._wake.set()
        return max(numbered)
