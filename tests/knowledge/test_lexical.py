import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexical import LexicalIndex

TEXTS = [
    ["staff", "like", "content"],
    ["mission", "like", "like", "share"],
    [],
    ["visa", "fee"],
]


@pytest.fixture
def index() -> LexicalIndex:
    return LexicalIndex.build(TEXTS)


def test_a_text_without_any_word_of_the_query_scores_nothing(index):
    assert index.scores({"like": 1.0})[2:].tolist() == [0.0, 0.0]


def test_a_rare_word_weighs_more_than_a_common_one(index):
    assert index.idf("visa") > index.idf("like")


def test_a_word_that_no_text_holds_is_the_most_telling(index):
    assert index.idf("ambulance") > index.idf("visa")
    assert not index.scores({"ambulance": 1.0}).any()


def test_contributions_add_up_to_the_score(index):
    places = np.array([0, 1, 3])
    parts = index.contributions(["like", "share", "absent"], places)
    whole = index.scores({"like": 1.0, "share": 1.0, "absent": 1.0})
    assert np.allclose(parts.sum(axis=0), whole[places])


def test_holding_all_finds_only_texts_with_every_word(index):
    assert index.holding_all(["like", "share"]).tolist() == [1]
    assert index.holding_all(["like", "visa"]).tolist() == []
    assert index.holding_all(["like", "ambulance"]).tolist() == []


def test_an_opened_index_answers_as_the_built_one(index, tmp_path):
    index.save(tmp_path)
    opened = LexicalIndex.open(tmp_path)
    assert len(opened) == 4
    assert opened.scores({"like": 1.0, "fee": 2.0}).tolist() == pytest.approx(
        index.scores({"like": 1.0, "fee": 2.0}).tolist()
    )


@pytest.mark.parametrize("texts", [[], [[]]])
def test_an_index_of_nothing_finds_nothing_and_survives_saving(texts, tmp_path):
    LexicalIndex.build(texts).save(tmp_path)
    opened = LexicalIndex.open(tmp_path)
    assert opened.scores({"like": 1.0}).tolist() == [0.0] * len(texts)


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=12), min_size=1, max_size=15))
def test_a_text_scores_exactly_where_it_holds_the_word(texts):
    scores = LexicalIndex.build(texts).scores({"a": 1.0})
    assert [score > 0 for score in scores] == ["a" in text for text in texts]
