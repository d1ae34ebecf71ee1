"""chat.startStream, appendStream, stopStream: a message that grows while people read."""

from typing import Final

from tests.slack_emulator.judge import block_texts, judge_chunks, judge_message_blocks
from tests.slack_emulator.judge.verdict import MESSAGE_BLOCK_TEXT
from tests.slack_emulator.records import Conversation, Payload, StoredMessage, Stream

from .call import Answer, ApiCall, ApiError, method
from .message_content import (
    LONGEST_MARKDOWN,
    complete_blocks,
    markdown_blocks,
    read_metadata,
    refuse,
)

STREAM_SECONDS: Final = 300
SESSION_STATUSES: Final = {"active", "processing", "suspended", "closed"}


@method("chat.startStream", "chat:write", per_minute=20)
def start_stream(call: ApiCall) -> Answer:
    """Begin a message."""
    service = call.service
    conversation = call.writable_conversation()
    thread_ts = call.text("thread_ts")
    root = conversation.messages.get(thread_ts)
    if root is None or root.ephemeral_to is not None:
        raise ApiError("invalid_thread_ts")
    _require_recipient(call, conversation)
    stream = Stream(service.clock.now())
    _grow(call, stream)
    payload = service.app_author(conversation) | {
        "text": stream.text,
        "thread_ts": thread_ts,
        "parent_user_id": root.author_id,
        "streaming_state": "in_progress",
    }
    message = service.post(conversation, call.bot_user_id, payload, by_app=True, stream=stream)
    return {"channel": conversation.id, "ts": message.ts}


def _require_recipient(call: ApiCall, conversation: Conversation) -> None:
    if conversation.kind == "im":
        return
    if call.maybe_text("recipient_team_id") is None:
        raise ApiError("missing_recipient_team_id")
    recipient = call.maybe_text("recipient_user_id")
    if recipient is None:
        raise ApiError("missing_recipient_user_id")
    if recipient not in conversation.members:
        raise ApiError("user_not_found")


@method("chat.appendStream", "chat:write", per_minute=100)
def append_stream(call: ApiCall) -> Answer:
    """Let the message grow."""
    message, stream = _streaming(call)
    if not _grow(call, stream):
        raise ApiError("no_text")
    message.payload["text"] = stream.text
    call.service.changed()
    return {"channel": message.conversation_id, "ts": message.ts}


@method("chat.stopStream", "chat:write", per_minute=20)
def stop_stream(call: ApiCall) -> Answer:
    """End the message, and put blocks below it."""
    service = call.service
    message, stream = _streaming(call)
    blocks = call.structure("blocks", "invalid_blocks_format")
    if blocks is not None:
        refuse(judge_message_blocks(blocks))
    metadata = read_metadata(call)
    status = call.maybe_text("session_status")
    if status is not None and status not in SESSION_STATUSES:
        raise ApiError.invalid_arguments(f"must be a valid enum value: {status}")
    grown = Stream(stream.started_at, text=stream.text, chunks=list(stream.chunks))
    _grow(call, grown)
    final = markdown_blocks(service, grown.text) if grown.text else []
    final += _chunk_blocks(grown) + complete_blocks(service, blocks or [])
    if sum(map(len, block_texts(final))) > MESSAGE_BLOCK_TEXT:
        raise ApiError("msg_blocks_too_long")
    stream.text, stream.chunks, stream.state = grown.text, grown.chunks, "completed"
    service.world.statuses.pop((message.conversation_id, message.thread_ts or ""), None)
    if metadata is not None:
        message.metadata = metadata
    changes: Payload = {
        "text": grown.text, "blocks": final or None, "streaming_state": None, "metadata": metadata,
    }  # fmt: skip
    service.rewrite(message, changes, edited_by=None)
    return {
        "channel": message.conversation_id, "ts": message.ts, "message": dict(message.payload),
    }  # fmt: skip


def _streaming(call: ApiCall) -> tuple[StoredMessage, Stream]:
    conversation = call.conversation()
    message = call.message(conversation, call.text("ts"))
    if message.author_id != call.bot_user_id:
        raise ApiError("message_not_owned_by_app")
    stream = message.stream
    if stream is None:
        raise ApiError("message_not_in_streaming_state")
    if stream.state == "in_progress":
        age = call.service.clock.now() - stream.started_at
        if age > STREAM_SECONDS:
            stream.state = "expired"
            message.payload.pop("streaming_state", None)
    if stream.state == "stopped":
        raise ApiError("stopped_by_user")
    if stream.state != "in_progress":
        raise ApiError("message_not_in_streaming_state")
    return message, stream


def _grow(call: ApiCall, stream: Stream) -> bool:
    """Append what the call brings; whether it brings anything."""
    markdown = call.maybe_text("markdown_text")
    chunks = call.structure("chunks", "invalid_chunks")
    if markdown is not None and chunks:
        raise ApiError("markdown_text_conflict")
    if chunks:
        refuse(judge_chunks(chunks))
        for chunk in chunks:
            if chunk["type"] == "blocks":
                refuse(judge_message_blocks(chunk["blocks"], "/chunks/blocks"))
        markdown = "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
        stream.chunks += [chunk for chunk in chunks if chunk["type"] != "markdown_text"]
    if markdown is not None and len(markdown) > LONGEST_MARKDOWN:
        raise ApiError("msg_too_long")
    stream.text += markdown or ""
    return bool(markdown or chunks)


def _chunk_blocks(stream: Stream) -> list[Payload]:
    return [
        block for chunk in stream.chunks if chunk["type"] == "blocks" for block in chunk["blocks"]
    ]
