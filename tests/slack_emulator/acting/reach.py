"""What a person can see and reach, and how an interaction gets to the app."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.slack_emulator.channel import Channel
from tests.slack_emulator.delivery.parcel import Attempt, Parcel
from tests.slack_emulator.form import NotPossibleError
from tests.slack_emulator.loop_thread import Pending
from tests.slack_emulator.readings import Message, View
from tests.slack_emulator.records import Conversation, Payload, Person, StoredMessage, StoredView
from tests.slack_emulator.watching import Watching

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an interaction, as the user notices it."""

    acked: bool
    error: str = ""
    seconds: float = 0.0
    response: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def settled(outcome: Outcome) -> Pending[Outcome]:
    """An outcome that needs no answer of the app."""
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return Pending(future)


class Reach:
    """One person; the base of everything that a person does."""

    def __init__(self, slack: Watching, person: Person) -> None:
        self._slack = slack
        self.person = person

    @property
    def id(self) -> str:
        """The user id."""
        return self.person.id

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.person.real_name

    @property
    def mention(self) -> str:
        """What others type to address this person."""
        return f"<@{self.id}>"

    @property
    def dm(self) -> Channel:
        """The direct message with the app."""
        return self._do(lambda: Channel(self._slack, self._direct_message()))

    def _do(self, work: Callable[[], T]) -> T:
        return self._slack.do(work)

    def _direct_message(self) -> Conversation:
        world = self._slack.service.world
        installation = world.installation_in(self.person.team)
        bot_id = installation.bot_user_id if installation else self._slack.bot_user_id
        return world.direct_message(self.id, bot_id)

    def _send(
        self, parcel: Parcel, finish: Callable[[Attempt], Mapping[str, str]] | None = None
    ) -> Pending[Outcome]:
        done: Future[Outcome] = Future()
        done.set_running_or_notify_cancel()

        def finished(attempt: Attempt) -> None:
            errors = finish(attempt) if finish else {}
            error = "" if attempt.acked else "operation_timeout"
            if attempt.outcome == "connection_failed":
                error = "dispatch_failed"
            elif attempt.outcome == "http_error":
                error = "http_service_error"
            done.set_result(
                Outcome(attempt.acked, error, attempt.seconds, attempt.response, errors)
            )
            self._slack.service.changed()

        self._slack.service.outbox.post(parcel, finished)
        return Pending(done)

    def _place(self, channel: Channel | None) -> Conversation:
        conversation = channel.record if channel else self._direct_message()
        if self.id not in conversation.members:
            raise NotPossibleError(f"{self.name} is not in {conversation.name or conversation.id}")
        if conversation.archived:
            raise NotPossibleError(f"{conversation.name} is archived")
        if conversation.kind == "im" and not self._slack.service.world.config.messages_tab:
            raise NotPossibleError("sending messages to this app has been turned off")
        return conversation

    def _thread_of(self, conversation: Conversation, thread: Message | None) -> Payload:
        if thread is None:
            return {}
        root_ts = thread.thread_ts or thread.ts
        root = conversation.messages.get(root_ts)
        if root is None or root.ephemeral_to is not None:
            raise NotPossibleError("there is no such thread here")
        return {"thread_ts": root_ts, "parent_user_id": root.author_id}

    def _mentions_app(self, text: str, conversation: Conversation) -> bool:
        installation = self._slack.service.world.installation_for(conversation)
        return bool(installation and f"<@{installation.bot_user_id}>" in text)

    def _seen(self, message: Message) -> StoredMessage:
        conversation = self._slack.service.world.conversations[message.channel_id]
        stored = conversation.messages[message.ts]
        if stored.deleted:
            raise NotPossibleError("the message has been deleted")
        if stored.ephemeral_to not in {None, self.id}:
            raise NotPossibleError(f"{self.name} cannot see that message")
        if self.id not in conversation.members:
            raise NotPossibleError(f"{self.name} is not in {conversation.name}")
        return stored

    def _own(self, message: Message) -> StoredMessage:
        stored = self._seen(message)
        if stored.author_id != self.id:
            raise NotPossibleError(f"the message is not from {self.name}")
        return stored

    def _top_view(self) -> StoredView:
        stack = self._slack.service.world.modals.get(self.id, [])
        if not stack:
            raise NotPossibleError(f"{self.name} has no modal open")
        return self._slack.service.world.views[stack[-1]]

    def _open_view(self, view: View) -> StoredView:
        world = self._slack.service.world
        home = world.homes.get(self.id)
        if view.id not in world.modals.get(self.id, []) and not (home and home.id == view.id):
            raise NotPossibleError(f"{self.name} does not have that view open")
        return world.views[view.id]

    def _snapshot(self, stored: StoredMessage) -> Message:
        conversation = self._slack.service.world.conversations[stored.conversation_id]
        return Channel(self._slack, conversation).snapshot(stored)
