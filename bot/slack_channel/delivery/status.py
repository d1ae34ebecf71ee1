"""The sign below a question that it is being worked on, where the workspace has that."""

from __future__ import annotations

import asyncio
import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_channel import wording
from bot.slack_channel.delivery.outcome import FAULTS, Refused, outcome_of
from bot.slack_channel.delivery.pace import Pace
from bot.slack_channel.incoming import Incoming, Said

logger = logging.getLogger(__name__)


class Status:
    """Shows it in direct messages. An answer that is posted takes it away."""

    def __init__(self, client: AsyncWebClient, pace: Pace) -> None:
        self._client = client
        self._pace = pace
        self._offered = True

    async def show(self, incoming: Incoming) -> None:
        """Shows it, if that is quick; no answer depends on it."""
        if not isinstance(incoming, Said) or incoming.edited:
            return
        if not self._offered or not incoming.place.private or incoming.speaker.bot:
            return
        try:
            async with asyncio.timeout(self._pace.status):
                await self._client.assistant_threads_setStatus(
                    channel_id=incoming.place.chat,
                    thread_ts=incoming.place.thread,
                    status=wording.STATUS,
                )
        except FAULTS as fault:
            outcome = outcome_of(fault)
            if isinstance(outcome, Refused):
                # A workspace without the agent features answers well enough without it.
                logger.info("No status is shown here: %s", outcome.why)
                self._offered = False
