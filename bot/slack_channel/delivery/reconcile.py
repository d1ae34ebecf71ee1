"""Finds out whether a message arrived though the connection broke: each carries its key, and a
file that was handed out its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack_channel.calls import HandOut, Post
from bot.slack_channel.delivery.web_api import EVENT_TYPE, conversation_of

_PAGE, _MOST_PAGES = 200, 5


async def find_sent(client: AsyncWebClient, key: str, call: Post | HandOut) -> str | None:
    """The time of the message with that key or file, if it stands where it was to be posted."""
    chat = await conversation_of(client, call.chat)
    is_it = _carries(call.name) if isinstance(call, HandOut) else _has_key(key)
    cursor = ""
    for _ in range(_MOST_PAGES):
        page = await _page(client, chat, call.thread, cursor)
        for message in page["messages"]:
            if is_it(message):
                return str(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return None


async def _page(client: AsyncWebClient, chat: str, thread: str, cursor: str) -> AsyncSlackResponse:
    arguments: dict[str, Any] = {
        "channel": chat,
        "include_all_metadata": True,
        "limit": _PAGE,
        **({"cursor": cursor} if cursor else {}),
    }
    if thread:
        return await client.conversations_replies(ts=thread, **arguments)
    return await client.conversations_history(**arguments)


def _has_key(key: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: _key_of(message) == key


def _carries(name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: any(file.get("name") == name for file in message.get("files") or ())


def _key_of(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("key") or "")
