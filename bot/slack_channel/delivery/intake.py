"""The door: what Slack delivers is stored first, and acknowledged afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from bot.slack_channel.delivery.arrivals import arrival_of
from bot.slack_channel.delivery.earshot import Earshot
from bot.storage.inbox import Inbox

logger = logging.getLogger(__name__)

_INTERACTIONS = frozenset({"block_actions", "message_action", "view_submission"})


class Intake:
    """Stores what is meant for the bot in the inbox and wakes the worker."""

    def __init__(self, inbox: Inbox, earshot: Earshot, *, wake: asyncio.Event) -> None:
        self._inbox = inbox
        self._earshot = earshot
        self._wake = wake

    async def take(self, body: Mapping[str, Any]) -> None:
        """Stores it, unless it is known or nobody's business here.

        Once this has returned, it may be acknowledged: nothing of it can be lost.
        """
        if await asyncio.to_thread(self._take, body):
            self._wake.set()

    def _take(self, body: Mapping[str, Any]) -> bool:
        if "event" in body:
            if not self._earshot.hears(body["event"]):
                return False
        elif "command" not in body and body.get("type") not in _INTERACTIONS:
            return False
        return self._inbox.accept([arrival_of(body)])[0] is not None
