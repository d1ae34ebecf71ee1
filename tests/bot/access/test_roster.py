"""What an admin does from the shell."""

import pytest

from bot.access.roster import Roster
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.errors import NoSuchPersonError
from bot.storage.identity import Identity
from bot.storage.people import People, Person
from bot.storage.role import Role


@pytest.fixture
def person(database: Database) -> Person:
    return People(database).add(Identity.telegram(7), invited_role=Role.DIPLOMAT)


def test_the_list_shows_the_revoked_too(database: Database, person: Person):
    roster = Roster(database)
    other = People(database).add(Identity.telegram(8), invited_role=Role.ADMIN)
    revoked = roster.revoke(person.id, by=other.id)
    assert roster.list() == (revoked, other)
    assert revoked.revoked


def test_access_is_taken_given_back_and_changed_and_the_log_tells_by_whom(
    database: Database, person: Person
):
    roster = Roster(database)
    roster.revoke(person.id, by=None)
    assert not roster.reinstate(person.id, by=None).revoked
    assert roster.grant(person.id, Role.DESK, by=9).role is Role.DESK
    lines = [(line.actor, line.action, line.subject) for line in AuditLog(database).latest()]
    assert lines == [
        ("person 9", "granted desk", "person 1"),
        ("shell", "reinstated", "person 1"),
        ("shell", "revoked", "person 1"),
    ]


def test_a_removed_person_is_a_stranger(database: Database, person: Person):
    Roster(database).remove(person.id, by=None)
    assert People(database).find(Identity.telegram(7)) is None


@pytest.mark.parametrize("act", ["revoke", "reinstate", "remove"])
def test_a_number_that_nobody_has_is_refused_and_not_logged(database: Database, act: str):
    with pytest.raises(NoSuchPersonError):
        getattr(Roster(database), act)(404, by=None)
    assert AuditLog(database).latest() == ()
