"""Joining a person's Telegram and Slack: a code from one, typed into the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.access.limits import Limiter, Rate
from bot.storage.audit import AuditLog, actor_of
from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.links import Link, Links
from bot.storage.merging import merge
from bot.storage.people import People, Person

# A code has 40 bits and lives ten minutes: at this pace nobody guesses one.
TRIES = Rate(per_minute=1, burst=5)


class NotLinked(StrEnum):
    """Why a code joins nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SAME_ACCOUNT = "same_account"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Linked:
    """The one person that both accounts now are."""

    person: Person


LinkResult: TypeAlias = Linked | NotLinked


class Linking:
    """Gives out link codes and takes them."""

    def __init__(self, database: Database, *, tries: Limiter | None = None) -> None:
        self._database = database
        self._tries = tries or Limiter(TRIES)
        self._links = Links(database)
        self._people = People(database)
        self._audit = AuditLog(database)

    def begin(self, person_id: int) -> str:
        """A code that its person types on the other platform within ten minutes."""
        return self._links.create(person_id)

    def complete(self, code: str, identity: Identity) -> LinkResult:
        """Joins the account with the person who was given the code.

        An account that is not known yet is let in by it: its owner has shown to be someone
        who is.
        """
        if self._tries.wait_seconds(identity):
            return NotLinked.TOO_OFTEN
        with self._database.write():
            link = self._links.find(code)
            giver = None if link is None else self._people.get(link.person_id)
            taker = self._people.find(identity)
            if link is None or giver is None:
                return NotLinked.UNKNOWN
            if giver.revoked or (taker is not None and taker.revoked):
                return NotLinked.REVOKED
            return self._join(code, link, giver, taker, identity)

    def _join(
        self, code: str, link: Link, giver: Person, taker: Person | None, identity: Identity
    ) -> LinkResult:
        if taker is not None and taker.id == giver.id:
            # Typed where it came from, or work that a crash repeats.
            return Linked(giver) if link.used else NotLinked.SAME_ACCOUNT
        if link.used:
            return NotLinked.UNKNOWN
        if link.expires_at <= self._database.now():
            return NotLinked.EXPIRED
        self._links.mark_used(code)
        if taker is None:
            person = self._people.add_identity(giver.id, identity)
        else:
            person = self._people.require(merge(self._database, giver.id, taker.id))
        self._audit.record(actor_of(person.id), "linked", str(identity.platform))
        return Linked(person)
