"""A question that sets jurisdictions beside each other: "compare liking in Kenya with us"."""

from __future__ import annotations

from bot.answering.answer import Quoted
from bot.answering.overview import Overview
from bot.answering.understand import Understood


def compared(understood: Understood, overview: Overview) -> Quoted | None:
    """A clause of each jurisdiction that is named, and of home, on the act in question; ``None``
    where no act is named, or no text speaks to it."""
    action = understood.situation.action
    if action is None:
        return None
    home = overview.home
    named = [name for name in understood.jurisdictions if name.casefold() != home.casefold()]
    found = overview.compare(action, understood.situation, (*named, home))
    if not found.quotes:
        return None
    return Quoted(
        understood.question,
        understood.situation,
        found.quotes,
        overview.snapshot.name,
        comparison=found,
    )
