"""A place where people and the app write, and what can be read there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from .loop_thread import Pending
from .readings import Message, Status, SuggestedPrompts, read_message
from .records import Conversation, StoredMessage
from .watching import Watching
from .world import World

if TYPE_CHECKING:
    from .user import SlackUser

Predicate = Callable[[Message], object]


class Channel:
    """A channel, a private channel or a direct message."""

    def __init__(self, slack: Watching, conversation: Conversation) -> None:
        self._slack = slack
        self.record = conversation

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def name(self) -> str:
        """Its name, without the hash."""
        return self.record.name

    @property
    def is_direct(self) -> bool:
        """Whether it is a direct message."""
        return self.record.kind == "im"

    @property
    def world(self) -> World:
        """All that exists in this Slack."""
        return self._slack.service.world

    def invite(self, *users: "SlackUser") -> None:
        """Let people join."""
        for user in users:
            self._slack.do(partial(self._join, user.id))

    def invite_app(self) -> None:
        """Let the app join."""
        self._slack.do(lambda: self._join(self._slack.bot_user_id))

    def _join(self, user_id: str) -> None:
        if user_id in self.record.members:
            return
        self.record.members.append(user_id)
        kinds = {"channel": "C", "group": "G"}
        event = {
            "type": "member_joined_channel",
            "user": user_id,
            "channel": self.id,
            "channel_type": kinds.get(self.record.kind, "C"),
            "team": self.record.team.id,
            "event_ts": self._slack.service.clock.next_ts(),
        }
        self._slack.service.emit("member_joined_channel", event, self.record)

    def remove_app(self) -> None:
        """Throw the app out."""
        self.record.members.remove(self._slack.bot_user_id)

    def archive(self) -> None:
        """Close it."""
        self.record.archived = True

    # --- reading ---

    def transcript(self, viewer: "SlackUser | None" = None) -> tuple[Message, ...]:
        """The main view, as a user sees it; replies stand in their threads."""
        return tuple(
            message
            for message in self.messages(viewer)
            if not message.is_reply or self._is_broadcast(message)
        )

    def thread(self, root: Message, viewer: "SlackUser | None" = None) -> tuple[Message, ...]:
        """A thread: its root and the replies, as a user sees them."""
        root_ts = root.thread_ts or root.ts
        return tuple(
            message
            for message in self.messages(viewer)
            if root_ts in {message.ts, message.thread_ts}
        )

    def messages(self, viewer: "SlackUser | None" = None) -> tuple[Message, ...]:
        """Everything that a user can see here, threads included, in order of time.

        Without a viewer, everything but what only one user sees.
        """
        viewer_id = viewer.id if viewer else None
        return self._slack.do(lambda: tuple(self._read(viewer_id, everything=False)))

    def latest(self, message: Message) -> Message | None:
        """The newest version of a message; None if it has been deleted."""

        def work() -> Message | None:
            stored = self.record.messages.get(message.ts)
            return None if stored is None or stored.deleted else self.snapshot(stored)

        return self._slack.do(work)

    def status(self, message: Message) -> Status | None:
        """What stands below the thread of a message while the app works."""

        def work() -> Status | None:
            key = message.thread_ts or message.ts
            held = self.world.status_of(self.id, key)
            return Status(held.status, held.loading_messages) if held else None

        return self._slack.do(work)

    def title(self, message: Message) -> str:
        """The title of a thread."""
        key = (self.id, message.thread_ts or message.ts)
        return self.world.titles.get(key, "")

    @property
    def suggested_prompts(self) -> SuggestedPrompts | None:
        """What the app offers to ask."""
        held = self.world.prompts.get(self.id)
        return SuggestedPrompts(held.title, held.prompts) if held else None

    # --- waiting ---

    def wait_for_reply(
        self,
        predicate: Predicate | None = None,
        *,
        to: Message | None = None,
        viewer: "SlackUser | None" = None,
        timeout: float = 5.0,
    ) -> Pending[Message]:
        """A finished message of the app that came after `to`, or after the last human message."""

        def probe() -> Message | None:
            for message in self._candidates(to, viewer):
                if predicate is None or predicate(message):
                    return message
            return None

        return self._slack.wait_for(probe, timeout, f"a reply in {self.name or self.id}")

    def wait_for_status(
        self, message: Message, text: str | None = None, timeout: float = 5.0
    ) -> Pending[Status]:
        """The status below a thread."""

        def probe() -> Status | None:
            status = self.status(message)
            return status if status and (text is None or status.text == text) else None

        return self._slack.wait_for(probe, timeout, "a status")

    def wait_for_prompts(self, timeout: float = 5.0) -> Pending[SuggestedPrompts]:
        """The suggested prompts."""
        return self._slack.wait_for(lambda: self.suggested_prompts, timeout, "suggested prompts")

    def _candidates(self, to: Message | None, viewer: "SlackUser | None") -> list[Message]:
        every = list(self._read(viewer.id if viewer else None, everything=viewer is None))
        human = [message.ts for message in every if not message.is_from_app]
        after = to.ts if to else max(human, default="")
        return [
            message
            for message in every
            if message.is_from_app
            and message.ts > after
            and not message.is_streaming
            and (to is None or not message.is_reply or message.thread_ts == (to.thread_ts or to.ts))
        ]

    def _read(self, viewer_id: str | None, *, everything: bool) -> list[Message]:
        return [
            self.snapshot(stored)
            for stored in self.record.messages.values()
            if not stored.deleted
            and (everything or stored.ephemeral_to is None or stored.ephemeral_to == viewer_id)
        ]

    def snapshot(self, stored: StoredMessage) -> Message:
        """A stored message as it stands now."""
        person = self.world.people.get(stored.author_id)
        name = person.real_name if person else ""
        return read_message(stored, name, len(self.record.replies_to(stored.ts)))

    def _is_broadcast(self, message: Message) -> bool:
        return self.record.messages[message.ts].payload.get("subtype") == "thread_broadcast"
