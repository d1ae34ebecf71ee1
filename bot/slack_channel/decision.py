"""What comes of something that arrived: effects and calls, decided together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.slack_channel.calls import Call


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do. ``person_id`` is whose trace it is: it goes when the person is forgotten."""

    calls: Sequence[Call] = ()
    person_id: int | None = None


# Puts the effects on record and names the calls; run in the transaction that keeps the calls.
Commit: TypeAlias = Callable[[], Decision]


def nothing() -> Decision:
    """There is nothing to do."""
    return Decision()
