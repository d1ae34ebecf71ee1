"""How long to wait for what; tests take shorter ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. ``acquaintance`` is how long what Slack said of a person is believed; ``status``
    how long an answer waits for the sign that it is being worked on; ``deaf`` how long no socket
    may be open before its address is asked for anew. ``fetches`` is how often a file is asked
    for."""

    answer: float = 20
    first_pause: float = 0.5
    longest_pause: float = 30
    glance: float = 1
    ping: float = 10
    deaf: float = 30
    acquaintance: float = 300
    status: float = 2
    upkeep: float = 15
    sweep: float = 3600
    farewell: float = 10
    fetches: int = 8


DEFAULT_PACE = Pace()


def longer(pause: float, pace: Pace) -> float:
    """The pause after the next failure."""
    return min(2 * pause, pace.longest_pause)
