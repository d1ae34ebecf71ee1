import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question import Question
from bot.answering.several import questions_in
from knowledge.situation import Situation
from knowledge.vocabulary import Vocabulary

VOCABULARY = Vocabulary.open()


def texts(text, **more):
    return [one.text for one in questions_in(Question(text, **more), VOCABULARY)]


def test_two_questions_on_two_matters_are_asked_apart():
    asked = "May I like the post of a party? And how long do we archive our own posts?"
    assert texts(asked) == [
        "May I like the post of a party?",
        "And how long do we archive our own posts?",
    ]


def test_who_acts_is_told_for_all_questions():
    asked = "I run the embassy's page. May I post a quiz there? May I share a sports clip?"
    profile = Situation(account="personal")
    first, second = questions_in(Question(asked, profile=profile), VOCABULARY)
    assert (first.profile, second.profile) == (profile, Situation(account="official"))


def test_what_is_told_ends_what_was_chosen_before():
    asked = "I run the embassy's page. May I post a quiz there? May I share a sports clip?"
    chosen = Situation(account="personal")
    _, second = questions_in(Question(asked, chosen=chosen), VOCABULARY)
    assert second.known.account == "official"


def test_an_approval_is_of_the_first_question_alone():
    asked = "May we block him for spam? And may the embassy livestream the reception?"
    first, second = questions_in(Question(asked, chosen=Situation(approved=True)), VOCABULARY)
    assert (first.chosen.approved, second.chosen.approved) == (True, None)


def test_what_is_told_belongs_to_the_question_after_it():
    asked = (
        "We had a concert. Can the embassy livestream it? A reporter wrote to me. "
        "May I give him an interview?"
    )
    assert texts(asked) == [
        "We had a concert. Can the embassy livestream it?",
        "A reporter wrote to me. May I give him an interview?",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "May I like this post?",
        "A colleague liked a party's post. Is that all right? Whom do I tell?",
        "May I like this post? May I like it from the embassy's page?",
        "Is it ok? Can I like the minister's post?",
        "Somebody got into our page and posts adverts!",
        "",
    ],
)
def test_one_matter_stays_one_question(asked):
    assert texts(asked) == [asked]


def test_a_message_about_a_post_stays_one_question():
    asked = "May I like this post? And how long do we archive our own posts?"
    assert texts(asked, post="Vote for us!") == [asked]


def test_only_the_first_follows_what_was_asked_before():
    before = Question("May I share it?")
    asked = Question(
        "May I like the post of a party? And how long do we archive our own posts?", before=before
    )
    first, second = questions_in(asked, VOCABULARY)
    assert first.before == before
    assert second.before is None


@given(st.text(max_size=80))
def test_any_message_has_a_question(text):
    assert texts(text)
