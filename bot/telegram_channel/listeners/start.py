"""``/start``: a greeting, or the clause that a link points to (``?start=c_23-1``)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners import clause
from bot.telegram_channel.listeners.replies import saying

CLAUSE_LINK = "c_"


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Opens a clause where the link names one."""
    if said.text.startswith(CLAUSE_LINK):
        number = number_of(said.text.removeprefix(CLAUSE_LINK))
        return clause.listen(front, replace(said, text=number), person)
    return saying(said, wording.HELP)


def number_of(written: str) -> str:
    """``23-1-a`` is ``23.1.a``: a link has neither points nor brackets."""
    return re.sub(r"[-_]", ".", written)
