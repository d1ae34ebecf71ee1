"""Each kind of change, as the words of the two clauses show it."""

import pytest

from knowledge.revision.change import ChangeKind, ShiftOf
from knowledge.revision.compare import compare_clauses
from knowledge.revision.wording import summary
from tests.knowledge.revision.drafting import change, clause

HARDENED, SOFTENED, REWORDED = ChangeKind.HARDENED, ChangeKind.SOFTENED, ChangeKind.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Staff may share such posts.", "Staff must share such posts."),
        ("Staff should report the post.", "Staff shall report the post."),
        ("Staff may like such posts.", "Staff shall not like such posts."),
        ("Staff should not like such posts.", "Staff must not like such posts."),
        ("Staff are not required to report it.", "Staff are required to report it."),
        ("Staff may comment on it.", "Staff should not comment on it."),
        ("A mission may like such posts.", "No mission may like such posts."),
    ],
)
def test_a_weightier_rule_is_hardened_and_the_reverse_softened(before: str, after: str) -> None:
    assert change(before, after).kinds == (HARDENED, REWORDED)
    assert change(after, before).kinds == (SOFTENED, REWORDED)


@pytest.mark.parametrize(
    ("before", "after", "about"),
    [
        (
            "Staff shall not share such posts, except posts of the Ministry.",
            "Staff shall not share such posts.",
            ShiftOf.EXCEPTION,
        ),
        (
            "Staff may publish a blog.",
            "Staff may publish a blog only with the prior approval of the Spokesperson.",
            ShiftOf.CONDITION,
        ),
        (
            "Staff may raise funds provided that duties do not suffer.",
            "Staff may raise funds only with the prior approval of the Ministry, provided that "
            "duties do not suffer.",
            ShiftOf.CONDITION,
        ),
    ],
)
def test_an_exception_dropped_or_an_approval_added_hardens(
    before: str, after: str, about: ShiftOf
) -> None:
    hardened = change(before, after)
    assert hardened.kinds == (HARDENED, REWORDED)
    assert [shift.about for shift in hardened.shifts] == [about]
    assert change(after, before).kinds == (SOFTENED, REWORDED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Staff shall report the post to the desk.", "Staff must report the post to the desk."),
        ("Staff may like such posts.", "Staff are free to like such posts."),
        ("Staff shall not like posts.", "Staff are prohibited from liking posts."),
        ("The account shows the emblem.", "The account shows the emblem of the Ministry."),
        (
            "No post may be published without the prior approval of the Spokesperson.",
            "A post may be published only with the prior approval of the Spokesperson.",
        ),
        ("Reports are sent within two days.", "Reports are sent within 2 days."),
    ],
)
def test_the_same_rule_in_other_words_is_no_more_than_reworded(before: str, after: str) -> None:
    assert change(before, after).kinds == (REWORDED,)


def test_a_rule_turned_into_its_opposite_tells_both() -> None:
    turned = change("Staff shall answer such posts.", "Staff shall not answer such posts.")
    assert turned.kinds == (REWORDED,)
    assert summary(turned).startswith("§1.1 reworded: duty “shall” → prohibition “shall not”")


def test_quotation_marks_spaces_and_dashes_are_retyped_not_reworded() -> None:
    retyped = change('The "desk" answers - always.', "The “desk”  answers – always.")
    assert retyped.kinds == (ChangeKind.RETYPED,)


def test_an_added_rule_says_whether_it_binds_or_frees() -> None:
    old = [clause("1.1", "Staff may follow any lawful account.")]
    new = [
        *old,
        clause("1.2", "Staff shall not follow accounts of banned organisations."),
        clause("1.3", "Staff may follow museums."),
        clause("1.4", "A museum is a place of learning."),
    ]
    kinds = [found.kinds for found in compare_clauses(old, new)]
    assert kinds == [
        (ChangeKind.ADDED, HARDENED),
        (ChangeKind.ADDED, SOFTENED),
        (ChangeKind.ADDED,),
    ]
    gone = [found.kinds for found in compare_clauses(new, old)]
    assert gone == [
        (ChangeKind.REMOVED, SOFTENED),
        (ChangeKind.REMOVED, HARDENED),
        (ChangeKind.REMOVED,),
    ]


def test_a_changed_lead_in_changes_its_items() -> None:
    old = [clause("1.1(a)", "like posts of parties;", lead_in="Staff may:")]
    new = [clause("1.1(a)", "like posts of parties;", lead_in="Staff shall not:")]
    (found,) = compare_clauses(old, new)
    assert found.kinds == (HARDENED, REWORDED)
    assert [mark.text for mark in found.lead_in_marks] == ["Staff ", "may", "shall not", ":"]
    assert [mark.text for mark in found.marks] == ["like posts of parties;"]
