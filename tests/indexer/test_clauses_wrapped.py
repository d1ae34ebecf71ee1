"""Hard-wrapped texts, cross-references at line beginnings, and the frame of a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.clauses import Cut, cut
from indexer.readers.prose import read_text


def cut_text(text: str) -> Cut:
    (source,) = read_text(Path("x.txt"), text.encode())
    result = cut(source)
    assert result.coverage.share == 1
    return result


def texts_of(text: str) -> dict[str, str]:
    return {clause.ref.number: clause.text for clause in cut_text(text).clauses}


MESSAGE = """\
UNCLASSIFIED//
ROUTINE
R 262043Z MAY 26
FM HEADQUARTERS
TO ALL POSTS
SUBJ/USE OF MEDIA//
REF/A/DOC/SOMETHING//
RMKS/1.  This message is about media and
takes the reader to the end.

2.  Discussion
    a.  Use of media is common.  It is so
everywhere, as said in section 4 and paragraph
5.  See also the annex.
        (1) Staff may post, see paragraph
(a) of this section.
        (2) Staff may not:
            (a) shout;
            (b) lie in a facility not covered by
2.1.  installations of others.
    b.  Closing words.
3.  Released by the Director.//

BT
#0001
NNNN
UNCLASSIFIED//
"""


def test_a_message_is_cut_as_it_is_cited() -> None:
    texts = texts_of(MESSAGE)
    assert list(texts) == [
        "1",
        "2.a",
        "2.a.(1)",
        "2.a.(2)(a)",
        "2.a.(2)(b)",
        "2.b",
        "3",
    ]
    assert texts["1"] == "This message is about media and\ntakes the reader to the end."
    assert texts["2.a"].endswith("paragraph\n5.  See also the annex.")
    assert texts["2.a.(1)"] == "Staff may post, see paragraph\n(a) of this section."


def test_an_item_that_is_but_a_title_is_part_of_the_heading_trail() -> None:
    clause = next(one for one in cut_text(MESSAGE).clauses if one.ref.number == "2.a")
    assert clause.heading == ("2. Discussion",)


def test_lists_may_begin_and_nest_without_blank_lines() -> None:
    text = "2.10.  Media.\n2.10.1.  One is\nlong.\n2.10.2.  Two:\n2.10.2.1.  Three.\n2.11.  Four."
    assert list(texts_of(text)) == ["2.10.1", "2.10.2", "2.10.2.1", "2.11"]


def test_a_number_out_of_turn_inside_a_paragraph_is_none() -> None:
    text = "2.11.1.  One.\n2.11.2.  With regard to places not covered by\n2.11.1.  others decide."
    assert list(texts_of(text)) == ["2.11.1", "2.11.2"]


def test_a_number_in_turn_inside_a_sentence_is_none() -> None:
    assert list(texts_of("2. It must be shown within\n3. days of notice.\n\n3. Then.")) == [
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Article 36 applies to such accounts.",
        "Section 3 of the Act on Media is unaffected.",
        "(a) and (b) above do not apply to interns.",
        "(c) of this section is unaffected.",
        "2.1 applies to interns too.",
        "Articles 3 to 5 shall apply.",
        "Part III of this text says more.",
        "§ 2 gilt entsprechend.",
    ],
)
def test_a_line_that_begins_with_a_reference_is_neither_heading_nor_item(line: str) -> None:
    text = f"Article 2 Scope\n\n2.1 Staff may post.\n\n{line}\n\n2.2 Staff may read.\n"
    result = cut_text(text)
    assert [clause.ref.number for clause in result.clauses] == ["2.1", "2.1 ¶2", "2.2"]
    assert result.clauses[1].text == line
    assert [heading.text for heading in result.headings] == ["Article 2 Scope"]


def test_a_reference_that_begins_a_wrapped_line_stays_in_its_clause() -> None:
    text = "2.1 Staff may post under the conditions of\nArticle 36 Passwords and of\n(b) below."
    assert list(texts_of(text)) == ["2.1"]


@pytest.mark.parametrize("line", ["1.5 million people read it.", "12.03.2026 was the day."])
def test_a_figure_is_no_number(line: str) -> None:
    assert list(texts_of(f"2.1 One.\n\n{line}").values())[1] == line


def test_a_clause_keeps_its_line_breaks_and_loses_outer_space() -> None:
    assert texts_of("  2.1   Staff may\n   post   \n  often.  \n\n") == {
        "2.1": "Staff may\n   post   \n  often."
    }
