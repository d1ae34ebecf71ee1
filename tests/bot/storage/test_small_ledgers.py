"""Profiles, feedback, gaps and subscriptions."""

from bot.storage.database import Database
from bot.storage.feedback import Feedback
from bot.storage.gaps import Gaps
from bot.storage.identity import Address, Platform
from bot.storage.profiles import Profile, Profiles
from bot.storage.receipts import Answered, Receipts
from bot.storage.subscriptions import Subscriptions
from knowledge.situation import Situation

HERE = Address(Platform.TELEGRAM, "700100200")


def receipt_of(database: Database, person_id: int) -> str:
    return Receipts(database, keep_questions=False).write(
        Answered(person_id, Platform.TELEGRAM, "May I?", "ruled", "s1")
    )


def test_who_told_nothing_has_an_empty_profile(database: Database, person):
    assert Profiles(database).of(person.id) == Profile()


def test_a_profile_takes_the_place_of_the_earlier_one(database: Database, person):
    profiles = Profiles(database)
    profiles.save(person.id, Profile(account="personal", role="head_of_mission"))
    now = Profile(account="official", language="fr", country="Austria", show_details=True)
    profiles.save(person.id, now)
    assert profiles.of(person.id) == now


def test_each_person_has_one_word_on_an_answer_and_may_change_it(
    database: Database, person, colleague, clock
):
    feedback, receipt = Feedback(database), receipt_of(database, person.id)
    feedback.give(receipt, person.id, helpful=True)
    feedback.give(receipt, colleague.id, helpful=True)
    feedback.give(receipt, colleague.id, helpful=False)
    assert feedback.counts(clock()) == (1, 1)
    assert feedback.unhelpful(clock()) == (receipt,)
    clock.advance(days=1)
    assert feedback.counts(clock()) == (0, 0)


def test_a_gap_is_entered_once_for_its_receipt_as_the_question_reads_now(
    database: Database, person, clock
):
    gaps, receipt = Gaps(database, keep_questions=True), receipt_of(database, person.id)
    for question in ("May I own a parrot?", "May I own a cat?"):
        gaps.note(
            receipt,
            question,
            person_id=person.id,
            platform=Platform.TELEGRAM,
            situation=Situation(topic="personal_matters"),
            nearest=("MFA-SMD v2 §20.1",),
        )
    (gap,) = gaps.since(clock())
    assert gap.question == "May I own a cat?"
    assert gap.nearest == ("MFA-SMD v2 §20.1",)
    assert gap.situation == Situation(topic="personal_matters")


def test_a_gap_that_an_edited_question_closed_is_struck(database: Database, person, clock):
    gaps, receipt = Gaps(database, keep_questions=False), receipt_of(database, person.id)
    facts = {"person_id": person.id, "platform": Platform.SLACK, "situation": Situation()}
    gaps.note(receipt, "May I own a parrot?", **facts)
    assert gaps.since(clock())[0].question is None
    gaps.covered_after_all(receipt)
    assert gaps.since(clock()) == ()


def test_a_place_subscribes_once_and_can_leave(database: Database, person):
    subscriptions = Subscriptions(database)
    assert subscriptions.subscribe(HERE, person_id=person.id)
    assert not subscriptions.subscribe(HERE.at("5"), person_id=person.id)
    assert subscriptions.includes(HERE)
    assert subscriptions.unsubscribe(HERE)
    assert not subscriptions.unsubscribe(HERE)
    assert not subscriptions.includes(HERE)


def test_places_are_listed_by_platform_in_the_order_in_which_they_joined(
    database: Database, person
):
    subscriptions = Subscriptions(database)
    channel = Address(Platform.SLACK, "C1", team="T1")
    group = Address(Platform.TELEGRAM, "-5")
    for place in (group, channel, HERE):
        subscriptions.subscribe(place, person_id=person.id if place == HERE else None)
    assert subscriptions.places(Platform.TELEGRAM) == (group, HERE)
    assert subscriptions.places(Platform.SLACK) == (channel,)


def test_a_group_that_became_a_supergroup_stays_subscribed(database: Database):
    subscriptions = Subscriptions(database)
    old, new = Address(Platform.TELEGRAM, "-5"), Address(Platform.TELEGRAM, "-1005")
    subscriptions.subscribe(old, person_id=None)
    subscriptions.subscribe(new, person_id=None)
    subscriptions.move(old, new)
    assert subscriptions.places(Platform.TELEGRAM) == (new,)
