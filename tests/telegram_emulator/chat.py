"""A chat seen from the people's side: what it shows, and waiting for what it will show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .about_bot import menu_for
from .journal import Journal
from .presenting import member_json
from .records import ChatRecord, Json, MessageRecord, UserRecord
from .transcript import SeenMessage, seen, seen_in
from .world import FIRST_SUPERGROUP, World

if TYPE_CHECKING:
    from .people import Person

Predicate = Callable[[SeenMessage], bool]


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """A line of the menu that opens with "/"."""

    command: str
    description: str


class Chat:
    """A private chat with the bot, a group or a supergroup."""

    def __init__(self, world: World, journal: Journal, record: ChatRecord) -> None:
        self._world = world
        self._journal = journal
        self._record = record

    def __repr__(self) -> str:
        return f"<Chat {self.id} {self.kind} {self.title!r}>"

    @property
    def id(self) -> int:
        return self._record.id

    @property
    def kind(self) -> str:
        return self._record.kind

    @property
    def title(self) -> str:
        """What stands at the top of the screen."""
        return self._world.bot.name if self._record.is_private else self._record.title

    @property
    def bot_status(self) -> str:
        return self._record.bot_status

    def transcript(self) -> list[SeenMessage]:
        """All messages that are still there, in their newest versions."""
        with self._world.lock:
            return seen_in(self._record, self._world.bot.id)

    def from_bot(self) -> list[SeenMessage]:
        return [message for message in self.transcript() if message.from_bot]

    def message(self, message_id: int) -> SeenMessage:
        with self._world.lock:
            return seen(self._record.messages[message_id], self._world.bot.id)

    @property
    def actions(self) -> list[str]:
        """The chat actions that the bot showed, such as "typing"."""
        with self._world.lock:
            return [action.action for action in self._record.actions]

    @property
    def drafts(self) -> list[tuple[int, str]]:
        """Each draft that the bot showed while writing: its id and its text."""
        with self._world.lock:
            return [(draft.draft_id, draft.text.text) for draft in self._record.drafts]

    @property
    def menu_button(self) -> Json:
        with self._world.lock:
            return self._record.menu_button or self._world.menu_button

    def commands_for(self, person: "Person") -> list[MenuCommand]:
        """The menu of commands that this person is shown here."""
        with self._world.lock:
            menu = menu_for(self._world, self._record, person.user)
            return [MenuCommand(**line) for line in menu]

    async def wait_for_reply(
        self,
        predicate: Predicate | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> SeenMessage:
        """The first message that the bot sent or edited since a person last wrote or pressed here.

        With a predicate, the first of those that it takes.
        """
        found = await self._world.changes.until(lambda: self._reply(predicate), timeout)
        return self._found(found, timeout)

    def wait_for_reply_sync(
        self, predicate: Predicate | None = None, timeout: float = 5.0
    ) -> SeenMessage:
        """The same for a test without an event loop."""
        found = self._world.changes.until_sync(lambda: self._reply(predicate), timeout)
        return self._found(found, timeout)

    def replies(self) -> list[SeenMessage]:
        """What the bot sent or edited since a person last wrote or pressed here."""
        with self._world.lock:
            since = self._record.last_said_by_people
            return [message for message in self.from_bot() if message.order > since]

    def _reply(self, predicate: Predicate | None) -> SeenMessage | None:
        return next((each for each in self.replies() if predicate is None or predicate(each)), None)

    def _found(self, message: SeenMessage | None, timeout: float) -> SeenMessage:
        if message is not None:
            return message
        said = "\n".join(
            f"  {'bot' if each.from_bot else each.sender_name}: {each.text[:200]!r}"
            for each in self.transcript()[-8:]
        )
        calls = "\n".join(
            f"  {call.method} -> {call.status} {call.description}"
            for call in self._journal.calls()[-8:]
        )
        wrong = "\n".join(f"  {violation}" for violation in self._journal.violations)
        raise TimeoutError(
            f"no such reply in {timeout} s\nthe chat:\n{said}"
            f"\nthe bot's calls:\n{calls or '  none'}\nviolations:\n{wrong or '  none'}"
        )


class Group(Chat):
    """A group with people; the bot sees in it what privacy mode lets through."""

    def _say_officially(self, by: UserRecord, service: Json) -> MessageRecord:
        self._world.clock.tick()
        message = self._world.add_message(self._record, by, service=service)
        self._world.announce_message("message", message, self._record)
        return message

    def _owner(self) -> UserRecord:
        return self._record.members[self._record.owner_id]

    def join(self, person: "Person") -> None:
        with self._world.lock:
            self._record.members[person.id] = person.user
            self._say_officially(person.user, {"new_chat_members": [person.user.as_json()]})
            self._announce_member(person.user, "left", "member")

    def leave(self, person: "Person") -> None:
        with self._world.lock:
            del self._record.members[person.id]
            self._say_officially(person.user, {"left_chat_member": person.user.as_json()})
            self._announce_member(person.user, "member", "left")

    def _announce_member(self, user: UserRecord, old: str, new: str) -> None:
        if self._record.bot_status != "administrator":
            return
        body = {
            "chat": self._record.as_json(),
            "from": user.as_json(),
            "date": self._world.clock.now(),
            "old_chat_member": member_json(user, old),
            "new_chat_member": member_json(user, new),
        }
        self._world.announce("chat_member", body, self.id)

    def add_bot(self, by: "Person | None" = None) -> None:
        self._change_bot("member", by)
        with self._world.lock:
            user = by.user if by else self._owner()
            self._say_officially(user, {"new_chat_members": [self._world.bot.as_json()]})

    def remove_bot(self, by: "Person | None" = None) -> None:
        with self._world.lock:
            user = by.user if by else self._owner()
            self._say_officially(user, {"left_chat_member": self._world.bot.as_json()})
        self._change_bot("kicked", by)

    def promote_bot(self, by: "Person | None" = None) -> None:
        """An administrator sees everything, privacy mode or not."""
        self._change_bot("administrator", by)

    def _change_bot(self, status: str, by: "Person | None") -> None:
        with self._world.lock:
            self._world.clock.tick()
            old, self._record.bot_status = self._record.bot_status, status
            user = by.user if by else self._owner()
            self._world.announce_own_status(self._record, user, old, status)

    def migrate(self) -> "Group":
        """The group becomes a supergroup with another id; the old id answers with the new one."""
        with self._world.lock:
            if self.kind != "group":
                raise ValueError(f"{self!r} is not a basic group")
            old = self._record
            new_id = -self._world.next_number("supergroup", FIRST_SUPERGROUP)
            new = ChatRecord(
                new_id,
                "supergroup",
                old.title,
                members=dict(old.members),
                owner_id=old.owner_id,
                bot_status=old.bot_status,
                started=True,
            )
            self._world.chats[new_id] = new
            self._say_officially(self._owner(), {"migrate_to_chat_id": new_id})
            old.migrated_to = new_id
            supergroup = Group(self._world, self._journal, new)
            supergroup._say_officially(self._owner(), {"migrate_from_chat_id": old.id})
            return supergroup
