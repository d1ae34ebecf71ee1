"""Puts blocks into as few messages as Slack's limits allow, and never cuts a unit in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.slack_channel import wording
from bot.slack_channel.render.elements import context
from bot.slack_channel.render.message import Block

# Slack refuses a message of more than 50 blocks, or of about 13,000 characters in all of them.
MOST_BLOCKS = 48
MOST_CHARACTERS = 12_000


def packed(units: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The units in order; each message after the first says that it goes on."""
    messages: list[list[Block]] = [[]]
    for unit in units:
        if messages[-1] and not _fits(messages[-1], unit):
            messages.append([context(wording.CONTINUED)])
        messages[-1].extend(unit)
    return messages


def characters(blocks: Sequence[Block]) -> int:
    """How many signs a reader of the blocks sees."""
    return sum(map(len, _texts(list(blocks))))


def _fits(message: Sequence[Block], unit: Sequence[Block]) -> bool:
    together = characters(message) + characters(unit)
    return len(message) + len(unit) <= MOST_BLOCKS and together <= MOST_CHARACTERS


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
