"""Puts the judges together and says what Slack would answer to a message or a view."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .complaint import Complaint
from .limits import judge_limits
from .schema import judge_blocks_by_schema, judge_by_schema
from .sdk_models import judge_blocks_by_sdk, judge_view_by_sdk

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
ATTACHMENTS: Final = 100
# bolt-js#2509: undocumented; messages of about 13,200 characters over all blocks are refused.
MESSAGE_BLOCK_TEXT: Final = 13_000
MARKDOWN_TEXT: Final = 12_000
VIEW_BYTES: Final = 250_000
METADATA_BYTES: Final = 16_000

MESSAGES_ONLY: Final = {
    "card", "carousel", "context_actions", "data_table", "markdown", "plan", "table", "task_card",
}  # fmt: skip
NOT_IN_MESSAGES: Final = {"file_input"}
NOT_AT_HOME: Final = {"file_input"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """The error code that Slack answers with, and why."""

    error: str
    complaints: tuple[Complaint, ...] = ()


def judge_message_blocks(blocks: object, root: str = "/blocks") -> Refusal | None:
    """Judge the blocks of a message."""
    complaints = _judge_blocks(blocks, root, MESSAGE_BLOCKS)
    if isinstance(blocks, list):
        complaints += _judge_surface(blocks, root, NOT_IN_MESSAGES)
        if _markdown_length(blocks) > MARKDOWN_TEXT and not complaints:
            complaints.append(Complaint(f"must be less than {MARKDOWN_TEXT + 1} characters", root))
    if complaints:
        return Refusal("invalid_blocks", tuple(complaints))
    if sum(map(len, block_texts(blocks))) > MESSAGE_BLOCK_TEXT:
        return Refusal("msg_blocks_too_long")
    return None


def judge_attachments(attachments: object) -> Refusal | None:
    """Judge legacy attachments, and the blocks inside them."""
    root = "/attachments"
    if not isinstance(attachments, list):
        return Refusal("invalid_attachments", (Complaint("must provide an array", root),))
    if len(attachments) > ATTACHMENTS:
        return Refusal("too_many_attachments")
    bare = [_without_blocks(attachment) for attachment in attachments]
    complaints = judge_by_schema("attachments", bare, root)
    for position, attachment in enumerate(attachments):
        if isinstance(attachment, Mapping) and "blocks" in attachment:
            pointer = f"{root}/{position}/blocks"
            complaints += _judge_blocks(attachment["blocks"], pointer, MESSAGE_BLOCKS)
    return Refusal("invalid_attachments", tuple(complaints)) if complaints else None


def judge_view(view: object, root: str = "/view") -> Refusal | None:
    """Judge a modal or a Home tab."""
    if not isinstance(view, dict):
        return Refusal("invalid_arguments", (Complaint("must provide an object", root),))
    kind = view.get("type")
    if kind not in {"modal", "home"}:
        unsupported = Complaint(f"unsupported type: {kind}", f"{root}/type")
        return Refusal("invalid_arguments", (unsupported,))
    complaints = judge_by_schema(kind, view | {"blocks": []}, root)
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        complaints += _judge_blocks(blocks, f"{root}/blocks", VIEW_BLOCKS)
        forbidden = MESSAGES_ONLY | (NOT_AT_HOME if kind == "home" else set())
        complaints += _judge_surface(blocks, f"{root}/blocks", forbidden)
    else:
        complaints.append(Complaint("missing required field: blocks", root))
    complaints += judge_limits(_without_blocks(view), root, kind=kind)
    if not complaints:
        complaints += _judge_submit(view, root) + judge_view_by_sdk(view, root)
    if complaints:
        return Refusal("invalid_arguments", tuple(dict.fromkeys(complaints)))
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        return Refusal("view_too_large")
    return None


def judge_metadata(metadata: object) -> Refusal | None:
    """Judge message metadata."""
    complaints = judge_by_schema("metadata", metadata, "/metadata")
    if complaints:
        return Refusal("invalid_metadata_format", tuple(complaints))
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        return Refusal("metadata_too_large")
    return None


def judge_chunks(chunks: object) -> Refusal | None:
    """Judge the chunks of a stream."""
    complaints = judge_by_schema("chunks", chunks, "/chunks")
    return Refusal("invalid_chunks", tuple(complaints)) if complaints else None


def block_texts(node: object) -> Iterator[str]:
    """Every piece of text that a reader of these blocks sees."""
    if isinstance(node, list):
        for item in node:
            yield from block_texts(item)
    elif isinstance(node, Mapping):
        for field, value in node.items():
            if field == "text" and isinstance(value, str):
                yield value
            elif isinstance(value, list | Mapping):
                yield from block_texts(value)


def _judge_blocks(blocks: object, root: str, most: int) -> list[Complaint]:
    complaints = judge_blocks_by_schema(blocks, root)
    if not isinstance(blocks, list):
        return complaints
    if len(blocks) > most:
        complaints.append(Complaint(f"no more than {most} items allowed", root))
    complaints += judge_limits(blocks, root)
    complaints += _judge_block_ids(blocks, root)
    if not complaints:
        # The SDK's words differ from Slack's, so it is asked only when the others are content.
        complaints += judge_blocks_by_sdk(blocks, root)
    return list(dict.fromkeys(complaints))


def _judge_block_ids(blocks: list[Any], root: str) -> list[Complaint]:
    seen: set[str] = set()
    found = []
    for position, block in enumerate(blocks):
        block_id = block.get("block_id") if isinstance(block, Mapping) else None
        if block_id in seen:
            found.append(
                Complaint(f"block_id must be unique: {block_id}", f"{root}/{position}/block_id")
            )
        if block_id:
            seen.add(block_id)
    return found


def _judge_surface(blocks: list[Any], root: str, forbidden: set[str]) -> list[Complaint]:
    return [
        Complaint(f"unsupported type: {kind}", f"{root}/{position}/type")
        for position, block in enumerate(blocks)
        if (kind := _kind_of(block)) in forbidden
    ]


def _kind_of(block: object) -> str:
    if not isinstance(block, Mapping):
        return ""
    element = block.get("element")
    if block.get("type") == "input" and isinstance(element, Mapping):
        inner = str(element.get("type", ""))
        return inner if inner == "file_input" else "input"
    return str(block.get("type", ""))


def _judge_submit(view: Mapping[str, Any], root: str) -> list[Complaint]:
    asks = any(block.get("type") == "input" for block in view["blocks"])
    if view["type"] == "modal" and asks and "submit" not in view:
        return [Complaint("missing required field: submit", root)]
    return []


def _markdown_length(blocks: list[Any]) -> int:
    return sum(
        len(block.get("text", ""))
        for block in blocks
        if isinstance(block, Mapping) and block.get("type") == "markdown"
    )


def _without_blocks(payload: object) -> object:
    if not isinstance(payload, Mapping):
        return payload
    return {field: value for field, value in payload.items() if field != "blocks"}
