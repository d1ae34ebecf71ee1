"""Limits of time, as directives word them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.revision.change import ChangeKind
from knowledge.revision.deadlines import deadlines_changed, limits_in
from knowledge.revision.wording import summary, told_deadline
from tests.knowledge.revision.drafting import change


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Answer within 5 working days.", ["5 working days"]),
        ("Answer within forty-eight (48) hours of it.", ["forty-eight (48) hours"]),
        ("a 7-day period", ["7-day"]),
        ("Report within an hour.", ["an hour"]),
        ("the training every two years", ["every two years"]),
        ("the yearly training and the monthly archive", ["yearly", "monthly"]),
        ("Report it immediately.", ["immediately"]),
        ("forwarded the same working day", ["the same working day"]),
        ("completed by 1 January 2026.", ["by 1 January 2026"]),
        (
            "hand it over not later than the last working day at post, in writing",
            ["not later than the last working day at post"],
        ),
        ("not later than 2 days after it", ["2 days"]),
        ("approved by the Head of Mission; 3 accounts; one platform", []),
        ("on 31 February 2026, by 31 February 2026", ["by 31 February 2026"]),
    ],
)
def test_a_limit_is_read_in_its_own_words(text: str, limits: list[str]) -> None:
    assert [limit.words for limit in limits_in(text)] == limits


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("within 5 working days", "within 2 working days",
         "5 working days → 2 working days (shorter)"),
        ("within 48 hours", "within 3 days", "48 hours → 3 days (longer)"),
        ("within 5 working days", "within 7 days", "5 working days → 7 days"),
        ("every two years", "yearly", "every two years → yearly (shorter)"),
        ("within one week", "immediately", "one week → immediately (shorter)"),
        ("by 1 January 2026", "by 1 March 2028", "by 1 January 2026 → by 1 March 2028 (later)"),
        ("reported to the desk", "reported to the desk within one day",
         "no deadline → one day"),
        ("within 7 days after departure", "not later than the last working day at post",
         "7 days → not later than the last working day at post"),
    ],
)  # fmt: skip
def test_a_moved_limit_tells_its_way_where_that_is_certain(
    before: str, after: str, told: str
) -> None:
    assert [told_deadline(moved) for moved in deadlines_changed(before, after)] == [told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("within two days", "in 2 days' time"),
        ("every year", "yearly"),
        ("immediately", "without delay"),
        ("10 days before it, 2 days after it", "2 days after it, 10 days before it"),
    ],
)
def test_the_same_time_in_other_words_is_no_change(before: str, after: str) -> None:
    assert deadlines_changed(before, after) == ()


_PARTS = "0 5 two twenty one ( ) (5) days working day hour within by every January 0000 2026 31 ,"
texts = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(_PARTS.split()), max_size=12).map(" ".join)
)


@given(texts, texts)
@example("by 0 January 2026", "by 1 January 0000")
def test_any_text_can_be_read_and_does_not_differ_from_itself(one: str, other: str) -> None:
    deadlines_changed(one, other)
    assert deadlines_changed(one, one) == ()


def test_a_clause_with_another_limit_is_told_by_it() -> None:
    found = change(
        "A consular query shall be answered within 5 working days.",
        "A consular query shall be answered within 2 working days.",
    )
    assert found.kinds == (ChangeKind.DEADLINE_CHANGED, ChangeKind.REWORDED)
    told = "§1.1 deadline changed: 5 working days → 2 working days (shorter)"
    assert summary(found) == told
