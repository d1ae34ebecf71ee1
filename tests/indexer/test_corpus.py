"""Real texts, where they lie beside the repository: cut as a lawyer would cite them.

The texts stay where they are; what was read and found right is held here by its digest.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from indexer.clauses import Cut, cut
from indexer.readers import read_sources
from knowledge.clause import Clause, digest_of

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
    ("name", "number", "digest", "lead_in"),
    [
        ("navadmin-213-20", "3.c.(1)", "d20bc31b", "6b6d5b58"),
        ("oge-la-15-03", "3.c.(3)(g)", "9df005f5", "d50549dd"),
        ("oge-la-15-03", "3.e.(1)", "629c1734", None),
        ("navadmin-055-16", "2.11.2", "dcfdb496", None),
        ("navadmin-055-16", "7.Q9", "0e4b1e67", "04212f18"),
        ("standards-of-conduct", "2635.807(a)(2)(i)(E)(4)", "2be33053", None),
        ("standards-of-conduct", "2635.807(a)(2)(iii)(B)(3)", "f9be1fa7", "ccbbb765"),
        ("standards-of-conduct", "2635.702(b) Example 2", "88af054e", None),
        ("5cfr734", "734.503(c)(6)", "a3606b5f", None),
        ("5cfr734", "734.101 “Political contribution”(a)(3)", "5166ca85", "b5fa88fc"),
        ("5-fam-790", "792.2(a)(2)", "2fe0ac8d", "32b2e464"),
        ("10-fam-180", "181.1(d)", "724b5c2a", None),
        ("dod-5400-17", "B2", "f4530def", None),
        ("social-media-qa", "B.2", "780df340", "e1491db0"),
        ("one-page", "¶3(3)", "e260545c", "ab48d40f"),
        ("guidance-on-social-media-2018", "(4)", "3ea6540b", "33b3d61e"),
        ("cable-21", "4", "13d7bb44", None),
        ("navadmin-213-20", "3.c.(5)", "d1424376", "6b6d5b58"),
        ("5cfr734", "734.208(b)(4)(i)", "d15e60f2", "12329046"),
        ("5-fam-790", "792.2(a)(1)", "f2352575", "32b2e464"),
        ("epa-hatch", "political-activity ¶3 •8", "1db93a8d", "1e570c1f"),
        ("social-media-qa", "A.1", "72d9f23f", "267ff195"),
    ],
)
def test_clauses_are_where_they_are_cited_with_the_words_that_rule_them(
    name: str, number: str, digest: str, lead_in: str | None
) -> None:
    found = clause(name, number)
    assert found.digest.startswith(f"sha256:{digest}")
    opening = digest_of(found.lead_in.text)[7:15] if found.lead_in else None
    assert opening == lead_in
