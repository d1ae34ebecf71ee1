"""The heart of the emulator: what happens when somebody posts, edits, reacts, opens.

Everything here runs on the emulator's own event loop, so nothing needs a lock.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final

from . import events
from .app_config import AppConfig
from .clock import Clock
from .delivery.outbox import Outbox
from .delivery.parcel import Parcel
from .delivery.socket_mode import SocketMode
from .faults import Faults
from .identifiers import Identifiers
from .journal import Journal
from .records import Conversation, Payload, Person, StoredMessage, Stream
from .world import World

EVENT_SCOPES: Final = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "file_shared": "files:read",
}

LOOK_SECONDS: Final = 0.05


@dataclass(slots=True)
class Waiter:
    """Somebody who waits for something to become true."""

    probe: Callable[[], Any]
    future: Future[Any]
    describe: Callable[[], str]


class Service:
    """One Slack, with one app installed in it."""

    def __init__(self, config: AppConfig, *, start: float | None, seed: int) -> None:
        self.clock = Clock(start)
        self.identifiers = Identifiers(seed)
        self._waiters: list[Waiter] = []
        self.journal = Journal(self.clock.now, self.changed)
        self.world = World(config, self.clock, self.identifiers)
        self.faults = Faults(self.identifiers)
        self.outbox = Outbox(self.clock, self.journal)
        self.sockets = SocketMode(
            self.world.app_id, self.clock, self.identifiers, self.journal, self.changed
        )
        self.rate_limits_enforced = False
        self.base_url = ""
        if config.socket_mode:
            self.outbox.use(self.sockets)

    # --- waiting ---

    def wait(
        self, probe: Callable[[], Any], timeout: float, describe: Callable[[], str]
    ) -> Future[Any]:
        """A future that gets the first true result of `probe`."""
        waiter = Waiter(probe, Future(), describe)
        waiter.future.set_running_or_notify_cancel()
        self._waiters.append(waiter)
        asyncio.get_running_loop().call_later(timeout, self._give_up, waiter)
        self._look_again()
        return waiter.future

    def _look_again(self) -> None:
        """A probe may ask about the bot, of which the emulator hears nothing: so look often."""
        self.changed()
        if self._waiters:
            asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look_again)

    def changed(self) -> None:
        """Something happened: ask everybody who waits."""
        for waiter in list(self._waiters):
            try:
                found = waiter.probe()
            except Exception as broken:  # noqa: BLE001  (a test's predicate may raise anything)
                self._waiters.remove(waiter)
                waiter.future.set_exception(broken)
                continue
            if found:
                self._waiters.remove(waiter)
                waiter.future.set_result(found)

    def _give_up(self, waiter: Waiter) -> None:
        if waiter in self._waiters:
            self._waiters.remove(waiter)
            waiter.future.set_exception(TimeoutError(waiter.describe()))

    # --- messages ---

    def post(
        self,
        conversation: Conversation,
        author_id: str,
        payload: Payload,
        *,
        by_app: bool = False,
        ephemeral_to: str | None = None,
        metadata: Payload | None = None,
        stream: Stream | None = None,
        mentions_app: bool = False,
    ) -> StoredMessage:
        """Put a message into a conversation and tell the app about it."""
        ts = self.clock.next_ts()
        message = StoredMessage(
            conversation.id, ts, {**payload, "type": "message", "ts": ts}, author_id,
            app_posted=by_app, ephemeral_to=ephemeral_to, metadata=metadata, stream=stream,
        )  # fmt: skip
        conversation.messages[ts] = message
        if by_app and stream is None:
            self._clear_status(conversation.id, message.thread_ts)
        if ephemeral_to is None:
            self.emit_message(message, mentions_app=mentions_app)
        self.changed()
        return message

    def emit_message(self, message: StoredMessage, *, mentions_app: bool) -> None:
        """A message event, and for a mention a second event about the same message."""
        conversation = self.world.conversations[message.conversation_id]
        event = events.message_event(self.world, message)
        self.emit(events.SUBSCRIPTIONS[conversation.kind], event, conversation)
        if mentions_app and conversation.kind != "im":
            self.emit("app_mention", events.mention_event(self.world, message), conversation)

    def rewrite(self, message: StoredMessage, changes: Payload, *, edited_by: str | None) -> None:
        """Replace parts of a message; a field that is None goes away."""
        previous = events.visible_payload(self.world, message)
        message.versions.append(dict(message.payload))
        kept = {**message.payload, **changes}
        message.payload = {field: value for field, value in kept.items() if value is not None}
        ts = self.clock.next_ts()
        if edited_by is not None:
            message.payload["edited"] = {"user": edited_by, "ts": ts}
        if message.ephemeral_to is None:
            self._emit_change(message, previous, ts)
        self.changed()

    def _emit_change(self, message: StoredMessage, previous: Payload, ts: str) -> None:
        conversation = self.world.conversations[message.conversation_id]
        event = events.changed_event(self.world, message, previous, ts)
        self.emit(events.SUBSCRIPTIONS[conversation.kind], event, conversation)

    def remove(self, message: StoredMessage) -> None:
        """Delete a message."""
        conversation = self.world.conversations[message.conversation_id]
        previous = events.visible_payload(self.world, message)
        message.deleted = True
        if message.ephemeral_to is None:
            event = events.deleted_event(conversation, previous, self.clock.next_ts())
            self.emit(events.SUBSCRIPTIONS[conversation.kind], event, conversation)
        self.changed()

    def react(self, message: StoredMessage, user_id: str, name: str, *, add: bool) -> bool:
        """Add or remove a reaction; False if nothing changes."""
        users = message.reactions.setdefault(name, [])
        if (user_id in users) == add:
            return False
        if add:
            users.append(user_id)
        else:
            users.remove(user_id)
        kind = "reaction_added" if add else "reaction_removed"
        conversation = self.world.conversations[message.conversation_id]
        event = events.reaction_event(kind, user_id, name, message, self.clock.next_ts())
        self.emit(kind, event, conversation)
        self.changed()
        return True

    def _clear_status(self, conversation_id: str, thread_ts: str | None) -> None:
        if thread_ts is not None:
            self.world.statuses.pop((conversation_id, thread_ts), None)

    # --- events ---

    def emit(
        self,
        subscription: str,
        event: Payload,
        conversation: Conversation | None = None,
        person: Person | None = None,
    ) -> None:
        """Send an event, if the app is subscribed to it, may know it and can see it."""
        config = self.world.config
        if subscription not in config.events:
            return
        if (scope := EVENT_SCOPES.get(subscription)) and scope not in config.scopes:
            return
        if conversation is not None and not self._app_sees(conversation):
            return
        for complaint in events.judge_event(event):
            self.journal.violate("emulator_sent_a_wrong_event", subscription, complaint)
        payload = events.wrap_event(self.world, event, conversation, person)
        self.outbox.post(Parcel("events_api", event["type"], payload, payload["event_id"]))

    def _app_sees(self, conversation: Conversation) -> bool:
        installation = self.world.installation_for(conversation)
        return bool(
            installation
            and not installation.revoked
            and installation.bot_user_id in conversation.members
        )

    # --- identity of the app in messages ---

    def app_author(self, conversation: Conversation) -> Payload:
        """Who a message of the app is from."""
        installation = self.world.installation_for(conversation)
        if installation is None:
            raise LookupError(f"the app is not installed in {conversation.team.name}")
        return {
            "user": installation.bot_user_id,
            "bot_id": installation.bot_id,
            "app_id": self.world.app_id,
            "team": installation.team.id,
            "bot_profile": {
                "id": installation.bot_id,
                "app_id": self.world.app_id,
                "user_id": installation.bot_user_id,
                "name": self.world.config.name,
                "icons": {"image_36": "", "image_48": "", "image_72": ""},
                "deleted": False,
                "updated": int(self.clock.now()),
                "team_id": installation.team.id,
            },
        }

    async def close(self) -> None:
        """End all that is under way."""
        await self.outbox.close()
        await self.sockets.close()
        for waiter in self._waiters:
            waiter.future.set_exception(TimeoutError("the emulator was stopped"))
        self._waiters.clear()
