"""The emulator's own time, which stands still until a test or a person moves it."""

import time
from dataclasses import dataclass

# 2 November 2026, 09:00:00 UTC: a Monday morning, the same in every run.
MONDAY_MORNING = 1_793_610_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in emulated and in real time, so that an age counts both."""

    emulated: int
    real: float


class Clock:
    """Unix seconds that dates are made of; the same in every run of a test."""

    def __init__(self, start: int = MONDAY_MORNING) -> None:
        self._now = start

    def now(self) -> int:
        return self._now

    def tick(self) -> int:
        """A second passes; each thing a person does takes one."""
        self._now += 1
        return self._now

    def advance(self, seconds: int) -> int:
        if seconds < 0:
            raise ValueError(f"time does not run backwards: {seconds} s")
        self._now += seconds
        return self._now

    def moment(self) -> Moment:
        return Moment(self._now, time.monotonic())

    def age(self, moment: Moment) -> float:
        """Seconds since the moment: those the clock was moved by and those that really passed."""
        return (self._now - moment.emulated) + (time.monotonic() - moment.real)
