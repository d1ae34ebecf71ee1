"""Socket Mode, kept alive: the SDK reconnects, and this sees to it that it never gives up."""

from __future__ import annotations

import asyncio
import logging
import time

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.slack_channel.delivery.outcome import FAULTS
from bot.slack_channel.delivery.pace import Pace

logger = logging.getLogger(__name__)


async def serve_socket(app: AsyncApp, app_token: str, pace: Pace) -> None:
    """Serves until cancelled."""
    handler = AsyncSocketModeHandler(app, app_token, ping_interval=pace.ping)
    try:
        # Tries until it succeeds; each try asks for a fresh address.
        connecting = asyncio.create_task(_connect(handler))
        await _watch(handler, pace)
    finally:
        connecting.cancel()
        await handler.client.close()  # type: ignore[no-untyped-call]


async def _connect(handler: AsyncSocketModeHandler) -> None:
    await handler.client.connect()  # type: ignore[no-untyped-call]


async def _watch(handler: AsyncSocketModeHandler, pace: Pace) -> None:
    client, heard = handler.client, time.monotonic()
    while True:
        await asyncio.sleep(pace.glance)
        if await client.is_connected():
            heard = time.monotonic()
        elif time.monotonic() - heard > pace.deaf:
            logger.warning("No socket has been open for %.0f s; asking for another", pace.deaf)
            heard = time.monotonic()
            # An address opens one socket only: after a failure, the SDK would try the old one.
            client.wss_uri = None
            try:
                await client.connect_to_new_endpoint()
            except FAULTS as fault:
                logger.warning("There is no new socket (%s)", type(fault).__name__)
