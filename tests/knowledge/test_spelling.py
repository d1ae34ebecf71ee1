import pytest

from knowledge.spelling import Speller

SPELLER = Speller(
    {"embassy": 9, "embassies": 2, "comment": 5, "like": 7}, known={"lake"}.__contains__
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("embasy", "embassy"), ("commment", "comment"), ("coment", "comment"), ("ocmment", "comment")],
)
def test_a_slip_is_set_right(written, meant):
    assert SPELLER.corrected(written) == meant


@pytest.mark.parametrize("word", ["like", "lake", "ambulance", "lik", "pike", "c0mment", "23.1"])
def test_a_known_short_or_distant_word_is_left_alone(word):
    assert SPELLER.corrected(word) == word
