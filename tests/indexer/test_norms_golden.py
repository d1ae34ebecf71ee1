"""The norms of the model directive, clause by clause, as a person approved them."""

import os
import tomllib
from pathlib import Path

import pytest

from indexer.clauses import cut
from indexer.companions import NORMS, companion_file
from indexer.norms import with_norms
from indexer.readers import read_sources
from knowledge.clause import Clause
from knowledge.norm import Norm
from knowledge.vocabulary import Vocabulary

DIRECTIVES = Path(__file__).parents[2] / "knowledge" / "directives"
GOLDEN = Path(__file__).parents[1] / "golden" / "norms-mfa-smd-v2.toml"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.open()


def bound(path: Path, vocabulary: Vocabulary) -> list[Clause]:
    clauses = []
    for source in read_sources(path):
        by_hand = companion_file(path.parent, source.directive.id, source.directive.version, NORMS)
        clauses.extend(with_norms(cut(source).clauses, vocabulary, by_hand))
    return clauses


def lines_of(clause: Clause) -> list[str]:
    return [_line(clause, norm) for norm in clause.norms]


def _line(clause: Clause, norm: Norm) -> str:
    spans = [(norm.kind.value, norm.trigger, norm.in_lead_in)]
    if norm.condition:
        spans.append(("condition", norm.condition, norm.condition_in_lead_in))
    if norm.exception:
        spans.append(("exception", norm.exception, norm.exception_in_lead_in))
    parts = []
    for label, span, in_lead_in in spans:
        text = clause.lead_in.text if in_lead_in and clause.lead_in else clause.text
        words = " ".join(span.of(text).split())
        parts.append(f"{label}{' (lead-in)' if in_lead_in else ''} «{words}»")
    for label in ("actions", "accounts", "roles", "topics"):
        if names := getattr(norm, label):
            parts.append(f"{label} {', '.join(sorted(names))}")
    return " · ".join(parts)


def test_every_clause_of_the_directive_has_the_norms_that_were_approved(vocabulary):
    clauses = bound(DIRECTIVES / "mfa-smd-v2.md", vocabulary)
    found = {clause.ref.number: lines_of(clause) for clause in clauses}
    if os.environ.get("NORMS_GOLDEN") == "write":
        _write(found)

    approved = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))

    assert found == approved


def _write(found: dict[str, list[str]]) -> None:
    head = GOLDEN.read_text(encoding="utf-8").split('\n"', 1)[0] if GOLDEN.exists() else ""
    rows = []
    for number, lines in found.items():
        rows.append(f'"{number}" = [')
        rows.extend(f"    '''{line}'''," for line in lines)
        rows.append("]")
    text = "\n".join(rows).replace(" = [\n]", " = []")
    GOLDEN.write_text(f"{head.rstrip()}\n\n{text}\n", encoding="utf-8")


def test_the_golden_file_is_not_being_rewritten():
    assert "NORMS_GOLDEN" not in os.environ


def test_version_1_differs_only_where_its_text_does(vocabulary):
    second = {one.ref.number: one for one in bound(DIRECTIVES / "mfa-smd-v2.md", vocabulary)}

    for clause in bound(DIRECTIVES / "mfa-smd-v1.md", vocabulary):
        same = second.get(clause.ref.number)
        if same and same.text == clause.text and same.heading == clause.heading:
            assert clause.norms == same.norms


def test_version_1_permitted_reactions_to_the_host_government(vocabulary):
    clauses = {one.ref.number: one for one in bound(DIRECTIVES / "mfa-smd-v1.md", vocabulary)}

    assert lines_of(clauses["23.3"]) == [
        "permission «may» · actions like · accounts personal · topics host_government"
    ]


SHARED = {
    # Of real texts, clauses whose rule no reader would doubt.
    "us-navy-navadmin-213-20-political-social-media.md": {
        "2.a": ["prohibition will not"],
        "3.b": ["permission may", "prohibition will not"],
        "3.c.(1)": ["prohibition may not"],
        "4.a": ["prohibition may not", "prohibition may not"],
        "7": [],
    },
    "us-dod-5400-17-personal-social-media.md": {
        "A1": ["prohibition will not"],
        "A2": [],
        "C2": ["prohibition must"],
        "C5": ["prohibition will not"],
        "C6": ["advice_for are strongly encouraged to"],
        "E2": [],
        "E3": [],
    },
    "us-osc-hatch-act-social-media-one-page.md": {
        "¶3(1)": ["prohibition may not"],
        "¶4(2)": ["prohibition may not"],
    },
    "us-hatch-act-social-media-qa.md": {
        "A.1": ["permission YES"],
        "A.3": ["prohibition NO", "prohibition may not"],
    },
}


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("name", sorted(SHARED))
def test_clauses_of_real_texts_have_the_norms_that_a_reader_finds(vocabulary, name):
    clauses = {one.ref.number: one for one in bound(CORPUS / name, vocabulary)}

    for number, expected in SHARED[name].items():
        found = [line.split("»")[0].replace("«", "") for line in lines_of(clauses[number])]
        kinds = [line.replace(" (lead-in)", "") for line in found]
        assert kinds == expected, number


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_every_span_of_real_texts_lies_in_its_text(vocabulary):
    for path in sorted(CORPUS.glob("us-[!5]*.md")):
        for clause in bound(path, vocabulary):
            for norm in clause.norms:
                text = clause.lead_in.text if norm.in_lead_in and clause.lead_in else clause.text
                assert norm.trigger.of(text).strip()
