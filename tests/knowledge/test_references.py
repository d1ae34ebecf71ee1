import pytest

from knowledge.retrieval.references import Addresses, references_in


@pytest.mark.parametrize(
    ("question", "addresses"),
    [
        ("what does article 23.1 say", [("23", "1")]),
        ("Art. 9", [("9",)]),
        ("§ 2635.702(a)", [("2635", "702", "a")]),
        ("paragraph 4(b)", [("4", "b")]),
        ("clause 23", [("23",)]),
        ("23.4(b)?", [("23", "4", "b")]),
        ("paragraph 2 of article 23", [("23", "2")]),
        ("Article 23, paragraph 2", [("23", "2")]),
        ("articles 10 and 23.1", [("10",), ("23", "1")]),
        ("show me MFA-SMD v2 §23.1 please", [("23", "1")]),
        ("Que dit l'article 23 ?", [("23",)]),
        ("አንቀጽ 23", [("23",)]),
    ],
)
def test_a_question_for_a_text_is_a_lookup(question, addresses):
    found = references_in(question, ["MFA-SMD v2"])
    assert (list(found.addresses), found.lookup) == (addresses, True)


@pytest.mark.parametrize(
    "question", ["Does article 23 allow liking?", "under Rule \u200e2.3.4 what must an insurer do"]
)
def test_a_question_that_only_mentions_a_reference_is_not_a_lookup(question):
    found = references_in(question)
    assert found.addresses
    assert not found.lookup


@pytest.mark.parametrize(
    "question", ["within 2 working days?", "may I post 3 pictures", "it cost $2.50", "up by 4.5%"]
)
def test_a_number_is_not_a_reference(question):
    assert references_in(question).addresses == ()


def test_an_address_reaches_what_stands_under_it():
    addresses = Addresses(["22.1", "23.1", "23.2", "23.2(a)", "230"])
    assert list(addresses.reached_by(("23",))) == [1, 2, 3]
    assert list(addresses.reached_by(("23", "2", "a"))) == [3]
    assert list(addresses.reached_by(("99",))) == []
