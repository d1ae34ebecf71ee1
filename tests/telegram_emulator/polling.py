"""getUpdates: long polling by one instance at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from aiogram.methods import GetUpdates

from .records import Json
from .refusals import Refused, conflict
from .updates import LARGEST_BATCH
from .webhook import Webhook
from .world import World

LONGEST_POLL = 50
WEBHOOK_IS_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
OTHER_INSTANCE = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(slots=True)
class Poll:
    """One long poll; `ended_by` holds the words with which another request ended it."""

    ended_by: str = ""


class Poller:
    """Answers getUpdates; the newest request ends the one before it."""

    def __init__(self, world: World, webhook: Webhook) -> None:
        self._world = world
        self._webhook = webhook
        self._current: Poll | None = None

    def end_current(self, words: str) -> None:
        if self._current is not None:
            self._current.ended_by = words
            self._current = None
            self._world.changes.notify()

    async def get_updates(self, call: GetUpdates, client_is_gone: Callable[[], bool]) -> list[Json]:
        with self._world.lock:
            if self._webhook.url:
                raise conflict(WEBHOOK_IS_SET)
            if call.allowed_updates is not None:
                self._world.updates.allow(call.allowed_updates)
            self.end_current(OTHER_INSTANCE)
            poll = self._current = Poll()
        wanted = call.limit or LARGEST_BATCH
        limit = wanted if 1 <= wanted <= LARGEST_BATCH else LARGEST_BATCH
        try:
            return await self._wait(call, limit, poll, client_is_gone)
        finally:
            with self._world.lock:
                if self._current is poll:
                    self._current = None

    async def _wait(
        self, call: GetUpdates, limit: int, poll: Poll, client_is_gone: Callable[[], bool]
    ) -> list[Json]:
        until = time.monotonic() + min(max(call.timeout or 0, 0), LONGEST_POLL)
        offset = call.offset or 0

        def look() -> list[Json] | Refused | None:
            nonlocal offset
            with self._world.lock:
                if client_is_gone():
                    return []
                if poll.ended_by:
                    return conflict(poll.ended_by)
                batch = self._world.updates.batch(offset, limit)
                offset = max(offset, 0)
            if not batch and time.monotonic() < until:
                return None
            return [update.as_json() for update in batch]

        changes = self._world.changes
        found: list[Json] | Refused | None = await changes.until(look, until - time.monotonic())
        if isinstance(found, Refused):
            raise found
        return found or []
