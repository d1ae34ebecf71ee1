"""Signed HTTP: one request URL for events, buttons, commands and shortcuts."""

from __future__ import annotations

import asyncio

from aiohttp import web
from slack_bolt.async_app import AsyncApp

PATH = "/slack/events"


async def serve_http(app: AsyncApp, host: str, port: int, farewell: float) -> None:
    """Serves until cancelled; Bolt checks the signatures."""
    application = app.web_app(path=PATH)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=farewell)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
