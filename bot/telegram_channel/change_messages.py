"""What changed, as Telegram shows it: the digest, and the note above an earlier answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from bot.changes import wording
from bot.changes.digest import Digest
from bot.changes.told import told_of
from bot.storage.identity import Address
from bot.telegram_channel.calls import Edit, Post
from bot.telegram_channel.front import Front
from bot.telegram_channel.render.message import ENTITY_LIMIT, TEXT_LIMIT, OutMessage, message_of
from bot.telegram_channel.render.rich_text import (
    RichText,
    bold,
    italic,
    joined,
    plain,
    units_of,
)

_CONTENT = TypeAdapter(OutMessage)
_LOOK_UP = "Read a clause: /clause "


def change_call(front: Front, to: Address, payload: Mapping[str, Any]) -> Post | Edit | None:
    """The digest for a place, or the note on a message; ``None`` where it is out of date."""
    told = told_of(payload, front.database, to)
    chat, thread = int(to.chat), int(to.thread) if to.thread else None
    if told is None:
        return None
    if isinstance(told, Digest):
        return Post(chat, message_of(digest_text(told)), thread)
    head = _note(told.lines)
    content = _CONTENT.validate_python(told.content) if told.content else None
    noted = above(content, head + "\n" + italic(wording.NOTE_BELOW)) if content else None
    if noted:
        return Edit(chat, int(to.message), noted, thread, anew=False)
    return Post(chat, message_of(head), thread, reply_to=int(to.message))


def digest_text(digest: Digest, most: int = wording.MOST_LINES) -> RichText:
    """The digest in one message."""
    pieces = [bold(wording.digest_title(digest))]
    for group in wording.groups_of(digest, most):
        title = bold(group.title) if group.lines else italic(group.title)
        pieces.append(joined([title, *map(plain, group.lines)], "\n"))
    if example := wording.example_clause(digest):
        pieces.append(plain(_LOOK_UP + example))
    return joined(pieces, "\n\n")


def above(content: OutMessage, head: RichText) -> OutMessage | None:
    """The message with something above it and nothing of its own altered; ``None`` where that is
    too much for one message."""
    before = head + "\n\n"
    entities = before.entities() + tuple(
        replace(entity, offset=entity.offset + before.units) for entity in content.entities
    )
    text = before.text + content.text
    if units_of(text) > TEXT_LIMIT or len(entities) > ENTITY_LIMIT:
        return None
    return OutMessage(text, entities, content.keyboard)


def _note(lines: tuple[str, ...]) -> RichText:
    return joined([bold(wording.NOTE_TITLE), *map(plain, lines)], "\n")
