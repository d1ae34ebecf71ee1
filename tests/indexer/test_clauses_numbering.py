"""How clauses are cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.clauses import cut
from indexer.readers.prose import read_markdown
from knowledge.clause import Clause


def clauses_of(text: str) -> tuple[Clause, ...]:
    (source,) = read_markdown(Path("x.md"), text.encode())
    return cut(source).clauses


def numbers_of(text: str) -> list[str]:
    return [clause.ref.number for clause in clauses_of(text)]


def test_the_format_of_the_model_directive() -> None:
    text = """\
# Directive on media

## Part II Official accounts

### Article 9 Content

9.1 An account may post.

9.2 Clearance is needed for:

(a) armed conflict;

(b) elections.

### Article 10 Reactions

10.1 An account may like.
"""
    first, second, item, _, last = clauses_of(text)
    assert numbers_of(text) == ["9.1", "9.2", "9.2(a)", "9.2(b)", "10.1"]
    assert first.text == "An account may post."
    assert first.heading == ("Part II Official accounts", "Article 9 Content")
    assert first.id == "x §9.1"
    assert second.text == "Clearance is needed for:"
    assert item.text == "armed conflict;"
    assert item.lead_in is not None
    assert item.lead_in.text == "Clearance is needed for:"
    assert last.heading == ("Part II Official accounts", "Article 10 Reactions")
    assert last.lead_in is None


def test_dotted_labels_are_joined_by_stops_and_bracketed_ones_follow() -> None:
    text = (
        "3. One it is.\n    a. Two it is.\n        (1) Three it is.\n"
        "            (a) Four it is.\n    b. Five it is.\n4. Six it is."
    )
    assert numbers_of(text) == ["3", "3.a", "3.a.(1)", "3.a.(1)(a)", "3.b", "4"]


def test_items_below_a_numbered_heading_are_bracketed() -> None:
    text = (
        "### § 2635.702 Use of office.\n\n(a) One it is.\n\n(1) Two it is.\n\n"
        "(i) Three it is.\n\n(b) Four it is."
    )
    assert numbers_of(text) == [
        "2635.702(a)",
        "2635.702(a)(1)",
        "2635.702(a)(1)(i)",
        "2635.702(b)",
    ]


def test_a_manual_with_letters_only() -> None:
    text = (
        "7 ABC 792.2 Personal Use\n(XY:1; 06-10-2010)\n\na. One it is.\n\n(1) Two it is.\n\n"
        "b. Three it is."
    )
    assert numbers_of(text) == ["792.2(a)", "792.2(a)(1)", "792.2(b)"]


def test_full_numbers_stand_for_themselves() -> None:
    assert numbers_of(
        "2. Scope it is.\n2.1. One it is.\n2.1.1. Two it is.\n2.2. Three it is.\n3. Four it is."
    ) == [
        "2",
        "2.1",
        "2.1.1",
        "2.2",
        "3",
    ]


def test_two_labels_on_one_line_are_two_levels() -> None:
    assert numbers_of("## Rule 5\n\n(c)(1) One it is.\n\n(2) Two it is.\n\n(d) Three it is.") == [
        "5(c)(1)",
        "5(c)(2)",
        "5(d)",
    ]


def test_a_title_that_runs_on_into_the_first_item() -> None:
    text = (
        "## Rule 5\n\n(a) Outside work—(1) Paid work. One it is.\n\n(2) Two it is.\n\n"
        "(b) Waiver. (1) Three it is."
    )
    assert numbers_of(text) == ["5(a)(1)", "5(a)(2)", "5(b)(1)"]
    assert clauses_of(text)[0].text == "Paid work. One it is."
    assert clauses_of(text)[0].heading == ("Rule 5", "(a) Outside work—")


def test_i_after_h_is_a_letter() -> None:
    text = "## Rule 7\n\n(g) One it is.\n\n(h) Two it is.\n\n(i) Three it is.\n\n(j) Four it is."
    assert numbers_of(text) == ["7(g)", "7(h)", "7(i)", "7(j)"]


def test_i_below_a_letter_is_a_roman_number() -> None:
    text = "## Rule 8\n\n(h) One holds for:\n\n(i) two;\n\n(ii) three.\n\n(i) Four it is."
    assert numbers_of(text) == ["8(h)(i)", "8(h)(ii)", "8(i)"]


def test_a_style_may_come_back_further_down() -> None:
    text = (
        "## Rule 9\n\n(1) One:\n\n(A) two:\n\n(1) three;\n\n(2) four.\n\n(B) Five it is.\n\n"
        "(2) Six it is."
    )
    assert numbers_of(text)[-4:] == ["9(1)(A)(1)", "9(1)(A)(2)", "9(1)(B)", "9(2)"]


def test_letters_go_on_with_double_letters() -> None:
    text = "## Rule 1\n\n(y) One it is.\n\n(z) Two it is.\n\n(aa) Three it is.\n\n(bb) Four it is."
    assert numbers_of(text) == ["1(y)", "1(z)", "1(aa)", "1(bb)"]


def test_markdown_items_count_even_where_each_is_written_1() -> None:
    assert numbers_of("Staff must:\n\n1. be kind\n1. be true\n1. be brief") == ["1", "2", "3"]


def test_bullets_are_counted_after_what_they_hang_on() -> None:
    text = "23.1 Staff may:\n\n- post\n- share\n  - at home\n  - abroad\n- like\n\n23.2 One it is."
    assert numbers_of(text) == [
        "23.1",
        "23.1 •1",
        "23.1 •2 •1",
        "23.1 •2 •2",
        "23.1 •3",
        "23.2",
    ]


def test_text_without_any_number_is_counted_by_paragraphs() -> None:
    text = "Staff may post.\n\nStaff may read.\n\nThey may not:\n\n- shout\n- lie"
    assert numbers_of(text) == ["¶1", "¶2", "¶3 •1", "¶3 •2"]


def test_the_first_text_below_a_numbered_heading_is_cited_by_that_number() -> None:
    text = "## Article 4 Purpose\n\nOne.\n\nTwo.\n\n## Article 5 Scope\n\n(a) Three it is.\n\nFour."
    assert numbers_of(text) == ["4", "4 ¶2", "5(a)", "5 ¶1"]


def test_text_below_other_headings_is_cited_by_their_words() -> None:
    text = "## Media requests\n\nOne.\n\nTwo.\n\n## Other requests\n\n- Three\n- Four"
    assert numbers_of(text) == [
        "media-requests ¶1",
        "media-requests ¶2",
        "other-requests •1",
        "other-requests •2",
    ]


def test_equal_headings_get_names_of_their_own() -> None:
    text = "## A part\n\n### Photos\n\nOne.\n\n## B part\n\n### Photos\n\nTwo."
    assert numbers_of(text) == ["photos ¶1", "photos-2 ¶1"]


def test_a_second_paragraph_of_a_numbered_one_belongs_to_it() -> None:
    assert numbers_of("23.1 One it is.\n\nTwo.\n\n23.2 Three it is.") == ["23.1", "23.1 ¶2", "23.2"]


def test_an_article_may_run_on_into_its_text() -> None:
    text = "Article 5. Staff shall not:\n\n(a) post;\n\n(b) share.\n\nArticle 6. Staff may read."
    assert numbers_of(text) == ["5(a)", "5(b)", "6"]
    assert clauses_of(text)[-1].heading == ("Article 6",)


def test_german_sections() -> None:
    text = "§ 3 Konten\n\n(1) Eins.\n\n(2) § 2 gilt entsprechend.\n\n§ 4 Anderes\n\n(1) Zwei."
    assert numbers_of(text) == ["3(1)", "3(2)", "4(1)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المادة 5 التفاعل\n\n5.1 لا يجوز.\n\n5.2 يجوز.", ["5.1", "5.2"]),
        ("Статья 7 Посты\n\nа) Один.\n\nб) Два.", ["7(а)", "7(б)"]),
        ("አንቀጽ 3 ምላሾች\n\n3.1 ሠራተኞች አይፈቀድላቸውም።", ["3.1"]),
    ],
)
def test_other_scripts(text: str, expected: list[str]) -> None:
    assert numbers_of(text) == expected


def test_definitions_are_cited_by_their_terms() -> None:
    text = """\
