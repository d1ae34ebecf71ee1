"""The situation of a question: the act asked about, the account, the topic, the role, the day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.situation_reading import read_situation, topic_of
from knowledge.vocabulary import Vocabulary

TODAY = date(2026, 11, 22)
VOCABULARY = Vocabulary.open()


def situation(text: str):
    return read_situation(text, VOCABULARY, TODAY).situation


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("May I like a post that shares a rumour in a comment?", "like"),
        ("I saw a post of a party. May I share it?", "share"),
        ("may I give it a like", "like"),
        ("liking football stuff, fine or not?", "like"),
        ("host ministry tweeted about the treaty, can the embassy retweet", "share"),
        ("a shop posted a promo, the ambassador wants the embassy to share it", "share"),
        ("May the embassy publish an AI image?", "use_ai"),
        ("do I need approval to boost a post", "advertise"),
        ("am I allowed to post photos of a colleague", "photograph"),
        ("Puis-je partager une publication du ministère ?", "share"),
        ("የሚኒስቴሩን ፖስት ላይክ ማድረግ እችላለሁ?", "like"),
        ("does somebody report phishing", "report"),
        ("someone got into our page, it posts adverts", None),
        ("where can I park", None),
    ],
)
def test_the_act_asked_about_is_the_action(text, action):
    assert situation(text).action == action


def test_acts_joined_with_the_asked_one_are_asked_too():
    assert read_situation("May I like, share or comment on it?", VOCABULARY, TODAY).asked == (
        "like",
        "share",
        "comment",
    )


def test_all_acts_are_known_with_their_parents():
    assert {"livestream", "post"} <= read_situation("may I go live", VOCABULARY, TODAY).actions


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("may I like it on my own page", "personal"),
        ("may I comment from my private account", "personal"),
        ("may I post it off duty", "personal"),
        ("may I like it from the embassy's page", "official"),
        ("may our mission's twitter follow them", "official"),
        ("may the embassy boost a post", "official"),
        ("may I like a post on the ministry's official account", None),
        ("from my private account, may I share a post of the embassy's page", "personal"),
        ("may I like this post", None),
        ("may I post on my page", None),
        ("puis-je aimer depuis mon compte personnel", "personal"),
        ("l'ambassade peut-elle suivre un parti", "official"),
        ("በግል ገጼ ላይ ልለጥፍ እችላለሁ?", "personal"),
        ("በኤምባሲው ገጽ ላይ መለጠፍ ይቻላል?", "official"),
    ],
)
def test_the_account_is_that_of_the_one_who_acts(text, account):
    assert situation(text).account == account


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("As head of mission, may I speak?", "head_of_mission"),
        ("I'm an intern, may I post?", "intern"),
        ("may my wife like it", "spouse_dependant"),
        ("my ambassador asked me to speak, may I?", None),
        ("may I mention my wife's shop", None),
        ("je suis stagiaire, puis-je publier ?", "intern"),
    ],
)
def test_the_role_is_that_of_the_one_who_acts(text, role):
    assert situation(text).role == role


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("may I like the Ministry's post on the elections", "ministry_content"),
        ("may I comment on the Ministry's post about the budget", "internal_affairs"),
        ("may I share a hateful post of a party", "hate"),
        ("may I post about football", "personal_matters"),
        ("may I post", None),
    ],
)
def test_the_deciding_topic_comes_first(text, topic):
    assert situation(text).topic == topic


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("was it allowed in 2025?", date(2025, 7, 1)),
        ("before March 2026, was it allowed?", date(2026, 2, 28)),
        ("may I delete posts from 2015?", None),
        ("I opened my page in 2019, must I close it?", None),
        ("may I like this?", None),
    ],
)
def test_the_day_is_the_one_asked_about_and_not_the_age_of_a_thing(text, day):
    assert situation(text).day == day


def test_the_language_is_told_by_script_and_small_words():
    texts = {"en": "May I like it?", "fr": "Puis-je aimer cela ?", "am": "ላይክ እችላለሁ?"}

    for language, text in texts.items():
        assert read_situation(text, VOCABULARY, TODAY).language == language


def test_platform_and_country_are_read():
    found = situation("May diplomats in Kenya comment on Telegram?")

    assert (found.platform, found.country) == ("telegram", "kenya")


@pytest.mark.parametrize(
    ("post", "topic"),
    [
        ("Ten days on the beach with the kids, sunburned and happy!", "personal_matters"),
        ("The government will cut the budget. Shame on our ministers!", "internal_affairs"),
        ("Vote for the Progress Party on Sunday!", "political_party_or_candidate"),
        ("Ministry of Foreign Affairs: our statement on the summit.", "foreign_affairs"),
        ("These people are vermin, incite them out of our streets!", "hate"),
        ("Passport scan of the applicant, see his home address.", "personal_data"),
        ("Hello everybody!", None),
        ("", None),
    ],
)
def test_a_post_has_the_topic_that_its_words_agree_on(post, topic):
    assert topic_of(post, VOCABULARY) == topic


def test_a_word_on_the_government_takes_a_post_out_of_the_personal():
    post = "Lovely beach, happy kids, family dinner – and shame on this government."

    assert topic_of(post, VOCABULARY) != "personal_matters"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    reading = read_situation(text, VOCABULARY, TODAY)
    topic_of(text, VOCABULARY)

    assert reading.situation.action is None or reading.situation.action in reading.actions


@pytest.mark.parametrize(
    "text",
    [
        "may I like the host government's statement of 2025?",
        "can I share an article on the elections in 2024",
    ],
)
def test_the_year_of_a_thing_is_not_the_day_asked_about(text):
    assert situation(text).day is None


@pytest.mark.parametrize(
    ("text", "account"),
    [
        (
            "May I share a family photo from my colleague's personal account on the embassy page?",
            "official",
        ),
        ("lol so our embassy acc followed one of the big parties here", "official"),
        ("we opened an Instagram page in the embassy's name", "official"),
        ("is my twitter acc bound by this", "personal"),
    ],
)
def test_the_account_is_the_one_that_acts(text, account):
    assert situation(text).account == account


def test_a_year_in_which_something_was_done_is_the_day_asked_about():
    asked = "was I allowed to share posts in 2025?"
    assert situation(asked).day == date(2025, 7, 1)
    assert situation("what held for comments in 2025").day == date(2025, 7, 1)
