"""Questions as people ask them, from the file beside a directive."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli_w

from indexer.clauses import cut
from indexer.companions import companion_files, read_examples, table_of, with_asked
from indexer.readers import read_sources
from indexer.source import Source
from knowledge.clause import Clause, Example
from knowledge.errors import SourceError


def directive(folder: Path, asked: str | None = None) -> tuple[Source, tuple[Clause, ...]]:
    path = folder / "rules-v2.md"
    path.write_text("---\nid: X-SMD\n---\n\n23.1 Staff may.\n\n23.2 Staff may not.\n", "utf-8")
    if asked is not None:
        (folder / "x-smd.asked.toml").write_text(asked, encoding="utf-8")
    (source,) = read_sources(path)
    return source, cut(source).clauses


def test_questions_are_given_to_their_clauses_and_nothing_else_changes(tmp_path: Path) -> None:
    source, clauses = directive(tmp_path, '"23.2" = ["can I?", " am I allowed? ", "can I?", ""]')
    filled, warnings = with_asked(source, clauses)
    assert [clause.asked for clause in filled] == [
        (),
        (Example("can I?"), Example("am I allowed?")),
    ]
    assert [clause.digest for clause in filled] == [clause.digest for clause in clauses]
    assert warnings == ()


def test_questions_may_be_listed_by_the_outcome_that_they_must_get(tmp_path: Path) -> None:
    asked = '["23.1"]\nasked = ["a"]\nquoted = ["who?"]\nforbidden = ["may I?", "a"]\n'
    source, clauses = directive(tmp_path, asked)
    (filled, _), _ = with_asked(source, clauses)
    assert filled.asked == (Example("a"), Example("who?", "quoted"), Example("may I?", "forbidden"))


def test_examples_are_written_as_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "x.asked.toml"
    examples = {
        "1": (Example("a"), Example("b")),
        "2": (Example("a"), Example("who?", "quoted"), Example("may I?\nA post.", "forbidden")),
    }
    table = {number: table_of(listed) for number, listed in examples.items()}
    assert table["1"] == ["a", "b"]
    file.write_text(tomli_w.dumps(table), encoding="utf-8")
    assert read_examples(file) == examples


def test_without_a_file_the_clauses_stay_as_they_are(tmp_path: Path) -> None:
    source, clauses = directive(tmp_path)
    assert with_asked(source, clauses) == (clauses, ())
    assert companion_files(source) == ()


def test_numbers_that_no_clause_has_are_named(tmp_path: Path) -> None:
    asked = '# two\n"23.1" = ["a"]\n"9.9" = ["b"]\n"23.3" = ["c"]\n'
    source, clauses = directive(tmp_path, asked)
    _, (warning,) = with_asked(source, clauses)
    assert (warning.path.name, warning.line) == ("x-smd.asked.toml", 3)
    assert "9.9, 23.3" in warning.message


def test_numbers_of_another_version_are_no_mistake(tmp_path: Path) -> None:
    source, clauses = directive(tmp_path, '"9.9" = ["b"]')
    assert with_asked(source, clauses, other_numbers={"9.9"})[1] == ()


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ('"23.1" = ["a"]\n"23.2" = "b"\n', 2),
        ('"23.1" = [1]\n', 1),
        ("[23]\n1 = ['a']\n", 1),
        ('"23.1" = ["a"\n"23.2" = ["b"]\n', 2),
        ('["23.1"]\nallowed = ["a"]\n', 1),
        ('["23.1"]\nquoted = "a"\n', 1),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, asked: str, line: int
) -> None:
    source, clauses = directive(tmp_path, asked)
    with pytest.raises(SourceError) as caught:
        with_asked(source, clauses)
    assert caught.value.line == line
    assert "how people ask" in caught.value.remedy


def test_the_companions_of_a_directive_are_those_of_its_name(tmp_path: Path) -> None:
    source, _ = directive(tmp_path, "")
    for name in ("x-smd.norms.toml", "x-smd2.asked.toml", "other.toml"):
        (tmp_path / name).touch()
    assert [file.name for file in companion_files(source)] == [
        "x-smd.asked.toml",
        "x-smd.norms.toml",
    ]
