"""How fast a person may ask: a bucket of tokens each, kept in memory.

In memory on purpose. The limit protects the bot from floods and is no quota: a restart that
hands everyone a full bucket harms nobody, while a row written for each question would cost a
disk write and record when everybody was awake. Several processes limit each for itself.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``per_minute`` on average."""

    per_minute: float
    burst: int


class Limiter:
    """Token buckets by key. The least recently used is dropped when there are too many."""

    def __init__(
        self,
        rate: Rate,
        *,
        clock: Callable[[], float] = time.monotonic,
        capacity: int = 10_000,
    ) -> None:
        self._rate = rate
        self._clock = clock
        self._capacity = capacity
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def wait_seconds(self, key: Hashable) -> float:
        """Takes a token and returns 0, or takes none and returns how long to wait for one."""
        token_seconds = 60 / self._rate.per_minute
        with self._lock:
            now = self._clock()
            # A bucket is known by the moment at which it would be full again.
            full_at = max(self._full_at.get(key, now), now)
            wait = full_at + token_seconds - now - self._rate.burst * token_seconds
            if wait > 1e-9:
                return wait
            self._full_at[key] = full_at + token_seconds
            self._full_at.move_to_end(key)
            while len(self._full_at) > self._capacity:
                self._full_at.popitem(last=False)
            return 0.0
