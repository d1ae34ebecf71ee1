"""What the configuration says of who may ask from Slack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.storage.identity import Identity, Platform
from bot.storage.role import Role, highest


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever a channel heard from.

    ``workspaces`` are the Slack team and enterprise ids of the account, ``groups`` its user
    groups, as far as the channel knows them. Neither guests nor bots are ever let in.
    """

    identity: Identity
    workspaces: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    guest: bool = False
    bot: bool = False

    @property
    def user(self) -> str:
        """The id that the configuration names a Slack account by."""
        return self.identity.account.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class SlackRules:
    """Roles by configuration. ``everyone`` is the role of each full member of an allowed
    workspace; ``None`` lets only those in who are named, or were invited."""

    allowed_workspaces: frozenset[str] = frozenset()
    users: Mapping[str, Role] = field(default_factory=dict)
    groups: Mapping[str, Role] = field(default_factory=dict)
    everyone: Role | None = None

    def turns_away(self, visitor: Visitor) -> bool:
        """Whether no role in the world would let this visitor in."""
        if visitor.bot or visitor.guest:
            return True
        from_slack = visitor.identity.platform is Platform.SLACK
        return from_slack and not (visitor.workspaces & self.allowed_workspaces)

    def role_of(self, visitor: Visitor) -> Role | None:
        """The highest role that the configuration gives to a Slack account."""
        by_group = (self.groups.get(group) for group in visitor.groups)
        return highest((self.everyone, self.users.get(visitor.user), *by_group))
