"""What the process knows of its own state: counted, logged, and read by the watchdog."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Health:
    """``polled_at`` is when updates were last fetched, by the monotonic clock; ``repeated``
    counts messages that were sent again although the first may have arrived."""

    accepted: int = 0
    known: int = 0
    answered: int = 0
    retried: int = 0
    repeated: int = 0
    set_aside: int = 0
    restarts: int = 0
    last_fault: str = ""
    polled_at: float = field(default_factory=time.monotonic)

    def silent_seconds(self) -> float:
        """How long ago updates were last fetched."""
        return time.monotonic() - self.polled_at

    def polled(self) -> None:
        """Updates (or none) were fetched and stored."""
        self.polled_at = time.monotonic()
        self.last_fault = ""
