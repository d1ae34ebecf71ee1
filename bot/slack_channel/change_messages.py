"""What changed, as Slack shows it: the digest, and the note above an earlier answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from bot.changes import wording
from bot.changes.digest import Digest
from bot.changes.told import told_of
from bot.slack_channel.calls import Edit, Post
from bot.slack_channel.front import Front
from bot.slack_channel.render.digest import digest_message
from bot.slack_channel.render.elements import context, divider, section, strong
from bot.slack_channel.render.message import LONGEST_FALLBACK, Block, OutMessage, escaped
from bot.slack_channel.render.packing import MOST_BLOCKS, MOST_CHARACTERS, characters
from bot.storage.identity import Address

_CONTENT = TypeAdapter(OutMessage)


def change_call(front: Front, to: Address, payload: Mapping[str, Any]) -> Post | Edit | None:
    """The digest for a channel, or the note on a message; ``None`` where it is out of date."""
    told = told_of(payload, front.database, to)
    if told is None:
        return None
    if isinstance(told, Digest):
        return Post(to.chat, digest_message(told), to.thread)
    head = (strong(wording.NOTE_TITLE), section("\n".join(told.lines)))
    content = _CONTENT.validate_python(told.content) if told.content else None
    below = (context(wording.NOTE_BELOW), divider())
    noted = above(content, (*head, *below)) if content else None
    if noted:
        return Edit(to.chat, to.message, noted, to.thread, anew=False)
    text = escaped("\n".join((wording.NOTE_TITLE, *told.lines)))
    return Post(to.chat, OutMessage(text, head), to.thread or to.message)


def above(content: OutMessage, head: tuple[Block, ...]) -> OutMessage | None:
    """The message with something above it and nothing of its own altered; ``None`` where that is
    too much for one message."""
    blocks = (*head, *content.blocks)
    if len(blocks) > MOST_BLOCKS or characters(blocks) > MOST_CHARACTERS or not content.blocks:
        return None
    text = f"{escaped(wording.NOTE_TITLE)}\n{content.text}"
    return OutMessage(text[:LONGEST_FALLBACK], blocks)
