"""Filling a Slack with workspaces, people, channels and user groups."""

from collections.abc import Iterable
from typing import Literal

from .channel import Channel
from .records import Person, Team, UserGroup
from .user import SlackUser
from .watching import Watching

UserKind = Literal["member", "admin", "guest", "single_channel_guest", "bot"]


class Peopling(Watching):
    """The part of the emulator that makes people and places."""

    def add_workspace(self, name: str, enterprise: str | None = None) -> Team:
        """Another workspace; the app is not installed in it."""
        return self.do(lambda: self.service.world.add_team(name, enterprise))

    def install(self, team: Team) -> str:
        """Install the app in a workspace; its bot token."""
        return self.do(lambda: self.service.world.install(team).token)

    def make_oauth_code(self, team: Team) -> str:
        """The code that OAuth brings to the redirect URL."""

        def work() -> str:
            code = self.service.world.identifiers.secret()
            self.service.world.oauth_codes[code] = team
            return code

        return self.do(work)

    def add_user(
        self, name: str, *, kind: UserKind = "member", team: Team | None = None, email: str = ""
    ) -> SlackUser:
        """A person, or another bot."""

        def work() -> SlackUser:
            world = self.service.world
            handle = name.lower().replace(" ", ".")
            person = Person(
                world.identifiers.make("U"),
                handle,
                name,
                team or self.team,
                is_bot=kind == "bot",
                is_restricted=kind in {"guest", "single_channel_guest"},
                is_ultra_restricted=kind == "single_channel_guest",
                is_admin=kind == "admin",
                email=email or f"{handle}@ministry.example",
                bot_id=world.identifiers.make("B") if kind == "bot" else None,
                app_id=world.identifiers.make("A") if kind == "bot" else None,
            )
            world.people[person.id] = person
            return SlackUser(self, person)

        return self.do(work)

    def add_channel(
        self,
        name: str,
        *,
        members: Iterable[SlackUser] = (),
        private: bool = False,
        with_app: bool = True,
        team: Team | None = None,
        shared_with: Iterable[Team] = (),
    ) -> Channel:
        """A channel; with `shared_with` a Slack Connect channel."""

        def work() -> Channel:
            world = self.service.world
            home = team or self.team
            installation = world.installation_in(home)
            ids = [member.id for member in members]
            if with_app and installation:
                ids.append(installation.bot_user_id)
            kind: Literal["group", "channel"] = "group" if private else "channel"
            conversation = world.add_conversation(kind, name, home, ids)
            conversation.shared_with.extend(shared_with)
            return Channel(self, conversation)

        return self.do(work)

    def add_usergroup(self, handle: str, members: Iterable[SlackUser] = ()) -> str:
        """A user group; its id."""

        def work() -> str:
            world = self.service.world
            ids = [member.id for member in members]
            identity = world.identifiers.make("S")
            world.usergroups[identity] = UserGroup(identity, handle, handle.title(), self.team, ids)
            return identity

        return self.do(work)

    def set_usergroup(self, usergroup_id: str, members: Iterable[SlackUser]) -> None:
        """Change who is in a user group."""
        self.service.world.usergroups[usergroup_id].members = [member.id for member in members]

    def user(self, user_id: str) -> SlackUser:
        """A person by id."""
        return SlackUser(self, self.service.world.people[user_id])

    def channel(self, name_or_id: str) -> Channel:
        """A conversation by id, or a channel by name."""
        for conversation in self.service.world.conversations.values():
            if name_or_id in {conversation.id, conversation.name}:
                return Channel(self, conversation)
        raise LookupError(f"no conversation {name_or_id}")
