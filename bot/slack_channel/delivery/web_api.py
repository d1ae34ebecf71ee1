"""Calls as plain data, made: one function for each kind of call, none of which retries."""

from __future__ import annotations

from typing import Any, assert_never

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack_channel.calls import (
    Edit,
    HandOut,
    Post,
    Publish,
    Ready,
    Remove,
    Respond,
    Suggest,
    Whisper,
)
from bot.slack_channel.delivery.outcome import ResponseRefusedError
from bot.slack_channel.render.message import OutMessage

EVENT_TYPE = "attache_message"


async def perform(
    client: AsyncWebClient, key: str, call: Ready, *, bare: bool, page: str = ""
) -> str:
    """Makes the call; the message's time where there is one. ``bare`` leaves the blocks out,
    ``page`` is what a ``HandOut`` hands out."""
    match call:
        case Post():
            return await _post(client, key, call, bare=bare)
        case Edit():
            content = _content(call.content, bare=bare)
            chat = await conversation_of(client, call.chat)
            await client.chat_update(channel=chat, ts=call.message, **content)
            return call.message
        case Remove():
            await client.chat_delete(channel=call.chat, ts=call.message)
        case Whisper():
            content = _content(call.content, bare=bare)
            await client.chat_postEphemeral(
                channel=call.chat, user=call.user, thread_ts=call.thread or None, **content
            )
        case Respond():
            await _respond(client, call, bare=bare)
        case Publish():
            await client.views_publish(user_id=call.user, view=call.view)
        case HandOut():
            await _hand_out(client, call, page)
        case Suggest():
            prompts = [{"title": title, "message": words} for title, words in call.prompts]
            await client.api_call(
                "assistant.threads.setSuggestedPrompts",
                json={"channel_id": call.chat, "title": call.title, "prompts": prompts},
            )
        case _:
            assert_never(call)
    return ""


async def _hand_out(client: AsyncWebClient, call: HandOut, page: str) -> None:
    """Uploads a page and shares it. Slack posts it a moment after it has answered."""
    await client.files_upload_v2(
        channel=await conversation_of(client, call.chat),
        filename=call.name,
        file=page.encode(),
        title=call.name,
        initial_comment=call.comment,
        thread_ts=call.thread or None,
    )


async def _post(client: AsyncWebClient, key: str, call: Post, *, bare: bool) -> str:
    answer = await client.chat_postMessage(
        channel=await conversation_of(client, call.chat),
        thread_ts=call.thread or None,
        metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        unfurl_links=False,
        unfurl_media=False,
        **_content(call.content, bare=bare),
    )
    return str(answer["ts"])


async def conversation_of(client: AsyncWebClient, chat: str) -> str:
    """The conversation's id; a person's id stands for the direct message with them."""
    if not chat.startswith(("U", "W")):
        return chat
    opened = await client.conversations_open(users=chat)
    return str(opened["channel"]["id"])


async def _respond(client: AsyncWebClient, call: Respond, *, bare: bool) -> None:
    """The SDK's ``respond`` does not raise, so that an expired address would go unnoticed."""
    hook = AsyncWebhookClient(call.url, timeout=client.timeout, retry_handlers=[])
    audience = "in_channel" if call.public else "ephemeral"
    body: dict[str, Any] = {"response_type": audience, "replace_original": call.replace}
    answer = await hook.send_dict(body | _content(call.content, bare=bare))
    if answer.status_code != 200:
        code = next((word for word in _CODES if word in answer.body), "")
        raise ResponseRefusedError(answer.status_code, code, answer.headers)


_CODES = (
    "invalid_blocks",
    "used_url",
    "expired_url",
    "invalid_url",
    "message_not_found",
    "no_text",
)


def _content(message: OutMessage, *, bare: bool) -> dict[str, Any]:
    if bare or not message.blocks:
        # An update that brings no blocks takes the old ones away; empty ones say so.
        return {"text": message.text, "blocks": []} if bare else {"text": message.text}
    return {"text": message.text, "blocks": list(message.blocks)}
