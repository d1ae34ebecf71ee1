"""One call of a Web API method: its arguments, who calls, and how a refusal looks."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.slack_emulator.judge import Refusal
from tests.slack_emulator.records import Conversation, Installation, StoredMessage
from tests.slack_emulator.service import Service

Answer = dict[str, Any]
TRUE: Final = {"1", "true", "True", True}
HISTORY_SCOPES: Final = {
    "im": "im:history",
    "mpim": "mpim:history",
    "channel": "channels:history",
    "group": "groups:history",
}
READ_SCOPES: Final = {
    "im": "im:read",
    "mpim": "mpim:read",
    "channel": "channels:read",
    "group": "groups:read",
}


class ApiError(Exception):
    """``ok: false``, with the error code and whatever goes with it."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.answer: Answer = {"ok": False, "error": error, **extra}

    @classmethod
    def of(cls, refusal: Refusal) -> "ApiError":
        """What Slack answers to a payload that it does not like."""
        if not refusal.complaints:
            return cls(refusal.error)
        words = [str(complaint) for complaint in refusal.complaints]
        extra: Answer = {"response_metadata": {"messages": [f"[ERROR] {word}" for word in words]}}
        if refusal.error in {"invalid_blocks", "invalid_attachments"}:
            extra = {"errors": words, **extra}
        return cls(refusal.error, **extra)

    @classmethod
    def invalid_arguments(cls, *messages: str) -> "ApiError":
        """The general refusal of arguments."""
        words = [f"[ERROR] {message}" for message in messages]
        return cls("invalid_arguments", response_metadata={"messages": words})


@dataclass(slots=True)
class ApiCall:
    """A call under way."""

    service: Service
    method: str
    arguments: Mapping[str, Any]
    installation: Installation
    warnings: list[str] = field(default_factory=list)

    # --- arguments ---

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self.arguments.get(name)
        if value is None or value == "":
            raise ApiError.invalid_arguments(f"missing required field: {name}")
        return str(value)

    def maybe_text(self, name: str) -> str | None:
        """A string that may be missing."""
        value = self.arguments.get(name)
        return None if value is None or value == "" else str(value)

    def flag(self, name: str) -> bool:
        """A boolean, in any of the ways that Slack accepts."""
        return self.arguments.get(name) in TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.arguments.get(name)
        try:
            return default if value is None else int(value)
        except (TypeError, ValueError):
            raise ApiError.invalid_arguments(f"must be a number: {name}") from None

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """A list or object: JSON inside a form field, or itself inside a JSON body."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError(error) from None

    # --- what the arguments name ---

    def conversation(self, name: str = "channel") -> Conversation:
        """A conversation that the app can know of."""
        found = self.service.world.conversations.get(self.text(name))
        teams = {found.team.id, *(team.id for team in found.shared_with)} if found else set()
        if found is None or self.installation.team.id not in teams:
            raise ApiError("channel_not_found")
        if found.kind != "channel" and self.bot_user_id not in found.members:
            raise ApiError("channel_not_found")
        return found

    def writable_conversation(self, name: str = "channel") -> Conversation:
        """A conversation that the app may post in; a user's id means the direct message."""
        world = self.service.world
        target = self.text(name)
        if target in world.people and target != self.bot_user_id:
            self.reachable_person(target)
            return world.direct_message(target, self.bot_user_id)
        conversation = self._by_name(target) or self.conversation(name)
        if conversation.archived:
            raise ApiError("is_archived")
        public = conversation.kind == "channel" and "chat:write.public" in self.installation.scopes
        if self.bot_user_id not in conversation.members and not public:
            raise ApiError("not_in_channel")
        return conversation

    def _by_name(self, target: str) -> Conversation | None:
        if not target.startswith("#"):
            return None
        for conversation in self.service.world.conversations.values():
            if conversation.kind == "channel" and conversation.name == target[1:]:
                return conversation
        raise ApiError("channel_not_found")

    def reachable_person(self, user_id: str) -> None:
        """Somebody whom the app can write to."""
        person = self.service.world.people.get(user_id)
        if person is None:
            raise ApiError("user_not_found")
        if person.deleted:
            raise ApiError("user_disabled")
        if person.is_bot:
            raise ApiError("cannot_dm_bot")

    def message(self, conversation: Conversation, ts: str) -> StoredMessage:
        """A message that an app may name; ephemeral ones cannot be named."""
        found = conversation.messages.get(ts)
        if found is None or found.deleted or found.ephemeral_to is not None:
            raise ApiError("message_not_found")
        return found

    def own_message(self, conversation: Conversation, ts: str, error: str) -> StoredMessage:
        """A message that the app itself has posted."""
        found = self.message(conversation, ts)
        if found.author_id != self.bot_user_id:
            raise ApiError(error)
        return found

    def require_scope(self, *any_of: str) -> None:
        """One of these scopes must be granted."""
        if not set(any_of) & self.installation.scopes:
            provided = ",".join(sorted(self.installation.scopes))
            raise ApiError("missing_scope", needed=any_of[0], provided=provided)

    @property
    def bot_user_id(self) -> str:
        """The bot user that calls."""
        return self.installation.bot_user_id


Handler = Callable[[ApiCall], Answer]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API."""

    name: str
    handler: Handler
    scopes: tuple[str, ...]
    per_minute: int


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, per_minute: int = 50) -> Callable[[Handler], Handler]:
    """Register a method; any one of `scopes` is enough."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(name, handler, scopes, per_minute)
        return handler

    return register
