"""Word marks: what a reader sees struck out and underlined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.revision.change import MarkKind, text_after, text_before
from knowledge.revision.words import mark_words

SIGNS = {MarkKind.KEPT: "", MarkKind.REMOVED: "-", MarkKind.ADDED: "+"}
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from("staff may not shall like , . the of  \n ’s 5".split(" "))).map(
        " ".join
    ),
)


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("Staff may like posts.", "All Staff may like posts.", ["+All ", "Staff may like posts."]),
        ("within 5 working days.", "within 2 working days.",
         ["within ", "-5", "+2", " working days."]),
        ("Complete the training.", "Complete the yearly training.",
         ["Complete the ", "+yearly ", "training."]),
        ("It is the end.", "It is the end", ["It is the end", "-."]),
        ("", "New.", ["+New."]),
        ("Same.", "Same.", ["Same."]),
        # The one "the" in common is no news between two phrases that have nothing else.
        ("Staff tell the desk by letter.", "Missions inform the Ministry at once.",
         ["-Staff tell the desk by letter", "+Missions inform the Ministry at once", "."]),
    ],
)  # fmt: skip
def test_marks_are_whole_words_in_readable_runs(before: str, after: str, marks: list[str]) -> None:
    assert [SIGNS[mark.kind] + mark.text for mark in mark_words(before, after)] == marks


@given(texts, texts)
def test_marks_join_back_to_both_texts(before: str, after: str) -> None:
    marks = mark_words(before, after)
    assert text_before(marks) == before
    assert text_after(marks) == after
    assert all(mark.text for mark in marks)


@given(texts)
def test_equal_texts_have_no_removed_or_added_words(text: str) -> None:
    assert {mark.kind for mark in mark_words(text, text)} <= {MarkKind.KEPT}
