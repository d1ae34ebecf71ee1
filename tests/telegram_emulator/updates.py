"""The queue of updates for the bot: ids, confirmation, and the ways delivery goes wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aiogram.enums import UpdateType

from .changes import Changes
from .clock import Clock, Moment
from .records import Json
from .refusals import Misused

KINDS = frozenset(kind.value for kind in UpdateType)
ONLY_ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
BY_DEFAULT = KINDS - ONLY_ON_DEMAND
LIFETIME = 24 * 3600
LARGEST_BATCH = 100


@dataclass(slots=True)
class QueuedUpdate:
    """An update that waits to be taken; updates of one lane are delivered in order."""

    id: int
    kind: str
    body: Json
    lane: int
    born: Moment
    copies: int = 1
    deliveries: int = 0
    confirmed: bool = False

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class UpdateQueue:
    """Updates in the order in which they happened; guarded by the lock of the world."""

    clock: Clock
    changes: Changes
    next_id: int
    allowed: frozenset[str] = BY_DEFAULT
    held: bool = False
    reversed_batches: int = 0
    copies_of_next: int = 1
    waiting: dict[int, QueuedUpdate] = field(default_factory=dict)
    everything: dict[int, QueuedUpdate] = field(default_factory=dict)
    again: list[QueuedUpdate] = field(default_factory=list)

    def allow(self, names: Iterable[str]) -> None:
        """What `allowed_updates` says; an empty list means the default."""
        chosen = frozenset(names)
        if unknown := chosen - KINDS:
            raise Misused(f"unknown allowed_updates: {', '.join(sorted(unknown))}")
        self.allowed = chosen or BY_DEFAULT

    def add(self, kind: str, body: Json, lane: int) -> QueuedUpdate | None:
        """Queues an update, unless the bot did not ask for its kind when it happened."""
        if kind in KINDS and kind not in self.allowed:
            return None
        update = QueuedUpdate(self.next_id, kind, body, lane, self.clock.moment())
        update.copies, self.copies_of_next = self.copies_of_next, 1
        self.next_id += 1
        self.waiting[update.id] = update
        self.everything[update.id] = update
        self.changes.notify()
        return update

    def _forget_the_old(self) -> None:
        for update in list(self.waiting.values()):
            if self.clock.age(update.born) > LIFETIME:
                del self.waiting[update.id]

    def confirm_before(self, offset: int) -> None:
        for update in [update for update in self.waiting.values() if update.id < offset]:
            self.take(update)

    def take(self, update: QueuedUpdate) -> None:
        """The bot has this one; it will not come again by itself."""
        update.confirmed = True
        self.waiting.pop(update.id, None)
        self.changes.notify()

    def drop_all(self) -> None:
        self.waiting.clear()
        self.changes.notify()

    def batch(self, offset: int, limit: int) -> list[QueuedUpdate]:
        """What getUpdates answers, with every fault of delivery that was asked for."""
        self._forget_the_old()
        if offset < 0:
            last = sorted(self.waiting)[offset:]
            offset = last[0] if last else 0
        if offset > 0:
            self.confirm_before(offset)
        if self.held:
            return []
        batch, self.again = self.again, []
        for update in self.waiting.values():
            batch += [update] * update.copies
            update.copies = 1
        batch = batch[:limit]
        if self.reversed_batches and len(batch) > 1:
            self.reversed_batches -= 1
            batch.reverse()
        for update in batch:
            update.deliveries += 1
        return batch

    @property
    def has_something(self) -> bool:
        return not self.held and bool(self.waiting or self.again)
