"""One person on both platforms."""

from __future__ import annotations

import pytest

from bot.access.limits import Limiter, Rate
from bot.access.linking import Linked, Linking, NotLinked
from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.people import People, Person
from bot.storage.profiles import Profile, Profiles
from bot.storage.role import Role

TELEGRAM, SLACK = Identity.telegram(7), Identity.slack("T1", "U1")


@pytest.fixture
def linking(database: Database) -> Linking:
    return Linking(database)


@pytest.fixture
def on_slack(database: Database) -> Person:
    return People(database).add(SLACK, configured_role=Role.STAFF)


def test_a_known_account_lets_its_owners_other_account_in(linking: Linking, on_slack: Person):
    result = linking.complete(linking.begin(on_slack.id), TELEGRAM)
    assert result.person.identities == (SLACK, TELEGRAM)
    assert result.person.id == on_slack.id


def test_two_known_accounts_become_one_person(
    linking: Linking, database: Database, on_slack: Person
):
    on_telegram = People(database).add(TELEGRAM, invited_role=Role.DIPLOMAT)
    Profiles(database).save(on_telegram.id, Profile(country="Austria"))
    person = linking.complete(linking.begin(on_slack.id), TELEGRAM).person
    assert (person.id, person.identities) == (on_slack.id, (SLACK, TELEGRAM))
    assert Profiles(database).of(person.id).country == "Austria"


def test_a_code_may_be_typed_in_capitals_and_with_blanks(linking: Linking, on_slack: Person):
    code = f" {linking.begin(on_slack.id).upper()} "
    assert isinstance(linking.complete(code, TELEGRAM), Linked)


def test_work_that_a_crash_repeats_is_told_the_same(linking: Linking, on_slack: Person):
    code = linking.begin(on_slack.id)
    assert linking.complete(code, TELEGRAM) == linking.complete(code, TELEGRAM)


def test_a_code_joins_one_account_only(linking: Linking, on_slack: Person):
    code = linking.begin(on_slack.id)
    linking.complete(code, TELEGRAM)
    assert linking.complete(code, Identity.telegram(8)) is NotLinked.UNKNOWN


def test_a_code_expires_after_ten_minutes(linking: Linking, on_slack: Person, clock):
    code = linking.begin(on_slack.id)
    clock.advance(minutes=10)
    assert linking.complete(code, TELEGRAM) is NotLinked.EXPIRED


def test_a_code_typed_where_it_came_from_joins_nothing(linking: Linking, on_slack: Person):
    assert linking.complete(linking.begin(on_slack.id), SLACK) is NotLinked.SAME_ACCOUNT


def test_a_revoked_account_is_not_joined(linking: Linking, database: Database, on_slack: Person):
    revoked = People(database).add(TELEGRAM, invited_role=Role.DIPLOMAT)
    People(database).revoke(revoked.id)
    assert linking.complete(linking.begin(on_slack.id), TELEGRAM) is NotLinked.REVOKED
    code = linking.begin(on_slack.id)
    People(database).revoke(on_slack.id)
    assert linking.complete(code, Identity.telegram(8)) is NotLinked.REVOKED


def test_who_keeps_guessing_is_stopped(database: Database, on_slack: Person):
    tries = Limiter(Rate(per_minute=1, burst=2), clock=lambda: 0.0)
    linking = Linking(database, tries=tries)
    code = linking.begin(on_slack.id)
    guesses = [linking.complete("guess", TELEGRAM) for _ in range(2)]
    assert guesses == [NotLinked.UNKNOWN] * 2
    assert linking.complete(code, TELEGRAM) is NotLinked.TOO_OFTEN
