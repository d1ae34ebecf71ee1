"""The few blocks that everything shown here is made of; all words in them are plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.slack_channel.render.message import Block

MENTION = re.compile(r"<@([UW]\w+)>")
LONGEST_HEADER = 150
LONGEST_SECTION = 3000
LONGEST_BUTTON = 75
LONGEST_CONFIRMATION = 300


def plain(words: str) -> Block:
    """A text object in which nothing is markup; a colon does not make an emoji."""
    return {"type": "plain_text", "text": words or " ", "emoji": False}


def header(words: str) -> Block:
    """The first line of an answer; a long one stands as ordinary text."""
    if len(words) > LONGEST_HEADER:
        return section(words)
    return {"type": "header", "text": plain(words)}


def section(words: str, accessory: Block | None = None) -> Block:
    """A paragraph; what is too long for one is cut with an ellipsis, so never quote in it."""
    shown = words if len(words) <= LONGEST_SECTION else words[: LONGEST_SECTION - 1] + "…"
    block: Block = {"type": "section", "text": plain(shown)}
    return block | ({"accessory": accessory} if accessory else {})


def strong(words: str) -> Block:
    """A line in bold, smaller than a header."""
    piece = {"type": "text", "text": words, "style": {"bold": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [piece]}]}


def mentioning(words: str) -> Block:
    """A paragraph in which ``<@U…>`` names a person; nothing else in it is markup."""
    pieces: list[Block] = []
    for place, piece in enumerate(MENTION.split(words)):
        if place % 2:
            pieces.append({"type": "user", "user_id": piece})
        elif piece:
            pieces.append({"type": "text", "text": piece})
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": pieces}]}


def context(*lines: str) -> Block:
    """Small grey lines."""
    return {"type": "context", "elements": [plain(line[:LONGEST_SECTION]) for line in lines[:10]]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(buttons: Sequence[Block]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def button(
    label: str, action: str, value: str, *, style: str = "", confirm: Block | None = None
) -> Block:
    """A button; ``action`` must be unique in its row."""
    made: Block = {
        "type": "button",
        "text": plain(label[:LONGEST_BUTTON]),
        "action_id": action,
        "value": value,
    }
    if style:
        made["style"] = style
    if confirm:
        made["confirm"] = confirm
    return made


def confirmation(title: str, words: str, yes: str, no: str, *, style: str = "danger") -> Block:
    """The dialogue before something that cannot be undone."""
    return {
        "title": plain(title),
        "text": plain(words[:LONGEST_CONFIRMATION]),
        "confirm": plain(yes),
        "deny": plain(no),
        "style": style,
    }
