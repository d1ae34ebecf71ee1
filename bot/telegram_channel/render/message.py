"""A message as it goes out: text, entities, buttons. Plain data, so that it can wait in a table."""

from __future__ import annotations

from dataclasses import dataclass

from bot.telegram_channel.render.rich_text import Entity, RichText

TEXT_LIMIT = 4096
ENTITY_LIMIT = 100
CALLBACK_LIMIT_BYTES = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends ``data`` to the bot, or copies ``copies``."""

    label: str
    data: str = ""
    copies: str = ""


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class OutMessage:
    """What a person will see as one message."""

    text: str
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = ()


def message_of(content: RichText, keyboard: Keyboard = ()) -> OutMessage:
    """One message with this content, which must fit."""
    return OutMessage(content.text, content.entities(), keyboard)
