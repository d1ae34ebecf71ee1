"""Which listener each command has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from bot.storage.people import Person
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners import (
    ask,
    clause,
    compare,
    forget,
    guide,
    link,
    overview,
    profile,
    publish_overview,
    receipt,
    start,
    whatsnew,
)

CommandListener: TypeAlias = Callable[[Front, Said, Person], Commit]

COMMANDS: Mapping[str, CommandListener] = {
    "start": start.listen,
    "help": guide.listen,
    "ask": ask.listen,
    "clause": clause.listen,
    "matrix": overview.listen,
    "compare": compare.listen,
    "profile": profile.listen,
    "whatsnew": whatsnew.listen,
    "subscribe": whatsnew.subscribe,
    "unsubscribe": whatsnew.unsubscribe,
    "receipt": receipt.listen,
    "link": link.listen,
    "forget": forget.listen,
    "publications": publish_overview.under_way,
    "rollback": publish_overview.back,
}


def command_of(said: Said) -> tuple[CommandListener | None, Said]:
    """The command's listener. ``/receipt_7k3m`` is ``/receipt 7k3m``: so it can be tapped."""
    name, _, rest = said.command.partition("_")
    return COMMANDS.get(name), replace(said, text=rest or said.text)
