"""Numbers that occur twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.clauses import Cut, cut
from indexer.readers.prose import read_markdown
from knowledge.errors import SourceError


def cut_text(text: str) -> Cut:
    (source,) = read_markdown(Path("x.md"), text.encode())
    return cut(source)


def numbers_of(text: str) -> list[str]:
    return [clause.ref.number for clause in cut_text(text).clauses]


@pytest.mark.parametrize(
    ("text", "number", "line"),
    [
        ("---\nid: X\n---\n## Article 23 A\n\n23.1 One it is.\n\n23.1 Two it is.", "23.1", 8),
        ("## Article 23 A\n\n23.1 One it is.\n\n23.2 Two it is.\n\n23.1 Three it is.", "23.1", 7),
        ("2.1 Not:\n\n(a) one;\n\n(b) two;\n\n(b) three.", "2.1(b)", 7),
        ("## Article 23 A\n\n23.1 One it is.\n\n## Article 23 B\n\n23.1 Two it is.", "23.1", 7),
        ("## Part I A\n\n7. One it is.\n\n## Part II B\n\n7. Two it is.", "7", 7),
    ],
)
def test_a_slip_is_refused_with_both_lines(text: str, number: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        cut_text(text)
    assert caught.value.line == line
    assert f"number {number} stands on line" in str(caught.value)
    assert caught.value.remedy


def test_an_annex_that_counts_anew_is_told_apart() -> None:
    text = (
        "## Article 1 A\n\n1.1 One it is.\n\n1.2 Two it is.\n\n## Annex A Forms\n\n1.1 Three it is."
    )
    assert numbers_of(text) == ["1.1", "1.2", "Annex A 1.1"]
    assert "1.1 → Annex A 1.1" in cut_text(text).warnings[0].message


def test_parts_that_count_their_articles_anew_are_told_apart() -> None:
    text = (
        "## Part I A\n\n### Article 1 X\n\n(1) One it is.\n\n(2) Two it is.\n\n"
        "## Part II B\n\n### Article 1 Y\n\n(1) Three it is."
    )
    assert numbers_of(text) == ["Part I 1(1)", "Part I 1(2)", "Part II 1(1)"]


def test_lists_that_hang_on_different_paragraphs_are_told_apart_by_these() -> None:
    text = "All may not:\n\n1. post\n\n2. like\n\nInterns may not, either:\n\n1. share"
    assert numbers_of(text) == ["¶1(1)", "¶1(2)", "¶2(1)"]


def test_a_list_that_begins_anew_for_no_reason_is_counted_with_all_below_it() -> None:
    text = (
        "## Rule 1\n\na. One it is.\n\nb. Two it is.\n\n[cut]\n\na. Three it is.\n\n(1) Four it is."
    )
    assert numbers_of(text) == ["1(a)", "1(b)", "1(a)[2]", "1(a)[2](1)"]


def test_notes_of_one_section_are_counted() -> None:
    assert numbers_of("## Rule 1\n\nNote: One it is.\n\nNote: Two it is.") == [
        "1 Note",
        "1 Note[2]",
    ]


def test_no_two_clauses_share_an_address() -> None:
    text = "\n\n".join(["Note: One it is.", "(1) Two it is.", "- Three", "*Post* means four."] * 5)
    numbers = numbers_of(text)
    assert len(numbers) == len(set(numbers)) == 20


def test_a_count_that_lost_its_beginning_is_no_slip_where_no_heading_is_marked() -> None:
    text = "1. One it is.\n\n2. Two it is.\n\nA title here\n\n2. Two again it is."
    assert numbers_of(text)[:2] == ["1", "2"]
    assert len(set(numbers_of(text))) == 3


def test_a_heading_number_given_twice_is_named() -> None:
    text = "## Article 5 A\n\nOne it is.\n\n## Article 5 B\n\nTwo it is."
    assert numbers_of(text) == ["5", "5 ¶2"]
    (warning,) = cut_text(text).warnings
    assert warning.line == 5
    assert warning.message == "“Article 5 B” has the number of “Article 5 A” on line 1"
