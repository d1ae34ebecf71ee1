"""What Slack keeps: workspaces, people, conversations, messages, files, views."""

from dataclasses import dataclass, field
from typing import Any, Literal

Payload = dict[str, Any]
ConversationKind = Literal["im", "mpim", "channel", "group"]
StreamState = Literal["in_progress", "completed", "stopped", "expired"]


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace."""

    id: str
    name: str
    domain: str
    enterprise_id: str | None = None
    enterprise_name: str | None = None


@dataclass(slots=True)
class Person:
    """A user account: a member, a guest, a bot."""

    id: str
    name: str
    real_name: str
    team: Team
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    deleted: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    email: str = ""
    locale: str = "en-GB"
    tz: str = "Europe/London"


@dataclass(slots=True)
class Installation:
    """The app in one workspace: its bot user and token."""

    team: Team
    token: str
    bot_user_id: str
    bot_id: str
    scopes: frozenset[str]
    revoked: str = ""


@dataclass(slots=True)
class Stream:
    """A message that is being streamed."""

    started_at: float
    state: StreamState = "in_progress"
    text: str = ""
    chunks: list[Payload] = field(default_factory=list)


@dataclass(slots=True)
class StoredMessage:
    """A message, every version of it, and who may see it."""

    conversation_id: str
    ts: str
    payload: Payload
    author_id: str
    app_posted: bool = False
    ephemeral_to: str | None = None
    deleted: bool = False
    metadata: Payload | None = None
    stream: Stream | None = None
    versions: list[Payload] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    values: Payload = field(default_factory=dict)

    @property
    def thread_ts(self) -> str | None:
        """The root of the thread that this message is in."""
        found: str | None = self.payload.get("thread_ts")
        return found

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(slots=True)
class Conversation:
    """A channel, a private channel, a direct message."""

    id: str
    kind: ConversationKind
    name: str
    team: Team
    members: list[str] = field(default_factory=list)
    messages: dict[str, StoredMessage] = field(default_factory=dict)
    shared_with: list[Team] = field(default_factory=list)
    archived: bool = False

    @property
    def is_ext_shared(self) -> bool:
        """Whether it is a Slack Connect channel."""
        return bool(self.shared_with)

    def replies_to(self, root_ts: str) -> list[StoredMessage]:
        """The visible replies of a thread, oldest first."""
        return [
            message
            for message in self.messages.values()
            if message.is_reply
            and message.thread_ts == root_ts
            and not message.deleted
            and message.ephemeral_to is None
        ]


@dataclass(slots=True)
class StoredFile:
    """A file, uploaded by a user or by the app."""

    id: str
    name: str
    title: str
    mimetype: str
    owner_id: str
    team: Team
    created: int
    length: int
    content: bytes = b""
    upload_secret: str = ""
    complete: bool = False
    deleted: bool = False
    mode: str = "hosted"
    # Chosen in a modal: the app may read it though it is in no conversation.
    handed_in: bool = False
    channels: list[str] = field(default_factory=list)


@dataclass(slots=True)
class StoredView:
    """A modal or a Home tab."""

    id: str
    user_id: str
    team: Team
    payload: Payload
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Payload = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThreadStatus:
    """What ``assistant.threads.setStatus`` shows below a thread."""

    status: str
    loading_messages: tuple[str, ...]
    set_at: float


@dataclass(frozen=True, slots=True)
class Prompts:
    """What ``assistant.threads.setSuggestedPrompts`` shows."""

    title: str
    prompts: tuple[tuple[str, str], ...]
    thread_ts: str | None = None


@dataclass(slots=True)
class UserGroup:
    """A user group such as @desk."""

    id: str
    handle: str
    name: str
    team: Team
    members: list[str]
    disabled: bool = False


@dataclass(slots=True)
class Trigger:
    """A trigger_id: good for one view, for three seconds."""

    user_id: str
    team: Team
    made_at: float
    expired: bool = False
    exchanged: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where an interaction may be answered, five times within thirty minutes."""

    conversation_id: str
    user_id: str
    made_at: float
    message_ts: str | None = None
    uses: int = 0
