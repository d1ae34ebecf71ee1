"""What a message may contain, and how Slack keeps it."""

import copy
from typing import Any, Final

from tests.slack_emulator.composing import escape_from_app
from tests.slack_emulator.judge import (
    Refusal,
    judge_attachments,
    judge_message_blocks,
    judge_metadata,
)
from tests.slack_emulator.records import Payload
from tests.slack_emulator.service import Service

from .call import ApiCall, ApiError

LONGEST_TEXT: Final = 40_000
LONGEST_UPDATE: Final = 4_000
LONGEST_MARKDOWN: Final = 12_000


def read_content(call: ApiCall) -> Payload:
    """The text, blocks and attachments of a call, judged; empty if the call brings none."""
    blocks = call.structure("blocks", "invalid_blocks_format")
    attachments = call.structure("attachments", "invalid_attachments_format")
    markdown = call.maybe_text("markdown_text")
    text = call.maybe_text("text")
    if markdown is not None:
        return _read_markdown(call.service, markdown, conflicting=bool(text or blocks))
    content: Payload = {}
    if text is not None:
        content["text"] = escape_from_app(_shorten(call, text))
    if blocks is not None:
        refuse(judge_message_blocks(blocks))
        content["blocks"] = complete_blocks(call.service, blocks)
    if attachments is not None:
        refuse(judge_attachments(attachments))
        content["attachments"] = [
            {"id": number, **attachment} for number, attachment in enumerate(attachments, 1)
        ]
    return content


def read_metadata(call: ApiCall) -> Payload | None:
    """The metadata of a call, judged; work-object entities are passed through."""
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return None
    bare = metadata
    if isinstance(metadata, dict):
        bare = {field: value for field, value in metadata.items() if field != "entities"}
        if not bare:
            return dict(metadata)
    refuse(judge_metadata(bare))
    return dict(metadata)


def refuse(refusal: Refusal | None) -> None:
    """Answer with the refusal, if there is one."""
    if refusal is not None:
        raise ApiError.of(refusal)


def complete_blocks(service: Service, blocks: list[Payload]) -> list[Payload]:
    """Slack fills in the ids that the app left out."""
    completed = copy.deepcopy(blocks)
    for block in completed:
        block.setdefault("block_id", service.identifiers.secret(5))
        for element in elements_of(block):
            if "action_id" not in element and element.get("type") not in {"image", "mrkdwn"}:
                element["action_id"] = service.identifiers.secret(5)
    return completed


def elements_of(block: Payload) -> list[Payload]:
    """The interactive elements of a block, wherever they stand in it."""
    kind = block.get("type")
    if kind in {"actions", "context_actions"}:
        return list(block.get("elements", []))
    if kind == "card":
        return list(block.get("actions", []))
    if kind == "input":
        return [block["element"]]
    if kind == "section" and "accessory" in block:
        return [block["accessory"]]
    if kind in {"container", "carousel"}:
        inner = block.get("child_blocks") or block.get("elements", [])
        return [element for child in inner for element in elements_of(child)]
    return []


def _read_markdown(service: Service, markdown: str, *, conflicting: bool) -> Payload:
    if conflicting:
        raise ApiError("markdown_text_conflict")
    if len(markdown) > LONGEST_MARKDOWN:
        raise ApiError("msg_too_long")
    return {"text": markdown, "blocks": markdown_blocks(service, markdown)}


def markdown_blocks(service: Service, markdown: str) -> list[Payload]:
    """Slack makes rich text of it; here it stays markdown, so that a test can read it."""
    block: dict[str, Any] = {"type": "markdown", "text": markdown}
    return complete_blocks(service, [block])


def _shorten(call: ApiCall, text: str) -> str:
    if call.method == "chat.update" and len(text) > LONGEST_UPDATE:
        raise ApiError("msg_too_long")
    if len(text) <= LONGEST_TEXT:
        return text
    if call.method != "chat.postMessage":
        raise ApiError("msg_too_long")
    call.warnings.append("message_truncated")
    return text[:LONGEST_TEXT]
