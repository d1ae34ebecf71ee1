"""``/compare like``: what the texts of several countries say of one action."""

from __future__ import annotations

from bot.answering.question import Question
from bot.storage.people import Person
from bot.telegram_channel import overview_wording
from bot.telegram_channel.calls import Tie
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import doing, reply_to, saying
from bot.telegram_channel.render.matrix import render_comparison
from bot.telegram_channel.turns import posts


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Shows one clause of each jurisdiction."""
    if not said.text:
        return saying(said, overview_wording.COMPARE_USAGE)
    understood = front.engine.answer(Question(said.text))
    situation = getattr(understood, "situation", None)
    action = (situation.action if situation else None) or said.text.strip().lower()
    comparison = front.engine.compare(action)
    if not comparison.quotes:
        return saying(said, overview_wording.nothing_to_compare_line(said.text))
    messages = render_comparison(comparison)
    return doing(person, *posts(said.place, messages, Tie(), reply_to(said)))
