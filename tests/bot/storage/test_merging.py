"""Two persons who turned out to be one."""

from bot.storage.database import Database
from bot.storage.feedback import Feedback
from bot.storage.identity import Identity, Platform
from bot.storage.merging import merge
from bot.storage.people import People
from bot.storage.profiles import Profile, Profiles
from bot.storage.publications import Publications, Refusal
from bot.storage.receipts import Answered, Receipts
from bot.storage.role import Role


def test_one_person_has_the_accounts_roles_and_receipts_of_both(
    database: Database, person, colleague
):
    receipts = Receipts(database, keep_questions=True)
    written = [
        receipts.write(Answered(who, Platform.SLACK, "May I?", "not_covered", "s1"))
        for who in (person.id, colleague.id)
    ]
    kept = People(database).get(merge(database, colleague.id, person.id))
    assert kept.id == person.id
    assert kept.identities == (Identity.slack("T1", "U1"), Identity.telegram(700100200))
    assert (kept.invited_role, kept.configured_role) == (Role.DIPLOMAT, Role.STAFF)
    assert {receipt.id for receipt in receipts.of_person(kept.id)} == set(written)
    assert People(database).get(colleague.id) is None


def test_where_both_told_something_the_elder_entry_counts(database: Database, person, colleague):
    profiles, feedback = Profiles(database), Feedback(database)
    profiles.save(person.id, Profile(country="Austria"))
    profiles.save(colleague.id, Profile(country="Canada"))
    receipt = Receipts(database, keep_questions=True).write(
        Answered(person.id, Platform.SLACK, "May I?", "ruled", "s1")
    )
    feedback.give(receipt, person.id, helpful=True)
    feedback.give(receipt, colleague.id, helpful=False)
    kept = merge(database, person.id, colleague.id)
    assert profiles.of(kept).country == "Austria"
    assert feedback.counts(person.since) == (1, 0)


def test_a_profile_that_only_one_had_is_kept(database: Database, person, colleague):
    Profiles(database).save(colleague.id, Profile(country="Canada"))
    assert Profiles(database).of(merge(database, person.id, colleague.id)).country == "Canada"


def test_who_requested_a_publication_cannot_approve_it_after_joining_accounts(
    database: Database, person, colleague
):
    publications = Publications(database)
    asked = publications.request("s2", "sha256:aa", by=colleague.id, title="Version 2")
    kept = merge(database, person.id, colleague.id)
    assert publications.approve(asked.id, by=kept, digest="sha256:aa") is Refusal.SAME_PERSON


def test_joining_a_person_with_themselves_changes_nothing(database: Database, person):
    assert merge(database, person.id, person.id) == person.id
    assert People(database).get(person.id) == person
