"""A Telegram account as the door knows it."""

from __future__ import annotations

from bot.access.rules import Visitor
from bot.telegram_channel.incoming import Speaker


def visitor_of(speaker: Speaker) -> Visitor:
    """Whoever spoke; bots, and accounts that hide who writes, are never let in."""
    return Visitor(speaker.identity, bot=speaker.bot)
