"""Which lines are headings, and which trail a clause gets."""

from __future__ import annotations

from pathlib import Path

from indexer.clauses import Cut, cut
from indexer.readers.prose import read_markdown


def cut_text(text: str) -> Cut:
    (source,) = read_markdown(Path("x.md"), text.encode())
    result = cut(source)
    assert result.coverage.share == 1
    return result


def trails_of(text: str) -> dict[str, tuple[str, ...]]:
    return {clause.ref.number: clause.heading for clause in cut_text(text).clauses}


def test_the_title_of_the_whole_text_is_in_no_trail() -> None:
    assert trails_of("# Directive\n\nOne.\n\n## Part I A\n\n### Article 1 B\n\n1.1 Two it is.") == {
        "¶1": (),
        "1.1": ("Part I A", "Article 1 B"),
    }


def test_underlined_headings() -> None:
    text = "The Title\n=========\n\nFirst part\n----------\n\nOne.\n"
    assert trails_of(text) == {"first-part ¶1": ("First part",)}


def test_bold_lines_alone_are_headings() -> None:
    assert trails_of("**Reactions**\n\nStaff may not like.\n\n**Sharing**\n\nStaff may.") == {
        "reactions ¶1": ("Reactions",),
        "sharing ¶1": ("Sharing",),
    }


def test_labelled_lines_are_headings_in_plain_text() -> None:
    text = (
        "PART I GENERAL\n\nArticle 1 Purpose\n\n1. One it is.\n\nArticle 2\nScope\n\n1. Two it is."
    )
    assert trails_of(text) == {
        "1(1)": ("PART I GENERAL", "Article 1 Purpose"),
        "2(1)": ("PART I GENERAL", "Article 2 Scope"),
    }


def test_short_lines_above_their_text_are_headings() -> None:
    text = (
        "Use of Media\nRevised in May\n\nCover photo\nYou may show a logo as your cover photo at "
        "any time you like.\n\nProfile page\nYou may show a logo as your profile picture too, but "
        "not at work.\n"
    )
    assert trails_of(text) == {
        "cover-photo ¶1": ("Cover photo",),
        "profile-page ¶1": ("Profile page",),
    }


def test_wrapped_text_does_not_begin_with_a_heading() -> None:
    text = (
        "In general staff may write what they like\nand read what they like, at home and\nabroad."
    )
    assert list(trails_of(text)) == ["¶1"]


def test_short_lines_are_no_headings_where_headings_are_marked() -> None:
    text = "# T\n\n## One\n\nKeep it short\n\n## Two\n\nKeep it true"
    assert list(trails_of(text)) == ["one ¶1", "two ¶1"]


def test_a_line_that_looks_like_a_heading_but_has_nothing_below_is_a_clause() -> None:
    text = "Rules for all\n\nKeep your password secret\n\nOther rules\n\nStaff may read them."
    assert "Keep your password secret" in [clause.text for clause in cut_text(text).clauses]


def test_numbered_titles_are_headings_of_what_is_below() -> None:
    text = "1. Scope\n\nThis binds all.\n\n2. Rules\n\n2.1 Staff may post.\n\n3. Other\n\nNothing."
    assert trails_of(text) == {
        "1": ("1. Scope",),
        "2.1": ("2. Rules",),
        "3": ("3. Other",),
    }


def test_unmarked_numbers_nest_by_their_parts() -> None:
    text = (
        "7 ABC 791 SCOPE\n\na. One it is.\n\n7 ABC 791.1 Use\n\na. Two it is.\n\n"
        "7 ABC 792.2 Abuse\n\na. Three it is."
    )
    assert list(trails_of(text).values()) == [
        ("7 ABC 791 SCOPE",),
        ("7 ABC 791 SCOPE", "7 ABC 791.1 Use"),
        ("7 ABC 792.2 Abuse",),
    ]


def test_a_table_of_contents_is_no_second_set_of_articles() -> None:
    text = "CONTENTS\n\n{}Article 1 Purpose\n\n1.1 One is good.\n\nArticle 2 Scope\n\n2.1 Two is."
    for contents in (
        "Article 1 Purpose\n\nArticle 2 Scope\n\n",
        "Article 1 Purpose ....... 3\nArticle 2 Scope ..... 4\n\n",
    ):
        assert list(trails_of(text.format(contents))) == ["1.1", "2.1"]
    numbered = "CONTENTS\n\n1. Aim\t2\n2. Rules ... 3\n3. Names\n\n{0}"
    body = "1. Aim\n\nOrder is good.\n\n2. Rules\n\nBe kind.\n\n3. Names\n\nUse yours."
    assert trails_of(numbered.format(body)) == {
        "1": ("1. Aim",),
        "2": ("2. Rules",),
        "3": ("3. Names",),
    }
    links = (
        "# D\n\n- [Article 1 A](#a)\n\n## Article 1 A\n\n1.1 One it is.\n\n## Article 2 B\n\n"
        "2.1 Two it is."
    )
    assert list(trails_of(links)) == ["1.1", "2.1"]


def test_headings_are_reported_with_their_lines() -> None:
    headings = cut_text("# T\n\n## Article 1 A\n\n1.1 One it is.\n").headings
    assert [(heading.text, heading.number, heading.line) for heading in headings] == [
        ("T", "t", 1),
        ("Article 1 A", "1", 3),
    ]
