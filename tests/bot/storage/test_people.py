"""People, their accounts and their roles."""

import pytest

from bot.storage.database import Database
from bot.storage.errors import NoSuchPersonError
from bot.storage.forgetting import remove
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role, highest


def test_a_person_is_found_by_each_of_their_accounts(database: Database):
    people = People(database)
    person = people.add(Identity.telegram(7), invited_role=Role.DIPLOMAT, label="Vienna, first")
    both = people.add_identity(person.id, Identity.slack("T1", "U1"))
    assert people.find(Identity.telegram(7)) == people.find(Identity.slack("T1", "U1")) == both
    assert both.label == "Vienna, first"


def test_the_same_slack_user_id_in_two_workspaces_is_two_accounts(database: Database, colleague):
    assert People(database).find(Identity.slack("T1", "U1")) == colleague
    assert People(database).find(Identity.slack("T2", "U1")) is None


def test_the_higher_of_the_invited_and_the_configured_role_counts(database: Database, person):
    people = People(database)
    assert people.set_configured_role(person.id, Role.ADMIN).role is Role.ADMIN
    assert people.set_configured_role(person.id, None).role is Role.DIPLOMAT
    assert people.set_invited_role(person.id, None).role is None


@pytest.mark.parametrize(
    ("held", "asked", "enough"),
    [
        (Role.ADMIN, Role.DESK, True),
        (Role.DESK, Role.DESK, True),
        (Role.STAFF, Role.DESK, False),
        (Role.DIPLOMAT, Role.STAFF, False),
    ],
)
def test_a_role_includes_those_below_it(held: Role, asked: Role, enough: bool):
    assert held.includes(asked) is enough


def test_nobody_has_the_highest_of_no_roles():
    assert highest([None, None]) is None


def test_a_revoked_person_stays_known_as_revoked_until_reinstated(database: Database, person):
    people = People(database)
    assert people.revoke(person.id).revoked
    assert people.find(Identity.telegram(700100200)).revoked
    assert not people.reinstate(person.id).revoked


def test_a_number_that_nobody_has_is_refused_with_the_cure(database: Database):
    with pytest.raises(NoSuchPersonError) as refusal:
        People(database).revoke(404)
    assert "attache people list" in refusal.value.remedy


def test_the_number_of_a_removed_person_is_never_given_again(database: Database, person):
    remove(database, person.id)
    assert People(database).add(Identity.telegram(8)).id > person.id
