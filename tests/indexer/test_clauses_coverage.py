"""What is no clause, and what counts as lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.clauses import Cut, cut
from indexer.clauses.coverage import Coverage, Lost, measure
from indexer.readers.prose import read_markdown
from knowledge.errors import SourceError


def cut_text(text: str) -> Cut:
    (source,) = read_markdown(Path("x.md"), text.encode())
    return cut(source)


@pytest.mark.parametrize(
    "aside",
    [
        "[cut]",
        "> [Source: 59 FR 1]",
        "[The stored copy ends here.]",
        "---",
        "***",
        "<!-- a comment\n\nover lines -->",
        "</div>",
        "![a picture](picture.png)",
        "[1]: https://example.org",
        "Page 3 of 12",
        "17",
    ],
)
def test_asides_are_neither_clauses_nor_lost(aside: str) -> None:
    result = cut_text(f"23.1 Staff may.\n\n{aside}\n\n23.2 Staff may not.\n")
    assert [clause.ref.number for clause in result.clauses] == ["23.1", "23.2"]
    assert result.coverage.share == 1


def test_html_of_its_own_is_lost_and_named_with_its_line() -> None:
    result = cut_text("---\nid: X\n---\n\n23.1 Staff may.\n\n<p>You may not.</p>\n")
    assert result.coverage.lost == (Lost(7, "<p>You may not.</p>"),)
    assert 0.4 < result.coverage.share < 0.6


def test_text_behind_a_comment_is_kept() -> None:
    result = cut_text("Staff may.\n\n<!-- why --> Staff may not.\n")
    assert [clause.text for clause in result.clauses] == ["Staff may.", "Staff may not."]


def test_a_fenced_passage_is_a_clause_without_its_fence() -> None:
    result = cut_text("Say:\n\n```\nViews are mine.\n\nNot theirs.\n```\n")
    assert result.clauses[-1].text == "Views are mine.\n\nNot theirs."
    assert result.coverage.share == 1


@pytest.mark.parametrize("text", ["---", "# Only a heading", "[cut]", "<!-- nothing -->", "…"])
def test_a_text_without_a_clause_is_refused(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        cut_text(text)
    assert "nothing to quote" in str(caught.value)
    assert caught.value.remedy


def test_a_clause_too_long_to_quote_is_named() -> None:
    warning = cut_text("23.1 One.\n\n23.2 " + "very\n" * 2000 + "long.").warnings[0]
    assert warning.line == 3
    assert "23.2" in warning.message


def test_coverage_counts_characters_but_no_space() -> None:
    assert measure("ab cd\n ef", [(0, 2), (1, 4)], 10) == Coverage(6, 3, (Lost(10, "d\n ef"),))
    assert measure("ab\n\ncd", [(0, 2)], 10) == Coverage(4, 2, (Lost(12, "cd"),))
    assert measure(" \n", [], 1).share == 1
