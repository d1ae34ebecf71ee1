"""One text for every format: how headings, paragraphs, tables and notes are written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.canonical import canonical_text, heading_or_clause, reads_as_heading
from indexer.readers.characters import as_typed
from indexer.readers.labels import with_label_apart
from indexer.readers.structure import BULLET, Heading, Note, Paragraph, Table


def test_parts_are_written_like_a_markdown_directive() -> None:
    parts = [
        Heading(0, "Directive"),
        Heading(1, "Part I General"),
        Heading(2, "Article 1 Scope"),
        Paragraph("This binds:", "1.1", notes=(Note("1", "All of them."),)),
        Paragraph("staff;", "(a)", 1),
        Paragraph("interns", BULLET, 1),
    ]
    assert canonical_text(parts) == (
        "# Directive\n\n## Part I General\n\n### Article 1 Scope\n\n1.1 This binds:\n\n"
        "Note 1: All of them.\n\n(a) staff;\n\n  - interns"
    )


def test_without_a_title_the_first_heading_is_the_outermost() -> None:
    assert canonical_text([Heading(1, "Part I"), Heading(2, "Scope")]) == "# Part I\n\n## Scope"


def test_a_title_page_and_the_heading_that_repeats_it_are_one() -> None:
    parts = [Heading(0, "Directive"), Heading(1, "DIRECTIVE"), Heading(2, "Part I General")]
    assert canonical_text(parts) == "# DIRECTIVE\n\n## Part I General"


def test_a_label_above_its_title_is_one_heading() -> None:
    parts = [Heading(2, "Article 23"), Heading(2, "Reactions"), Paragraph("Text.", "23.1")]
    assert canonical_text(parts) == "## Article 23 Reactions\n\n23.1 Text."


def test_a_heading_style_around_a_sentence_makes_no_heading() -> None:
    clause = heading_or_clause(3, "23.1", "Staff shall not like such content.")
    assert clause == Paragraph("Staff shall not like such content.", "23.1")
    assert heading_or_clause(2, "§ 7", "Use of office.") == Heading(2, "§ 7 Use of office.")
    assert heading_or_clause(2, "", "What is a post?") == Heading(2, "What is a post?")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Article 23 Reactions", True),
        ("§ 2635.702 Use of public office for private gain.", True),
        ("Scope", True),
        ("May I post?", True),
        ("Staff must never share a password.", False),
        ("(a) heads of mission", False),
        ("The following are bound:", False),
        ("Never tell anybody at all the password of an official account.", False),
    ],
)
def test_bold_words_are_a_heading_if_they_are_no_sentence(text: str, heading: bool) -> None:
    assert reads_as_heading(text) is heading


def test_a_table_becomes_rows_below_its_head() -> None:
    table = Table((("Matter", "Deadline"), ("Reply", "two\nhours"), ("", "")))
    assert canonical_text([table]) == "| Matter | Deadline |\n| --- | --- |\n| Reply | two hours |"


def test_a_table_without_a_head_loses_no_row() -> None:
    table = Table((("Reply", "two hours"), ("Report", "one day")), headed=False)
    assert canonical_text([table]) == "Reply | two hours\n\nReport | one day"


def test_a_table_of_numbered_clauses_is_no_table() -> None:
    table = Table((("No.", "Rule"), *((f"{n}.1", f"Rule {n}.") for n in range(1, 7))))
    assert canonical_text([table]).startswith("No. Rule\n\n1.1 Rule 1.\n\n2.1 Rule 2.")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("home\u2011based\u00a0staff", "home-based staff"),
        ("co\u00adoperation", "cooperation"),
        ("a\u200bb\ufeff", "ab"),
        ("o\ufb03ce", "office"),
        ("line\u2028line", "line\nline"),
        ("  two   spaces  ", "two spaces"),
        ("\u202eevil\u202c", "evil"),
        ("e\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("“quoted” — as it is", "“quoted” — as it is"),
    ],
)
def test_special_spaces_and_hyphens_become_those_that_people_type(text: str, typed: str) -> None:
    assert as_typed(text) == typed


@given(st.text())
def test_typed_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    typed = as_typed(text)
    typed.encode("utf-8")
    assert as_typed(typed) == typed


@pytest.mark.parametrize(
    ("printed", "apart"),
    [
        ("1.1The purpose", "1.1 The purpose"),
        ("4.1A diplomat", "4.1 A diplomat"),
        ("(a)heads of mission", "(a) heads of mission"),
        ("(m)“sensitive”", "(m) “sensitive”"),
        ("Article 3Definitions", "Article 3 Definitions"),
        ("Part IVSecurity", "Part IV Security"),
        ("Part VCrisis", "Part V Crisis"),
        ("Part II Accounts", "Part II Accounts"),
        ("3.1 In this Directive", "3.1 In this Directive"),
        ("(s)he may", "(s)he may"),
        ("2.5km away", "2.5 km away"),
    ],
)
def test_a_label_against_its_text_is_set_apart(printed: str, apart: str) -> None:
    assert with_label_apart(printed) == apart
