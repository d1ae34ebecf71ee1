"""Two ways to be an app: the real slack-bolt, and raw HTTP without any SDK."""

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_emulator import SlackEmulator
from tests.slack_emulator.delivery.http_events import HttpEvents


def bolt_app(
    slack: SlackEmulator, retry_handlers: list[AsyncRetryHandler] | None = None
) -> AsyncApp:
    """An AsyncApp that talks to the emulator."""
    client = AsyncWebClient(
        token=slack.bot_token,
        base_url=slack.api_url,
        timeout=5,
        retry_handlers=[] if retry_handlers is None else retry_handlers,
    )
    return AsyncApp(client=client, signing_secret=slack.signing_secret)


@contextlib.asynccontextmanager
async def in_socket_mode(
    app: AsyncApp, slack: SlackEmulator, ping_interval: float = 0.3
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Run it in Socket Mode."""
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=ping_interval)
    await handler.connect_async()
    await slack.wait_for_socket()
    try:
        yield handler
    finally:
        await handler.close_async()


@contextlib.asynccontextmanager
async def behind_http(app: AsyncApp, slack: SlackEmulator) -> AsyncIterator[HttpEvents]:
    """Run it behind HTTP; its request URL has been verified."""
    runner = web.AppRunner(app.web_app(path="/slack/events"), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    http = await slack.connect_http(url)
    try:
        yield http
    finally:
        await runner.cleanup()


class RawApp:
    """Calls the Web API with nothing but aiohttp."""

    def __init__(self, slack: SlackEmulator, session: aiohttp.ClientSession) -> None:
        self._slack = slack
        self.session = session

    async def call(
        self, method: str, *, token: str | None = None, **arguments: Any
    ) -> dict[str, Any]:
        """Call with a JSON body."""
        bearer = self._slack.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        url = self._slack.api_url + method
        async with self.session.post(url, json=arguments, headers=headers) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def open_socket(self) -> aiohttp.ClientWebSocketResponse:
        """A socket that has said hello."""
        opened = await self.call("apps.connections.open", token=self._slack.app_token)
        socket = await self.session.ws_connect(opened["url"])
        hello = json.loads((await socket.receive()).data)
        assert hello["type"] == "hello"
        return socket


@contextlib.asynccontextmanager
async def raw_app(slack: SlackEmulator) -> AsyncIterator[RawApp]:
    """A RawApp with an open session."""
    async with aiohttp.ClientSession() as session:
        yield RawApp(slack, session)


async def next_envelope(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    """The next envelope, other messages skipped."""
    while True:
        message = await socket.receive(timeout=5)
        assert message.type == aiohttp.WSMsgType.TEXT, message
        loaded: dict[str, Any] = json.loads(message.data)
        if "envelope_id" in loaded:
            return loaded


def plain(text: str) -> dict[str, str]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, str]:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def button(label: str, action_id: str, value: str = "v") -> dict[str, Any]:
    """A button."""
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": value}


def feedback(action_id: str = "feedback") -> dict[str, Any]:
    """A context_actions block with feedback buttons."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": action_id,
                "positive_button": {"text": plain("Good answer"), "value": "up"},
                "negative_button": {"text": plain("Bad answer"), "value": "down"},
            }
        ],
    }


def quotation(text: str) -> dict[str, Any]:
    """A rich text quotation."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}],
    }


def modal(**changes: Any) -> dict[str, Any]:
    """A modal with one input."""
    return {
        "type": "modal",
        "callback_id": "ask_desk",
        "title": plain("Ask the desk"),
        "submit": plain("Send"),
        "blocks": [
            {
                "type": "input",
                "block_id": "question",
                "label": plain("Question"),
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
        **changes,
    }
