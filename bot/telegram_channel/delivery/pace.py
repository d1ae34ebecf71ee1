"""How long to wait for what; tests take shorter ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. ``silence`` is how long no successful poll may be before polling starts anew;
    ``overall_rate`` is how many messages Telegram takes in a second (0: as many as there are)."""

    poll: float = 25
    answer: float = 10
    first_pause: float = 0.5
    longest_pause: float = 30
    glance: float = 1
    silence: float = 90
    upkeep: float = 15
    sweep: float = 3600
    farewell: float = 10
    overall_rate: float = 30


DEFAULT_PACE = Pace()


def longer(pause: float, pace: Pace) -> float:
    """The pause after the next failure."""
    return min(2 * pause, pace.longest_pause)