## Rule 2 Definitions

For the purposes of this rule:

*Post* means a text.

"Like" includes:

(1) a click; and

(2) a tap.

**Share**, as a noun, means a copy.
"""
    assert numbers_of(text) == ["2 “Post”", "2 “Like”(1)", "2 “Like”(2)", "2 “Share”"]
    first = clauses_of(text)[0]
    assert first.lead_in is not None
    assert first.lead_in.text == "For the purposes of this rule:"


def test_a_definition_list_is_cited_by_its_terms() -> None:
    text = "## Article 3 Terms\n\nPost\n: a text\n\nLike\n: a click"
    assert numbers_of(text) == ["3 “Post”", "3 “Like”"]
    assert clauses_of(text)[0].text == "Post\n: a text"


def test_examples_and_notes_are_cited_by_what_they_belong_to() -> None:
    text = """\
## Rule 2

(a) One it is.

*Example 1 to paragraph (a):* Two it is.

(b) Three it is.

*Example 1:* Four it is.

NOTE: Five it is.
"""
    assert numbers_of(text) == ["2(a)", "2(a) Example 1", "2(b)", "2 Example 1", "2 Note"]


def test_rows_of_a_table_are_clauses_below_the_head() -> None:
    text = "## 5 Approvals\n\n| Action | Who |\n|---|---|\n| Post | HoM |\n| Share | PDD |\n"
    first, second = clauses_of(text)
    assert [first.ref.number, second.ref.number] == ["5 row 1", "5 row 2"]
    assert (first.text, second.text) == ("Post | HoM", "Share | PDD")
    assert first.lead_in is not None
    assert first.lead_in.text == "Action | Who"


def test_a_second_table_is_counted() -> None:
    table = "| A | B |\n|:--|--:|\n| x | 1 |\n\n"
    assert numbers_of("6.1 Look.\n\n" + table + table) == ["6.1", "6.1 row 1", "6.1 table 2 row 1"]
