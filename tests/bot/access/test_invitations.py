"""Invites: single use, expiring, and only a digest of the code is kept."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from bot.access.invitations import Invitations, NotRedeemed
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.people import People, Person
from bot.storage.role import Role

SOMEBODY, ANOTHER = Identity.telegram(7), Identity.telegram(8)


@pytest.fixture
def invitations(database: Database) -> Invitations:
    return Invitations(database)


def test_who_shows_the_code_is_let_in_with_the_role_and_the_label(invitations: Invitations):
    invited = invitations.invite(Role.DIPLOMAT, by=None, label="Vienna, first secretary")
    person = invitations.redeem(invited.code, SOMEBODY)
    assert (person.role, person.label) == (Role.DIPLOMAT, "Vienna, first secretary")
    assert person.identities == (SOMEBODY,)


def test_the_link_parameter_is_one_that_telegram_allows(invitations: Invitations):
    parameter = invitations.invite(Role.STAFF, by=None).start_parameter
    assert re.fullmatch(r"i_[A-Za-z0-9_-]{22}", parameter)


def test_a_code_lets_one_person_in(invitations: Invitations):
    code = invitations.invite(Role.DIPLOMAT, by=None).code
    invitations.redeem(code, SOMEBODY)
    assert invitations.redeem(code, ANOTHER) is NotRedeemed.USED


def test_the_same_person_may_show_the_code_again(invitations: Invitations):
    """Work that a crash repeats must not tell a person who was just let in to go away."""
    code = invitations.invite(Role.DIPLOMAT, by=None).code
    assert invitations.redeem(code, SOMEBODY) == invitations.redeem(code, SOMEBODY)


def test_a_code_expires(invitations: Invitations, clock):
    code = invitations.invite(Role.DIPLOMAT, by=None, valid_for=timedelta(hours=1)).code
    clock.advance(hours=1)
    assert invitations.redeem(code, SOMEBODY) is NotRedeemed.EXPIRED
    assert invitations.open() == ()


def test_a_code_that_was_never_given_lets_nobody_in(invitations: Invitations):
    assert invitations.redeem("guess", SOMEBODY) is NotRedeemed.UNKNOWN


def test_a_revoked_person_does_not_come_back_with_another_persons_invite(
    invitations: Invitations, database: Database
):
    first = invitations.redeem(invitations.invite(Role.STAFF, by=None).code, SOMEBODY)
    People(database).revoke(first.id)
    leaked = invitations.invite(Role.ADMIN, by=None).code
    assert invitations.redeem(leaked, SOMEBODY) is NotRedeemed.REVOKED
    assert invitations.redeem(leaked, ANOTHER).role is Role.ADMIN


def test_a_second_invite_raises_a_role_and_never_lowers_it(invitations: Invitations):
    for role in (Role.STAFF, Role.DESK, Role.DIPLOMAT):
        person = invitations.redeem(invitations.invite(role, by=None).code, SOMEBODY)
    assert person.role is Role.DESK


def test_an_invite_can_be_taken_back_until_it_is_used(invitations: Invitations):
    invited = [invitations.invite(Role.DIPLOMAT, by=None) for _ in range(2)]
    invitations.redeem(invited[0].code, SOMEBODY)
    (still_open,) = invitations.open()
    assert invitations.cancel(still_open.id, by=None)
    assert invitations.redeem(invited[1].code, ANOTHER) is NotRedeemed.UNKNOWN
    assert not invitations.cancel(1, by=None)


def test_of_many_who_show_one_code_at_once_one_is_let_in(invitations: Invitations):
    code, results = invitations.invite(Role.DIPLOMAT, by=None).code, []
    threads = [
        threading.Thread(
            target=lambda number=number: results.append(
                invitations.redeem(code, Identity.telegram(number))
            )
        )
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(result, Person) for result in results) == 1
    assert results.count(NotRedeemed.USED) == 7


def test_whoever_reads_the_database_learns_no_code(invitations: Invitations, database_file: Path):
    code = invitations.invite(Role.ADMIN, by=None).code.encode()
    for file in database_file.parent.glob("attache.sqlite*"):
        assert code not in file.read_bytes()


def test_the_log_tells_who_invited_and_who_came(invitations: Invitations, database: Database):
    invitations.redeem(invitations.invite(Role.ADMIN, by=None).code, SOMEBODY)
    invitations.invite(Role.STAFF, by=1)
    lines = [(line.actor, line.action, line.subject) for line in AuditLog(database).latest()]
    assert lines == [
        ("person 1", "invited", "staff"),
        ("person 1", "redeemed", "invite 1: admin"),
        ("shell", "invited", "admin"),
    ]
