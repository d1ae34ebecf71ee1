"""Lists whose opening carries the rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.clauses import cut
from indexer.readers.prose import read_markdown
from knowledge.clause import Clause


def clauses_of(text: str) -> dict[str, Clause]:
    (source,) = read_markdown(Path("x.md"), text.encode())
    result = cut(source)
    for clause in result.clauses:
        if lead_in := clause.lead_in:
            assert source.canonical[lead_in.start : lead_in.end] == lead_in.text
    assert result.coverage.share == 1
    return {clause.ref.number: clause for clause in result.clauses}


def lead_in_of(text: str, number: str) -> str | None:
    lead_in = clauses_of(text)[number].lead_in
    return lead_in.text if lead_in else None


@pytest.mark.parametrize("opening", ["Staff shall not:", "Staff shall not—", "Staff shall not"])
def test_an_item_has_the_opening_of_its_list(opening: str) -> None:
    text = f"23.3 {opening}\n\n(a) like;\n\n(b) share.\n\n23.4 Staff may read."
    assert lead_in_of(text, "23.3(a)") == opening
    assert lead_in_of(text, "23.3(b)") == opening
    assert lead_in_of(text, "23.4") is None


def test_only_the_last_sentence_is_the_opening() -> None:
    text = (
        "## Rule 1\n\na. Staff may post, e.g. at home. Posts must not:\n\n(1) claim; or\n\n(2) lie."
    )
    assert lead_in_of(text, "1(a)(1)") == "Posts must not:"
    assert clauses_of(text)["1(a)"].text.startswith("Staff may post")


def test_a_mere_namely_takes_the_sentence_before_it_along() -> None:
    text = (
        "Be careful with praise of events. For example:\n\n- do not urge people to go\n- say where"
    )
    assert lead_in_of(text, "¶1 •1") == "Be careful with praise of events. For example:"


def test_a_nested_item_has_the_innermost_opening_with_a_rule() -> None:
    text = "2.1 Staff shall not:\n\n(a) like content of:\n\n(i) parties;\n\n(ii) candidates."
    assert lead_in_of(text, "2.1(a)(i)") == "Staff shall not:"
    text = "2.1 This holds for:\n\n(a) interns, who may not:\n\n(i) post;\n\n(ii) share."
    assert lead_in_of(text, "2.1(a)(i)") == "interns, who may not:"


def test_a_nested_item_without_any_rule_above_has_the_nearest_opening() -> None:
    text = "2.1 Media are:\n\n(a) networks, such as:\n\n(i) one;\n\n(ii) two."
    assert lead_in_of(text, "2.1(a)(i)") == "networks, such as:"


def test_items_below_a_complete_sentence_have_no_opening() -> None:
    text = "3. One thing is true.\n    a. Staff may post.\n    b. Staff may read."
    assert lead_in_of(text, "3.a") is None


def test_a_list_that_goes_on_after_a_new_opening_has_the_new_one() -> None:
    text = (
        "All must not:\n\n(1) post;\n\n(2) like.\n\nInterns, in addition, must not:\n\n(3) share."
    )
    assert lead_in_of(text, "(2)") == "All must not:"
    assert lead_in_of(text, "(3)") == "Interns, in addition, must not:"


def test_a_list_goes_on_over_an_example() -> None:
    text = "## Rule 1\n\nStaff may:\n\n(a) post;\n\n*Example 1:* One posts.\n\n(b) share."
    assert lead_in_of(text, "1(b)") == "Staff may:"


def test_a_sentence_behind_the_end_of_the_list_has_no_opening() -> None:
    text = (
        "## Rule 1\n\nStaff shall not:\n\n(a) post; or\n\n(b) share.\n\n"
        "(c) Paragraph (b) does not apply to interns."
    )
    assert lead_in_of(text, "1(b)") == "Staff shall not:"
    assert lead_in_of(text, "1(c)") is None


def test_the_next_item_after_a_double_label_does_not_hang_on_the_first() -> None:
    text = (
        "## Rule 1\n\n(c)(1) The formula is this one:\n\n(2) The method must be used.\n\n"
        "(d) So it is."
    )
    assert lead_in_of(text, "1(c)(2)") is None


def test_an_opening_without_number_that_says_nothing_is_no_clause() -> None:
    assert list(clauses_of("## Rule 1\n\nAn employee may:\n\n(a) vote;\n\n(b) speak.")) == [
        "1(a)",
        "1(b)",
    ]


def test_an_opening_that_says_something_is_a_clause_too() -> None:
    text = "## Rule 1\n\nMedia are useful. Staff must not:\n\n(a) shout;\n\n(b) lie."
    assert list(clauses_of(text)) == ["1", "1(a)", "1(b)"]
    rule = "No further restriction may be imposed upon the employees under this rule, except"
    text = f"## Rule 1\n\n{rule}:\n\n(a) on pay;\n\n(b) on leave."
    assert list(clauses_of(text)) == ["1", "1(a)", "1(b)"]


def test_an_opening_with_a_number_of_its_own_is_a_clause_always() -> None:
    assert list(clauses_of("8.4 Passwords shall not:\n\n(a) be short;\n\n(b) be old.")) == [
        "8.4",
        "8.4(a)",
        "8.4(b)",
    ]


def test_an_opening_without_items_is_a_clause() -> None:
    assert list(clauses_of("## Rule 1\n\nStaff may:\n\n## Rule 2\n\nStaff read.")) == ["1", "2"]


def test_a_run_of_unmarked_items_has_the_opening() -> None:
    text = "Staff must not:\n\nlike posts;\n\nshare posts; or\n\nwrite posts.\n\nStaff may read."
    assert [clause.lead_in is not None for clause in clauses_of(text).values()] == [
        True,
        True,
        True,
        False,
    ]


def test_items_of_a_short_list_stay_apart() -> None:
    text = "4.1 Staff may: \n(a) vote,\n(b) speak, or\n(c) write."
    assert [clause.text for clause in clauses_of(text).values()][1:] == [
        "vote,",
        "speak, or",
        "write.",
    ]
