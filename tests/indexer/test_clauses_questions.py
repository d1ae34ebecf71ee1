"""Questions and answers: the answer is the clause, the question its lead-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.clauses import cut
from indexer.readers.prose import read_markdown
from knowledge.clause import Clause


def clauses_of(text: str) -> dict[str, Clause]:
    (source,) = read_markdown(Path("x.md"), text.encode())
    result = cut(source)
    assert result.coverage.share == 1
    return {clause.ref.number: clause for clause in result.clauses}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. Q: May I like it?\n\nA: YES, at home.", "1"),
        ("1. Question: May I like it?\n\nAnswer: YES, at home.", "1"),
        ("Q1.  May I like it?\nA1.  YES, at home.", "Q1"),
        ("**Q1:** May I like it?\n\n**A1:** YES, at home.", "Q1"),
        ("4. Staff ask us this.\n\n(a) May I like it?\n\nA: YES, at home.", "4.(a)"),
        ("7. Questions and Answers.\nQ1.  May I like it?\nA1.  YES, at home.", "7.Q1"),
    ],
)
def test_a_question_and_its_answer_are_one_clause(text: str, number: str) -> None:
    clause = clauses_of(text)[number]
    assert clause.text == "YES, at home."
    assert clause.lead_in is not None
    assert clause.lead_in.text.endswith("May I like it?")


def test_whose_answer_it_is_stays_with_the_answer() -> None:
    text = "1. May I blog?\n\nAnswer (interns): No.\n\nAnswer (others): Yes."
    clauses = clauses_of(text)
    assert [clause.text for clause in clauses.values()] == [
        "Answer (interns): No.",
        "Answer (others): Yes.",
    ]
    assert list(clauses) == ["1", "1 ¶2"]


def test_an_answer_of_several_paragraphs() -> None:
    clauses = clauses_of("1. Q: May I?\n\nA: Yes.\n\nBut not at work.\n\n2. Q: Must I?\n\nA: No.")
    assert list(clauses) == ["1", "1 ¶2", "2"]
    assert clauses["1 ¶2"].lead_in == clauses["1"].lead_in


def test_a_question_that_nobody_answers_is_a_clause() -> None:
    assert clauses_of("Ask yourself:\n\n- Am I free?\n- Do I know?")["¶1 •1"].text == "Am I free?"


def test_letters_with_numbers_are_answers_only_after_questions() -> None:
    assert list(
        clauses_of("A. Rules\n\nA1. One it is.\n\nA2. Two it is.\n\nB. Others\n\nB1. Three it is.")
    ) == [
        "A1",
        "A2",
        "B1",
    ]


def test_sets_that_each_begin_at_1_are_told_apart_by_their_sections() -> None:
    text = """\
A. The first office, its most frequent questions

1. Q: May I like?

A: Yes.

2. Q: May I share?

A: No.

[cut]

B. The second office

1. Question: May I post?

Answer: No.

[cut]

Staff should ask.
"""
    clauses = clauses_of(text)
    assert list(clauses) == ["A.1", "A.2", "B.1", "B ¶1"]
    assert clauses["B.1"].heading == ("B. The second office",)
    assert clauses["B ¶1"].lead_in is None
