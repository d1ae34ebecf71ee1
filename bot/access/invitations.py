"""Invites: an admin makes one, the first who shows its code is let in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.storage.audit import AuditLog, actor_of
from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.invites import Invite, Invites
from bot.storage.people import People, Person
from bot.storage.role import Role, highest

VALID_FOR = timedelta(days=7)


class NotRedeemed(StrEnum):
    """Why a code lets nobody in."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"


Redemption: TypeAlias = Person | NotRedeemed


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invite. The code is shown now and never again."""

    code: str
    role: Role
    valid_for: timedelta

    @property
    def start_parameter(self) -> str:
        """What a Telegram deep link ends in."""
        return f"i_{self.code}"


class Invitations:
    """Makes and redeems invites."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._invites = Invites(database)
        self._people = People(database)
        self._audit = AuditLog(database)

    def invite(
        self,
        role: Role,
        *,
        by: int | None,
        valid_for: timedelta = VALID_FOR,
        label: str = "",
    ) -> Invited:
        """Makes an invite; ``by`` is the admin, or ``None`` for the server's shell."""
        with self._database.write():
            code = self._invites.create(role, by=actor_of(by), valid_for=valid_for, label=label)
            self._audit.record(actor_of(by), "invited", role)
        return Invited(code, role, valid_for)

    def open(self) -> tuple[Invite, ...]:
        """The invites that can still be used."""
        return self._invites.open()

    def cancel(self, invite_id: int, *, by: int | None) -> bool:
        """Takes an unused invite back."""
        with self._database.write():
            cancelled = self._invites.cancel(invite_id)
            if cancelled:
                self._audit.record(actor_of(by), "invite cancelled", f"invite {invite_id}")
            return cancelled

    def redeem(self, code: str, identity: Identity) -> Redemption:
        """Lets whoever shows the code in, once; the same person may show it again."""
        with self._database.write():
            invite, person = self._invites.find(code), self._people.find(identity)
            if invite is None:
                return NotRedeemed.UNKNOWN
            if person is not None and person.revoked:
                return NotRedeemed.REVOKED
            # Work that a crash repeats finds the code used, by its own person.
            if person is not None and invite.person_id == person.id:
                return person
            if invite.used_at is not None:
                return NotRedeemed.USED
            if invite.expires_at <= self._database.now():
                return NotRedeemed.EXPIRED
            return self._let_in(invite, identity, person)

    def _let_in(self, invite: Invite, identity: Identity, person: Person | None) -> Redemption:
        if person is None:
            person = self._people.add(identity, invited_role=invite.role, label=invite.label)
        else:
            role = highest((person.invited_role, invite.role))
            person = self._people.set_invited_role(person.id, role)
        if not self._invites.mark_used(invite.id, person.id):
            return NotRedeemed.USED
        self._audit.record(actor_of(person.id), "redeemed", f"invite {invite.id}: {invite.role}")
        return person
