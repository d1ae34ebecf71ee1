"""What holds for any text whatever: no crash, exact slices, no overlap, right sums."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias, TypeVar

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.clauses import Cut, cut
from indexer.readers.passages import read_passages
from indexer.readers.prose import read_markdown, read_text
from indexer.source import Source
from knowledge.errors import SourceError

Reader: TypeAlias = Callable[[Path, bytes], tuple[Source, ...]]
Result = TypeVar("Result")

FRAGMENTS = [
    "", "", "", " ", "\t", "    ", "Staff shall not:", "Staff may post.",
    "a long sentence that says little", "one;", "two; and",
    "Article 36 applies to such accounts.", "Section 3 of the Act", "(a) and (b) above",
    "# Title", "## Part I A", "### Article 1 B", "## Article 2", "#", "####### seven",
    "# [x](y) #", "Article 3 Words", "Article 4. Staff may not.", "§ 5 Konten", "§ 6 gilt.",
    "ANNEX A FORMS", "7 ABC 180.1 Title", "Title", "Other title\nof two lines", "=====",
    "-----", "***", "_ _ _", "1. one", "1. one", "2. two", "3) three", "(1) one", "(2) two",
    "(a) a", "(b) b", "(c)(1) both", "(h) h", "(i) i", "(ii) ii", "(j) j", "(A) A", "(I) I",
    "a. a", "b. b", "A. A", "A1. A1", "B2. B2", "1.1 full", "1.2 Full", "1.2.1. Full",
    "2.1 Full", "9.9 Full", "12.03.2026 a day", "(b) Title. (1) text", "(a) Other—(1) text",
    "- bullet", "* bullet", "  - nested", "• bullet", "+ plus", "-", "- ", "Q: why?", "A: so.",
    "Q1. why?", "A1. so.", "1. Q: may I?", "Answer (all): yes.", "*Term* means a thing.",
    "\"Term\" includes:", "Term\n: definition", "Example 1: so.", "Note: so.", "| a | b |",
    "|---|---|", "| c | d |", "|", "||", "a | b", "[cut]", "> quoted", "> 1.1 quoted", ">",
    "```", "~~~", "<!--", "-->", "<!-- c -->", "<p>raw</p>", "<br>", "[1]: http://x", "[a](#b)",
    "![i](j.png)", "Page 3", "SUBJ/X//", "RMKS/1. one", "BT", "NNNN", "**Bold title**",
    "**1.** bold", "**23.1** bold", "\u200b", "\u2028", "\x0c", "\u0301", "لا يجوز", "第一条", "🙂",
]  # fmt: skip

lines = st.tuples(st.sampled_from(["", "", "", "    ", "> ", "  "]), st.sampled_from(FRAGMENTS))
documents = st.lists(lines.map("".join), max_size=25).map("\n".join)
anything = st.text(max_size=300)


def check(result: Cut) -> None:
    source = result.source
    for clause in result.clauses:
        assert source.canonical[clause.start : clause.end] == clause.text
        assert clause.text == clause.text.strip()
        assert clause.text != ""
        assert source.passages is not None or any(map(str.isalnum, clause.text))
        assert clause.ref.number.strip() == clause.ref.number != ""
        if lead_in := clause.lead_in:
            assert source.canonical[lead_in.start : lead_in.end] == lead_in.text
            assert lead_in.text == lead_in.text.strip() != ""
            assert lead_in.end <= clause.start
    in_order = sorted(result.clauses, key=lambda clause: clause.start)
    assert list(result.clauses) == in_order
    assert all(one.end <= other.start for one, other in pairwise(in_order))
    assert len({clause.ref for clause in result.clauses}) == len(result.clauses)
    lost = sum(len("".join(passage.text.split())) for passage in result.coverage.lost)
    assert result.coverage.total == len("".join(source.canonical.split()))
    assert result.coverage.covered + lost == result.coverage.total
    file_lines = source.canonical.split("\n")
    for passage in result.coverage.lost:
        first = passage.text.split("\n")[0]
        assert first in file_lines[passage.line - source.first_line]


def attempt(read: Callable[[], Result], otherwise: Result) -> Result:
    """What ``read`` gives, unless it refuses and tells the cure."""
    try:
        return read()
    except SourceError as refusal:
        if not refusal.remedy:
            raise AssertionError("a refusal must tell the cure") from refusal
        return otherwise


def check_all(read: Reader, data: bytes) -> None:
    for source in attempt(partial(read, Path("x.md"), data), ()):
        result = attempt(partial(cut, source), None)
        if result is not None:
            check(result)


@given(documents)
@settings(max_examples=250, deadline=None)
@example("1. one\n\n[cut]\n\n1. one\n\n(a) a")
@example("- bullet\n    > - nested\n> \n> (i) i")
def test_any_document_of_usual_pieces(text: str) -> None:
    check_all(read_markdown, text.encode())


@given(anything)
@settings(max_examples=200, deadline=None)
def test_any_text_at_all(text: str) -> None:
    check_all(read_text, text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_at_all(data: bytes) -> None:
    check_all(read_markdown, data)
    check_all(read_passages, data)


@given(st.text(max_size=60), st.sampled_from(["id", "in_force_from", "rank", "title", "x y"]))
@settings(max_examples=150, deadline=None)
def test_any_value_in_the_front_matter(value: str, key: str) -> None:
    text = f"---\nversion: 1\n{key}: {value}\n---\nStaff may post.\n"
    check_all(read_markdown, text.encode("utf-8", "surrogatepass"))


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
records = st.dictionaries(
    st.sampled_from(["id", "directive", "number", "heading", "text", "more"]),
    scalars | st.lists(scalars, max_size=3),
    max_size=6,
)


@given(st.lists(records, max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_passages(rows: list[dict[str, object]]) -> None:
    check_all(read_passages, "\n".join(json.dumps(row) for row in rows).encode())
