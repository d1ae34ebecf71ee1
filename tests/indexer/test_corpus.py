"""Real texts, where they lie beside the repository: cut as a lawyer would cite them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from indexer.clauses import Cut, cut
from indexer.readers import read_sources
from knowledge.clause import Clause

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(CORPUS.glob("*.md")) if CORPUS.is_dir() else []

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason=f"no real texts at {CORPUS}"),
]


@cache
def cut_file(name: str) -> Cut:
    (path,) = [file for file in FILES if name in file.name]
    (source,) = read_sources(path)
    return cut(source)


def clause(name: str, number: str) -> Clause:
    return next(one for one in cut_file(name).clauses if one.ref.number == number)


@pytest.mark.parametrize("path", FILES or [None], ids=lambda path: path.stem if path else "none")
def test_every_real_text_is_covered_and_quoted_exactly(path: Path) -> None:
    (source,) = read_sources(path)
    result = cut(source)
    assert result.coverage.share >= 0.99
    assert all(
        source.canonical[one.start : one.end] == one.text == one.text.strip()
        for one in result.clauses
    )


@pytest.mark.parametrize(
    ("name", "number", "begins"),
    [
        ("navadmin-213-20", "3.c.(1)", "Engage in any political activity while on duty"),
        ("oge-la-15-03", "3.c.(3)(g)", "Whether other circumstances"),
        ("oge-la-15-03", "3.e.(1)", "The basic provisions"),
        ("navadmin-055-16", "2.11.2", "With respect to any installation facility"),
        ("navadmin-055-16", "7.Q9", "Yes, DoD provides"),
        ("standards-of-conduct", "2635.807(a)(2)(i)(E)(4)", "The restrictions in paragraphs"),
        ("standards-of-conduct", "2635.807(a)(2)(iii)(B)(3)", "Copies of books"),
        ("standards-of-conduct", "2635.702(b) Example 2", "*Example 2 to paragraph (b):*"),
        ("5cfr734", "734.503(c)(6)", "In the event that a minor"),
        ("5cfr734", "734.101 “Political contribution”(a)(3)", "The provision of personal"),
        ("5-fam-790", "792.2(a)(2)", "Violate ethics rules"),
        ("10-fam-180", "181.1(d)", "Supervisors may not compel"),
        ("dod-5400-17", "B2", "Avoid use of DoD titles"),
        ("social-media-qa", "B.2", "A supervisor is not prohibited"),
        ("one-page", "¶3(3)", "Like or follow"),
        ("guidance-on-social-media-2018", "(4)", "24/7 Prohibition - Further"),
        ("cable-21", "4", '[Employees] "may not use'),
    ],
)
def test_clauses_are_where_they_are_cited(name: str, number: str, begins: str) -> None:
    assert clause(name, number).text.startswith(begins)


@pytest.mark.parametrize(
    ("name", "number", "lead_in"),
    [
        ("navadmin-213-20", "3.c.(5)", "On social media, service members may not:"),
        ("5cfr734", "734.208(b)(4)(i)", "Subject to the prohibitions"),
        ("5-fam-790", "792.2(a)(1)", "Personal entries must not:"),
        ("epa-hatch", "political-activity ¶3 •8", "You can never ever:"),
        ("guidance-on-social-media-2018", "(4)", "In addition to the three prohibitions"),
        ("social-media-qa", "A.1", 'Q: When off duty, may I "like,"'),
    ],
)
def test_items_come_with_the_words_that_rule_them(name: str, number: str, lead_in: str) -> None:
    found = clause(name, number).lead_in
    assert found is not None
    assert found.text.startswith(lead_in)
