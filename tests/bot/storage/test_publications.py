"""Publications: requested by one admin, approved by another, live on their day."""

from datetime import date

import pytest

from bot.storage.database import Database
from bot.storage.publications import Publications, PublicationState, Refusal

DIGEST = "sha256:aa"
TODAY = date(2026, 11, 9)


@pytest.fixture
def publications(database: Database) -> Publications:
    return Publications(database)


def requested(publications: Publications, live_on: date | None = None):
    return publications.request("s2", DIGEST, by=1, title="Version 2", live_on=live_on)


def test_a_second_admin_approves_what_the_first_requested(publications: Publications, clock):
    approved = publications.approve(requested(publications).id, by=2, digest=DIGEST)
    assert approved.state is PublicationState.APPROVED
    assert (approved.requested_by, approved.decided_by) == (1, 2)
    assert approved.decided_at == clock()
    assert publications.due(TODAY) == (approved,)


def test_nobody_approves_their_own_request(publications: Publications):
    asked = requested(publications)
    assert publications.approve(asked.id, by=1, digest=DIGEST) is Refusal.SAME_PERSON
    assert publications.due(TODAY) == ()


def test_one_person_may_do_both_where_the_configuration_says_so(database: Database):
    publications = Publications(database, two_persons=False)
    approved = publications.approve(requested(publications).id, by=1, digest=DIGEST)
    assert approved.state is PublicationState.APPROVED


def test_another_artefact_than_the_requested_one_is_not_approved(publications: Publications):
    asked = requested(publications)
    refused = publications.approve(asked.id, by=2, digest="sha256:bb")
    assert refused is Refusal.OTHER_ARTEFACT


def test_of_two_decisions_the_first_counts(publications: Publications):
    asked = requested(publications)
    assert publications.reject(asked.id, by=3).state is PublicationState.REJECTED
    assert publications.approve(asked.id, by=2, digest=DIGEST) is Refusal.ALREADY_DECIDED
    assert publications.reject(asked.id, by=2) is Refusal.ALREADY_DECIDED
    assert publications.get(asked.id).decided_by == 3


def test_what_was_never_requested_is_not_decided(publications: Publications):
    assert publications.approve("nothing", by=2, digest=DIGEST) is Refusal.UNKNOWN
    assert publications.reject("nothing", by=2) is Refusal.UNKNOWN


def test_an_approved_publication_waits_for_its_day_and_goes_live_once(
    publications: Publications,
):
    asked = requested(publications, live_on=date(2026, 12, 1))
    publications.approve(asked.id, by=2, digest=DIGEST)
    assert publications.due(date(2026, 11, 30)) == ()
    assert [due.id for due in publications.due(date(2026, 12, 1))] == [asked.id]
    assert publications.mark_published(asked.id)
    assert not publications.mark_published(asked.id)
    assert publications.due(date(2026, 12, 1)) == ()


def test_what_was_not_approved_does_not_go_live(publications: Publications):
    assert not publications.mark_published(requested(publications).id)
