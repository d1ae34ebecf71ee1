"""Who is let in: nobody, unless invited or named by the configuration."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.access.admission import Access, Admitted, Revoked, Stranger, TooFast
from bot.access.limits import Limiter, Rate
from bot.access.rules import SlackRules, Visitor
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role

RULES = SlackRules(
    allowed_workspaces=frozenset({"T1", "E1"}),
    users={"UADMIN": Role.ADMIN},
    groups={"SDESK": Role.DESK, "SSTAFF": Role.STAFF},
)
SOMEBODY = Visitor(Identity.telegram(7))


def slack(user: str, *groups: str, workspace: str = "T1") -> Visitor:
    return Visitor(
        Identity.slack(workspace, user),
        workspaces=frozenset({workspace}),
        groups=frozenset(groups),
    )


@pytest.fixture
def access(database: Database) -> Access:
    return Access(database, RULES)


def test_a_telegram_account_that_nobody_invited_is_a_stranger(access: Access):
    assert isinstance(access.admit(SOMEBODY), Stranger)


def test_without_a_configuration_no_workspace_is_let_in(database: Database):
    assert isinstance(Access(database, SlackRules()).admit(slack("UADMIN")), Stranger)


def test_an_invited_person_is_admitted_in_their_role(access: Access, database: Database):
    person = People(database).add(SOMEBODY.identity, invited_role=Role.DIPLOMAT)
    assert access.admit(SOMEBODY) == Admitted(person, Role.DIPLOMAT)


@pytest.mark.parametrize(
    ("visitor", "role"),
    [
        (slack("UADMIN"), Role.ADMIN),
        (slack("U2", "SSTAFF"), Role.STAFF),
        (slack("U2", "SSTAFF", "SDESK"), Role.DESK),
        (slack("UADMIN", "SSTAFF"), Role.ADMIN),
        (slack("U2", "SSTAFF", workspace="E1"), Role.STAFF),
    ],
)
def test_slack_ids_and_groups_give_the_highest_of_their_roles(
    access: Access, visitor: Visitor, role: Role
):
    assert access.admit(visitor).role is role


@pytest.mark.parametrize(
    "visitor",
    [
        slack("U3"),
        slack("U3", "SELSE"),
        slack("UADMIN", workspace="T9"),
        replace(slack("UADMIN"), guest=True),
        replace(slack("UADMIN"), bot=True),
    ],
    ids=["nobody", "another group", "another workspace", "a guest", "a bot"],
)
def test_who_is_not_named_or_comes_from_outside_stays_outside(access: Access, visitor: Visitor):
    assert isinstance(access.admit(visitor), Stranger)


def test_everyone_of_an_allowed_workspace_may_ask_where_the_configuration_says_so(
    database: Database,
):
    access = Access(database, replace(RULES, everyone=Role.STAFF))
    assert access.admit(slack("U3")).role is Role.STAFF
    assert access.admit(slack("UADMIN")).role is Role.ADMIN
    assert isinstance(access.admit(replace(slack("U4"), guest=True)), Stranger)


def test_even_an_invited_account_is_turned_away_as_a_guest_of_the_workspace(
    access: Access, database: Database
):
    visitor = slack("U3")
    People(database).add(visitor.identity, invited_role=Role.STAFF)
    assert isinstance(access.admit(visitor), Admitted)
    assert isinstance(access.admit(replace(visitor, guest=True)), Stranger)


def test_whoever_leaves_their_group_loses_its_role_at_the_next_word(
    access: Access, database: Database
):
    admitted = access.admit(slack("U2", "SDESK"))
    assert access.admit(slack("U2", "SSTAFF")).role is Role.STAFF
    assert isinstance(access.admit(slack("U2")), Stranger)
    assert People(database).get(admitted.person.id).role is None
    actions = [entry.action for entry in AuditLog(database).latest()]
    assert actions[:4] == [
        "turned away",
        "role by configuration",
        "role by configuration",
        "let in by configuration",
    ]


def test_an_invited_role_stays_when_the_group_is_left(access: Access, database: Database):
    visitor = slack("U2", "SDESK")
    People(database).add(visitor.identity, invited_role=Role.STAFF)
    assert access.admit(visitor).role is Role.DESK
    assert access.admit(slack("U2")).role is Role.STAFF


def test_a_revoked_person_is_not_let_in_by_their_groups(access: Access, database: Database):
    person = access.admit(slack("U2", "SDESK")).person
    People(database).revoke(person.id)
    assert isinstance(access.admit(slack("U2", "SDESK")), Revoked)


def test_a_revoked_person_is_treated_as_a_stranger_is(access: Access, database: Database):
    person = People(database).add(SOMEBODY.identity, invited_role=Role.DIPLOMAT)
    People(database).revoke(person.id)
    assert access.admit(SOMEBODY) == Revoked(told=True)
    assert access.admit(SOMEBODY) == Revoked(told=False)


def test_a_stranger_hears_the_neutral_sentence_once_and_is_logged_without_their_account(
    access: Access, database: Database
):
    assert [access.admit(SOMEBODY).told for _ in range(3)] == [True, False, False]
    assert access.admit(Visitor(Identity.telegram(8))).told
    log = AuditLog(database).latest()
    assert [(line.action, line.subject) for line in log] == [("turned away", "telegram")] * 2


def test_who_asks_too_fast_is_told_when_to_ask_again(database: Database):
    people = People(database)
    people.add(SOMEBODY.identity, invited_role=Role.DIPLOMAT)
    limiter = Limiter(Rate(per_minute=6, burst=2), clock=lambda: 0.0)
    access = Access(database, RULES, questions=limiter)
    verdicts = [access.admit(SOMEBODY) for _ in range(3)]
    assert [type(verdict) for verdict in verdicts] == [Admitted, Admitted, TooFast]
    assert verdicts[2] == TooFast(10.0)


def test_both_accounts_of_a_person_share_one_pace(database: Database):
    people = People(database)
    person = people.add(SOMEBODY.identity, invited_role=Role.DIPLOMAT)
    people.add_identity(person.id, Identity.slack("T1", "U3"))
    limiter = Limiter(Rate(per_minute=6, burst=1), clock=lambda: 0.0)
    access = Access(database, RULES, questions=limiter)
    assert isinstance(access.admit(SOMEBODY), Admitted)
    assert isinstance(access.admit(slack("U3")), TooFast)


def test_a_button_costs_no_token(access: Access, database: Database):
    person = People(database).add(SOMEBODY.identity, invited_role=Role.DIPLOMAT)
    for _ in range(50):
        assert access.recognise(SOMEBODY) == person
    assert isinstance(access.admit(SOMEBODY), Admitted)
