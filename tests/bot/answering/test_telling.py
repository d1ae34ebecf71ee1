import pytest

from bot.answering.telling import Telling
from knowledge.vocabulary import Vocabulary

VOCABULARY = Vocabulary.open()

SAID = [
    (
        "provided that it is shared unaltered and without comment",
        "can I share it exactly as it is?",
    ),
    ("provided that it is shared unaltered and without comment", "Puis-je le partager tel quel ?"),
    (
        "provided that the messages contain no sensitive information",
        "a time for lunch, nothing secret",
    ),
    ("after the event", "the reception ended at ten, can I put my photos up now"),
    ("after the event", "Puis-je publier des photos prises à la réception d'hier ?"),
    ("only through the ministry VPN", "I'm on the hotel wifi but the ministry vpn is on"),
    ("except to the Cyber Security Unit", "may I pass it on to the cyber people"),
    ("provided that the content concerns bilateral relations", "a tweet on our bilateral trade"),
    ("only after the Ministry has congratulated", "the Ministry has already congratulated him"),
]
UNSAID = [
    ("provided that it is shared unaltered and without comment", "can I share it?"),
    ("only through the ministry VPN", "the hotel wifi is open and I have no vpn"),
    ("only through the ministry VPN", "I used the cafe's wifi with no vpn, ten minutes at most"),
    ("only after a screenshot of it has been kept", "I deleted it, a screenshot was not kept"),
    ("only through the ministry VPN", "the VPN does not connect, may I use the wifi?"),
    ("after the event", "can I post a photo during the reception?"),
    ("except to the Cyber Security Unit", "may I pass it on to my husband"),
    ("only through the ministry VPN", "may I use hotel wifi without using the ministry VPN?"),
    (
        "except to the Cyber Security Unit",
        "may I forward the mail to colleagues before telling the cyber security unit?",
    ),
]


@pytest.mark.parametrize(("limb", "question"), SAID)
def test_a_condition_is_told_in_other_words(limb, question):
    assert Telling(question, VOCABULARY).says(limb)


@pytest.mark.parametrize(("limb", "question"), UNSAID)
def test_a_condition_that_is_not_told_is_open(limb, question):
    assert not Telling(question, VOCABULARY).says(limb)


@pytest.mark.parametrize(
    "question", ["It is still not announced. Can we repeat it?", "before the announcement?"]
)
def test_what_has_not_happened_yet(question):
    assert Telling(question, VOCABULARY).not_yet
