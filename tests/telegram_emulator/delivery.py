"""The ways in which updates reach a bot wrongly: twice, late, out of order, broken."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp

from .records import Json
from .updates import QueuedUpdate
from .webhook import Webhook, WebhookPost, WebhookSender
from .world import World


class Delivery:
    """Orders for the queue of updates, for polling and webhook alike."""

    def __init__(self, world: World, webhook: Webhook) -> None:
        self._world = world
        self._queue = world.updates
        self._webhook = webhook
        self.sender: WebhookSender | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    @property
    def waiting(self) -> list[int]:
        """Ids of the updates that the bot has not confirmed."""
        with self._world.lock:
            return list(self._queue.waiting)

    @property
    def confirmed(self) -> list[int]:
        with self._world.lock:
            return [update.id for update in self._queue.everything.values() if update.confirmed]

    @property
    def last_id(self) -> int:
        """The id of the newest update."""
        with self._world.lock:
            return max(self._queue.everything)

    def update(self, update_id: int | None = None) -> Json:
        """An update as it is delivered; the newest one by default."""
        with self._world.lock:
            return self._queue.everything[update_id or self.last_id].as_json()

    def deliveries_of(self, update_id: int) -> int:
        """How often an update has gone out."""
        with self._world.lock:
            return self._queue.everything[update_id].deliveries

    def hold(self) -> None:
        """Keeps updates back, so that they pile up into one batch."""
        with self._world.lock:
            self._queue.held = True

    def release(self) -> None:
        with self._world.lock:
            self._queue.held = False
        self._world.changes.notify()

    def duplicate_next(self, copies: int = 2) -> None:
        """The next update comes several times: in one batch, or in POSTs at the same moment."""
        with self._world.lock:
            self._queue.copies_of_next = copies

    def redeliver(self, update_id: int | None = None) -> None:
        """Delivers an update again although the bot has confirmed it."""
        with self._world.lock:
            self._queue.again.append(self._queue.everything[update_id or self.last_id])
        self._world.changes.notify()

    def reverse_next_batch(self, batches: int = 1) -> None:
        """The next batch of more than one update comes with the newest first."""
        with self._world.lock:
            self._queue.reversed_batches += batches

    def skip_ids(self, count: int = 1) -> None:
        """Leaves a gap in the ids of updates."""
        with self._world.lock:
            self._queue.next_id += count

    def raw(self, kind: str, body: Json, lane: int = 0) -> int:
        """Queues an update that nobody judged; its id."""
        with self._world.lock:
            update = self._queue.add(kind, body, lane)
        if update is None:
            raise ValueError(f"the bot has not asked for {kind}")
        return update.id

    def poison(self) -> int:
        """A message without a date, which no library can read."""
        user = {"id": 1_000_000, "is_bot": False, "first_name": "Poison"}
        chat = {"id": 1_000_000, "type": "private", "first_name": "Poison"}
        return self.raw("message", {"message_id": 1, "from": user, "chat": chat, "text": "poison"})

    def unknown_kind(self, kind: str = "telepathic_message") -> int:
        """An update of a kind that a newer Bot API may bring."""
        return self.raw(kind, {"id": "1", "thought": "?"})

    @property
    def webhook_url(self) -> str:
        """Where the bot asked for updates to be posted; empty while it polls."""
        with self._world.lock:
            return self._webhook.url

    @property
    def webhook_posts(self) -> list[WebhookPost]:
        with self._world.lock:
            return list(self._webhook.posts)

    async def post(self, update: Json | None = None, secret: str | None = None) -> int:
        """POSTs an update to the webhook as a stranger would: with any secret; the status."""
        return await asyncio.wrap_future(
            asyncio.run_coroutine_threadsafe(self._post(update, secret), self._running_loop())
        )

    def post_sync(self, update: Json | None = None, secret: str | None = None) -> int:
        return self._run(self._post(update, secret))

    async def _post(self, update: Json | None, secret: str | None) -> int:
        assert self.sender is not None
        update = update or self.update()
        kind = next(name for name in update if name != "update_id")
        stray = QueuedUpdate(update["update_id"], kind, update[kind], 0, self._world.clock.moment())
        async with aiohttp.ClientSession() as session:
            status, _, _ = await self.sender.post(session, stray, secret or "")
            return status

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self.loop is None:
            raise RuntimeError("the emulator is not running")
        return self.loop

    def _run(self, coroutine: Coroutine[Any, Any, int]) -> int:
        return asyncio.run_coroutine_threadsafe(coroutine, self._running_loop()).result(30)
