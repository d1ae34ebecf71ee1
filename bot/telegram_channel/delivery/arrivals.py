"""A raw update as the inbox keeps it: named, so that it is known when it comes again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.storage.identity import Identity, Platform
from bot.storage.inbox_entry import Arrival

_CHATLESS = "-"


def update_id_of(update: object) -> int | None:
    """The update's number; ``None`` for what is no update at all."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def arrival_of(update: Mapping[str, Any], bot_id: int) -> Arrival:
    """The update with its chat and sender, as far as they can be read.

    Nothing is parsed here: a malformed update must be kept as safely as any other.
    """
    chat, sender = chat_of(update), _sender_of(update)
    return Arrival(
        Platform.TELEGRAM,
        (f"{bot_id}/{update['update_id']}",),
        str(chat) if chat is not None else _CHATLESS,
        update,
        Identity.telegram(sender) if sender is not None else None,
    )


def _bodies(update: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for body in update.values():
        if isinstance(body, dict):
            yield body
            if isinstance(inner := body.get("message"), dict):
                yield inner


def chat_of(update: Mapping[str, Any]) -> int | None:
    """The chat that an update comes from, as far as it can be read."""
    return next((i for body in _bodies(update) if (i := _id(body.get("chat"))) is not None), None)


def _sender_of(update: Mapping[str, Any]) -> int | None:
    return next((i for body in _bodies(update) if (i := _id(body.get("from"))) is not None), None)


def _id(holder: object) -> int | None:
    number = holder.get("id") if isinstance(holder, dict) else None
    return number if isinstance(number, int) else None
