"""A group that became a supergroup goes on being told of changes."""

from __future__ import annotations

from bot.storage.identity import Address, Platform
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Moved


def listen(front: Front, group: Moved) -> Commit:
    """Follows the group to its new id."""

    def commit() -> Decision:
        old = Address(Platform.TELEGRAM, str(group.old))
        if front.subscriptions.includes(old):
            front.subscriptions.move(old, Address(Platform.TELEGRAM, str(group.new)))
        return Decision()

    return commit
