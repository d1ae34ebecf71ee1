"""``/help``."""

from __future__ import annotations

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import saying


def listen(_front: Front, said: Said, _person: Person) -> Commit:
    """Says what can be asked, and how."""
    return saying(said, wording.HELP)
