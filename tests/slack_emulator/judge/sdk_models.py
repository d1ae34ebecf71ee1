"""Asks slack_sdk's own model validators for a second opinion on blocks, views and attachments."""

import copy
import logging
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from .complaint import Complaint

# The models log a warning for what they do not know; the schema judge decides about that.
logging.getLogger("slack_sdk.models").setLevel(logging.ERROR)


def judge_blocks_by_sdk(blocks: list[Any], root: str) -> list[Complaint]:
    """Build each block with slack_sdk and let it check itself."""
    found: list[Complaint] = []
    for position, block in enumerate(blocks):
        found.extend(_try(_block_check(block), f"{root}/{position}"))
    return found


def judge_view_by_sdk(view: dict[str, Any], root: str) -> list[Complaint]:
    """Build the view with slack_sdk and let it check itself."""
    return _try(lambda: View(**copy.deepcopy(view)).to_dict(), root)


def _block_check(block: dict[str, Any]) -> Callable[[], object]:
    def check() -> object:
        model = Block.parse(copy.deepcopy(block))
        return model.to_dict() if model else None

    return check


def _try(build: Callable[[], object], pointer: str) -> list[Complaint]:
    try:
        build()
    except SlackObjectFormationError as refusal:
        return [Complaint(f"slack_sdk: {refusal}", pointer)]
    except (TypeError, AttributeError, KeyError, ValueError) as broken:
        return [Complaint(f"slack_sdk cannot read it: {broken}", pointer)]
    return []
