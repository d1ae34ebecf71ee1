"""``/clause 23.1``: the clause itself."""

from __future__ import annotations

import re

from bot.answering.answer import NotCovered
from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Tie
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import doing, reply_to, saying
from bot.telegram_channel.turns import drawn, posts

# "23.1", "§ 23 (1)", "MFA-SMD v2 §23.1", "article 23": a directive's name only where it has one.
_ADDRESS = re.compile(
    r"(?:(?P<directive>[A-Za-z][\w-]*-[\w-]+)\s+)?(?:v[\w.]+\s+)?\D*?(?P<number>\d.*)", re.DOTALL
)


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Shows the clause of that number, of the directive that was named or of the one at home."""
    if not said.text:
        return saying(said, wording.CLAUSE_USAGE)
    directive, number = directive_and_number(said.text)
    answer = front.engine.clause(number, directive)
    if isinstance(answer, NotCovered):
        return saying(said, wording.unavailable_clause_line(number))
    return doing(person, *posts(said.place, drawn(front, answer, ""), Tie(), reply_to(said)))


def directive_and_number(written: str) -> tuple[str | None, str]:
    """What was named: ``MFA-SMD v2 §23.1`` is ``("MFA-SMD", "23.1")``."""
    found = _ADDRESS.fullmatch(written.strip())
    if found is None:
        return None, written.strip()
    return found["directive"], found["number"].replace("_", ".").strip()
