"""Tells waiting threads and coroutines that something in the emulator has changed."""

import asyncio
import concurrent.futures
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Found = TypeVar("Found")

# A change may be made known before the waiter's event loop gets to run; looking again costs little.
LONGEST_SLEEP = 0.5


class Changes:
    """Wakes everyone who waits, whichever thread or event loop they wait in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[Future[None]] = set()

    def notify(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if future.set_running_or_notify_cancel():
                future.set_result(None)

    def _next(self) -> "Future[None]":
        future: Future[None] = Future()
        with self._lock:
            self._waiting.add(future)
        return future

    def _forget(self, change: "Future[None]") -> None:
        with self._lock:
            self._waiting.discard(change)
        change.cancel()

    async def until(self, look: Callable[[], Found | None], timeout: float) -> Found | None:  # noqa: ASYNC109
        """What `look` finds first; None when it finds nothing in time."""
        deadline = time.monotonic() + timeout
        while True:
            change = self._next()
            try:
                if (found := look()) is not None:
                    return found
                left = deadline - time.monotonic()
                if left <= 0:
                    return None
                await asyncio.wait([asyncio.wrap_future(change)], timeout=min(left, LONGEST_SLEEP))
            finally:
                self._forget(change)

    def until_sync(self, look: Callable[[], Found | None], timeout: float) -> Found | None:
        """The same for a thread without an event loop."""
        deadline = time.monotonic() + timeout
        while True:
            change = self._next()
            try:
                if (found := look()) is not None:
                    return found
                left = deadline - time.monotonic()
                if left <= 0:
                    return None
                concurrent.futures.wait([change], timeout=min(left, LONGEST_SLEEP))
            finally:
                self._forget(change)
