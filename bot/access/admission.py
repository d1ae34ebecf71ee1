"""The door: whoever is not known to it stays outside."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TypeAlias

from bot.access.limits import Limiter, Rate
from bot.access.rules import SlackRules, Visitor
from bot.storage.audit import SYSTEM, AuditLog
from bot.storage.database import Database
from bot.storage.identity import Platform
from bot.storage.people import People, Person
from bot.storage.role import Role

logger = logging.getLogger(__name__)

QUESTIONS = Rate(per_minute=12, burst=10)
# A stranger hears the one neutral sentence, and is logged, twice in an hour at most.
STRANGERS = Rate(per_minute=1 / 30, burst=1)


@dataclass(frozen=True, slots=True)
class Admitted:
    """May ask, in this role."""

    person: Person
    role: Role


@dataclass(frozen=True, slots=True)
class Stranger:
    """Is not known. ``told`` says whether the neutral sentence is due; else be silent."""

    told: bool


@dataclass(frozen=True, slots=True)
class Revoked:
    """Was known once. To be treated as a stranger is, so that nothing is learnt from it."""

    told: bool


@dataclass(frozen=True, slots=True)
class TooFast:
    """May ask again in ``wait_seconds``."""

    wait_seconds: float


Admission: TypeAlias = Admitted | Stranger | Revoked | TooFast


class Access:
    """Decides who is let in. ``questions`` is how fast one person may ask."""

    def __init__(
        self,
        database: Database,
        rules: SlackRules,
        *,
        questions: Limiter | None = None,
        strangers: Limiter | None = None,
    ) -> None:
        self._database = database
        self._rules = rules
        self._questions = questions or Limiter(QUESTIONS)
        self._strangers = strangers or Limiter(STRANGERS)
        self._people = People(database)
        self._audit = AuditLog(database)

    def admit(self, visitor: Visitor) -> Admission:
        """Whether this visitor may ask now; takes one token of the person's rate."""
        if self._rules.turns_away(visitor):
            return self._stranger(visitor)
        person = self.recognise(visitor)
        if person is not None and person.revoked:
            return Revoked(told=self._tell(visitor))
        if person is None or person.role is None:
            return self._stranger(visitor)
        wait = self._questions.wait_seconds(person.id)
        return TooFast(wait) if wait else Admitted(person, person.role)

    def recognise(self, visitor: Visitor) -> Person | None:
        """The person, with the role that the configuration gives today; costs no token.

        For what is no question: a button, the home page, an account that lost its groups.
        """
        person = self._people.find(visitor.identity)
        if visitor.identity.platform is not Platform.SLACK:
            return person
        role = None if self._rules.turns_away(visitor) else self._rules.role_of(visitor)
        if person is None:
            return self._let_in(visitor, role) if role else None
        if person.configured_role is role:
            return person
        with self._database.write():
            self._audit.record(SYSTEM, "role by configuration", f"person {person.id}: {role}")
            return self._people.set_configured_role(person.id, role)

    def _let_in(self, visitor: Visitor, role: Role) -> Person:
        with self._database.write():
            known = self._people.find(visitor.identity)
            if known is not None:  # another worker was faster
                return known
            person = self._people.add(visitor.identity, configured_role=role)
            self._audit.record(SYSTEM, "let in by configuration", f"person {person.id}: {role}")
            return person

    def _stranger(self, visitor: Visitor) -> Stranger:
        return Stranger(told=self._tell(visitor))

    def _tell(self, visitor: Visitor) -> bool:
        told = not self._strangers.wait_seconds(visitor.identity)
        if told:
            # No account: a stranger did not agree to be on record.
            self._audit.record(SYSTEM, "turned away", visitor.identity.platform)
            logger.info("Turned a stranger away on %s", visitor.identity.platform)
        return told
