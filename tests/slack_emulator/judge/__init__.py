"""The judges of every payload: Slack's types, slack_sdk's validators, the documented limits."""

from .complaint import Complaint
from .schema import argument_types, judge_argument, judge_by_schema, judge_event_by_schema
from .verdict import (
    Refusal,
    block_texts,
    judge_attachments,
    judge_chunks,
    judge_message_blocks,
    judge_metadata,
    judge_view,
)

__all__ = [
    "Complaint",
    "Refusal",
    "argument_types",
    "block_texts",
    "judge_argument",
    "judge_attachments",
    "judge_by_schema",
    "judge_chunks",
    "judge_event_by_schema",
    "judge_message_blocks",
    "judge_metadata",
    "judge_view",
]
