"""The state of one Slack: everything that exists in it, found by its id."""

from collections.abc import Iterable
from typing import Final

from .app_config import AppConfig
from .clock import Clock
from .identifiers import Identifiers
from .records import (
    Conversation,
    ConversationKind,
    Installation,
    Person,
    Prompts,
    ResponseUrl,
    StoredFile,
    StoredMessage,
    StoredView,
    Team,
    ThreadStatus,
    Trigger,
    UserGroup,
)

STATUS_SECONDS: Final = 120
CONVERSATION_PREFIX: Final = {"im": "D", "mpim": "G", "channel": "C", "group": "G"}


class World:
    """Creates and finds the things of a Slack."""

    def __init__(self, config: AppConfig, clock: Clock, identifiers: Identifiers) -> None:
        self.config = config
        self.clock = clock
        self.identifiers = identifiers
        self.app_id = identifiers.make("A")
        self.app_token = f"xapp-1-{self.app_id}-{identifiers.number()}-{identifiers.hexadecimal()}"
        self.signing_secret = identifiers.hexadecimal()
        self.client_id = f"{identifiers.number()}.{identifiers.number()}"
        self.client_secret = identifiers.hexadecimal()
        self.verification_token = identifiers.secret()
        self.teams: dict[str, Team] = {}
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self.installations: dict[str, Installation] = {}
        self.files: dict[str, StoredFile] = {}
        self.views: dict[str, StoredView] = {}
        self.homes: dict[str, StoredView] = {}
        self.modals: dict[str, list[str]] = {}
        self.usergroups: dict[str, UserGroup] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.statuses: dict[tuple[str, str], ThreadStatus] = {}
        self.prompts: dict[str, Prompts] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.session_statuses: dict[tuple[str, str], str] = {}
        self.oauth_codes: dict[str, Team] = {}

    def add_team(self, name: str, enterprise: str | None = None) -> Team:
        """A workspace; workspaces with the same enterprise name belong to one enterprise."""
        enterprise_id = next(
            (team.enterprise_id for team in self.teams.values()
             if enterprise and team.enterprise_name == enterprise),
            self.identifiers.make("E") if enterprise else None,
        )  # fmt: skip
        domain = "".join(letter for letter in name.lower() if letter.isalnum()) or "team"
        team = Team(self.identifiers.make("T"), name, domain, enterprise_id, enterprise)
        self.teams[team.id] = team
        return team

    def install(self, team: Team) -> Installation:
        """Install the app in a workspace: a bot user and a token."""
        make = self.identifiers
        bot = Person(
            id=make.make("U"), name=self.config.name.lower(), real_name=self.config.name,
            team=team, is_bot=True, bot_id=make.make("B"), app_id=self.app_id,
        )  # fmt: skip
        self.people[bot.id] = bot
        token = f"xoxb-{make.number()}-{make.number()}-{make.secret()}"
        installation = Installation(team, token, bot.id, bot.bot_id or "", self.config.scopes)
        self.installations[token] = installation
        return installation

    def installation_for(self, conversation: Conversation) -> Installation | None:
        """The app as it is installed where a conversation lives."""
        return self.installation_in(conversation.team)

    def installation_in(self, team: Team) -> Installation | None:
        """The newest installation in a workspace."""
        found = [held for held in self.installations.values() if held.team.id == team.id]
        return found[-1] if found else None

    def add_conversation(
        self, kind: ConversationKind, name: str, team: Team, members: Iterable[str]
    ) -> Conversation:
        """A conversation with its first members."""
        identity = self.identifiers.make(CONVERSATION_PREFIX[kind])
        conversation = Conversation(identity, kind, name, team, list(dict.fromkeys(members)))
        self.conversations[identity] = conversation
        return conversation

    def direct_message(self, user_id: str, bot_user_id: str) -> Conversation:
        """The direct message between a user and the bot, opened if need be."""
        for conversation in self.conversations.values():
            if conversation.kind == "im" and set(conversation.members) == {user_id, bot_user_id}:
                return conversation
        bot = self.people[bot_user_id]
        return self.add_conversation("im", "", bot.team, (user_id, bot_user_id))

    def message(self, conversation_id: str, ts: str) -> StoredMessage | None:
        """A message that has not been deleted."""
        conversation = self.conversations.get(conversation_id)
        found = conversation.messages.get(ts) if conversation else None
        return None if found is None or found.deleted else found

    def status_of(self, conversation_id: str, thread_ts: str) -> ThreadStatus | None:
        """The status below a thread, unless its two minutes are over."""
        status = self.statuses.get((conversation_id, thread_ts))
        if status and self.clock.now() - status.set_at > STATUS_SECONDS:
            return None
        return status

    def make_trigger(self, user_id: str, team: Team) -> str:
        """A trigger_id for an interaction."""
        make = self.identifiers
        trigger_id = f"{make.number()}.{make.number()}.{make.hexadecimal()}"
        self.triggers[trigger_id] = Trigger(user_id, team, self.clock.now())
        return trigger_id

    def bot_ids(self) -> frozenset[str]:
        """The user ids of the app's bot, in all workspaces."""
        return frozenset(held.bot_user_id for held in self.installations.values())
