"""What holds of the norms of any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.norms import read_norms
from knowledge.clause import Clause, ClauseRef, Slice
from knowledge.norm import Norm
from knowledge.vocabulary import Vocabulary

VOCABULARY = Vocabulary.open()
_TEXT = """
    staff may shall not must no only if unless except that who which and or but , ; : . ? ( ) (a)
    nobody nothing prevents is are required permitted to be liked like share post account personal
    official without the approval of before after during while in a crisis should avoid do never
    provided subject “ ” " may not under circumstances Articles 5 e.g. NO YES A: Q: \n \n\n –
"""
WORDS = _TEXT.split(" ")
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
)


def clause_of(text: str, lead_in: str | None) -> Clause:
    opening = Slice(lead_in, 0, len(lead_in)) if lead_in is not None else None
    return Clause(ClauseRef("X", "1", "1"), text, 0, len(text), lead_in=opening)


def _check(norm: Norm, text: str, lead_in: str) -> None:
    spans = [
        (norm.trigger, norm.in_lead_in),
        (norm.condition, norm.condition_in_lead_in),
        (norm.exception, norm.exception_in_lead_in),
    ]
    for span, in_lead_in in spans:
        if span is None:
            assert not in_lead_in
            continue
        source = lead_in if in_lead_in else text
        assert 0 <= span.start < span.end <= len(source)
        assert span.of(source).strip() == span.of(source)


@settings(max_examples=120, deadline=None)
@given(texts, st.none() | texts)
def test_any_text_is_read_and_every_span_lies_in_it(text, lead_in):
    for norm in read_norms(clause_of(text, lead_in), VOCABULARY):
        _check(norm, text, lead_in or "")
        for dimension in ("action", "account", "role", "topic"):
            names = getattr(norm, f"{dimension}s")
            assert names <= set(VOCABULARY.names(dimension))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_reading_twice_gives_the_same(text):
    clause = clause_of(text, None)

    assert read_norms(clause, VOCABULARY) == read_norms(clause, VOCABULARY)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_a_question_never_permits_anything(text):
    question = text.replace(".", " ").replace("!", " ").replace("\n", " ") + "?"

    norms = read_norms(clause_of(question, None), VOCABULARY)

    assert not norms or question.count("?") > 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "(", '"', "may", "shall not", ":", "only", "–"])
def test_scraps_are_no_trouble(text):
    read_norms(clause_of(text, None), VOCABULARY)
    read_norms(clause_of(text, text), VOCABULARY)
