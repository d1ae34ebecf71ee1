"""Large texts take seconds of processor time, however they are built."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indexer.clauses import cut
from indexer.readers.prose import read_markdown
from knowledge.errors import SourceError

SIZE = 5_000_000
SECONDS = 8
WORDS = " what the ministry has published before on any of its accounts," * 6


def seconds_for(text: str) -> float:
    begin = time.process_time()
    (source,) = read_markdown(Path("x.md"), text.encode())
    try:
        result = cut(source)
    except SourceError:
        return time.process_time() - begin
    assert len({clause.ref for clause in result.clauses}) == len(result.clauses)
    return time.process_time() - begin


def repeated(piece: str, size: int = SIZE) -> str:
    return piece * (size // len(piece))


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(
            f"### Article {n} Title\n\n{n}.1 Staff shall not{WORDS}:\n\n(a) post {WORDS};\n\n"
            f"(b) share {WORDS}.\n\n{n}.2 Staff may read {WORDS}."
            for n in range(1, SIZE // 1_650)
        ),
        repeated("a line of a paragraph that never ends and is wrapped like this one\n"),
        repeated(f"Staff may post{WORDS}.\n\n"),
    ],
    ids=["directive", "one paragraph", "paragraphs"],
)
def test_five_megabytes_take_seconds(text: str) -> None:
    assert seconds_for(text) < SECONDS


@pytest.mark.parametrize(
    "piece",
    [
        "(a) item;\n", "1. item\n\n", "- item\n", "> ", "Note: so.\n\n", "*a* means b.\n\n", "| a ",
        "# a\n", "A title\n\n", "(a)", "[", "*", "`", "<", "1.", "a. ", "##### ", "-\n", "|-|\n",
        "Q: a?\n\nA: b.\n\n", "a.b. ", "(i) x\n\n", "Staff:\n\n1. a\n\n", "<!-- \n", "```\n",
        "Term\n: a\n\n", "**a** ", "\u0301", "Article 1 A\n\n", "! ", ". ",
    ],
)  # fmt: skip
def test_no_text_is_so_built_that_it_takes_long(piece: str) -> None:
    assert seconds_for(repeated(piece, 40_000)) < 2
