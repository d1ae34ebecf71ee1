"""Passages that come already cut."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from indexer.clauses import cut
from indexer.readers import read_sources
from indexer.source import Source
from knowledge.errors import SourceError


def write(folder: Path, *lines: object) -> Path:
    path = folder / "corpus.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def read(folder: Path, *lines: object) -> tuple[Source, ...]:
    return read_sources(write(folder, *lines))


def refusal(folder: Path, *lines: object) -> SourceError:
    path = write(folder, *lines)
    with pytest.raises(SourceError) as caught:
        read_sources(path)
    assert caught.value.remedy
    return caught.value


def test_a_passage_becomes_a_clause_with_its_id_number_and_headings(tmp_path: Path) -> None:
    record = {
        "id": "p7",
        "directive": "BOOK",
        "number": "1.2.(3)",
        "heading": ["Part 1", "Scope"],
        "text": " Staff may post. ",
    }
    (source,) = read(tmp_path, record)
    (clause,) = cut(source).clauses
    assert (clause.id, str(clause.ref)) == ("p7", "BOOK §1.2.(3)")
    assert clause.heading == ("Part 1", "Scope")
    assert clause.text == "Staff may post."
    assert source.canonical[clause.start : clause.end] == clause.text
    assert source.directive.undated


def test_only_a_text_is_needed(tmp_path: Path) -> None:
    (source,) = read(tmp_path, {"text": "One."}, {"text": "Two.", "heading": "H", "mood": 3})
    clauses = cut(source).clauses
    assert [str(clause.ref) for clause in clauses] == ["corpus §¶1", "corpus §¶2"]
    assert [clause.id for clause in clauses] == ["corpus §¶1", "corpus §¶2"]
    assert clauses[1].heading == ("H",)
    assert cut(source).coverage.share == 1


def test_several_directives_in_one_file_become_several_sources(tmp_path: Path) -> None:
    sources = read(
        tmp_path,
        {"directive": "B", "number": 1, "text": "b1"},
        {"directive": "A", "number": 1, "text": "a1"},
        {"directive": "B", "number": 2, "text": "b2"},
    )
    assert [source.directive.id for source in sources] == ["B", "A"]
    assert [str(clause.ref) for clause in cut(sources[0]).clauses] == ["B §1", "B §2"]


def test_passages_without_text_are_skipped_and_counted(tmp_path: Path) -> None:
    (source,) = read(tmp_path, {"text": "One."}, {"id": "x"}, {"text": "  "}, {"text": "Two."})
    assert len(cut(source).clauses) == 2
    warning = source.warnings[-1]
    assert (warning.message, warning.line) == ("2 passages without text skipped", 2)


def test_a_number_given_twice_is_told_apart_with_a_warning(tmp_path: Path) -> None:
    (source,) = read(tmp_path, {"number": "1", "text": "One."}, {"number": "1", "text": "Two."})
    result = cut(source)
    assert [clause.ref.number for clause in result.clauses] == ["1", "1[2]"]
    assert "1 → 1[2]" in result.warnings[0].message


def test_an_id_given_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    error = refusal(tmp_path, {"id": "p", "text": "One."}, "", {"id": "p", "text": "Two."})
    assert error.line == 3
    assert "line 1" in str(error)


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "open',
        "[1, 2]",
        '"text"',
        '{"text": 3}',
        '{"text": "a", "id": true}',
        '{"text": "a", "number": ["1"]}',
        '{"text": "a", "heading": {"a": 1}}',
        '{"text": "half \\ud83d"}',
        '{"text": "a", "heading": ["\\ude00"]}',
        "[" * 100_000,
    ],
)
def test_bad_lines_are_refused_by_number(tmp_path: Path, line: str) -> None:
    assert refusal(tmp_path, {"text": "Good."}, line).line == 2


def test_a_file_of_empty_passages_is_refused(tmp_path: Path) -> None:
    assert "no passage has a text" in str(refusal(tmp_path, {"id": "a"}, {"text": ""}))


def test_an_endless_passage_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, {"text": "Good."}, {"text": "x" * 5_000_000})
    assert error.line == 2
    assert "5,000,000 characters" in str(error)


def test_fourteen_thousand_passages_are_read_and_cut_in_two_seconds(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        *(
            {"id": str(n), "number": f"{n}.1", "text": "Staff may not. " * 30}
            for n in range(14_000)
        ),
    )
    begin = time.process_time()
    (source,) = read_sources(path)
    clauses = cut(source).clauses
    assert time.process_time() - begin < 2
    assert len(clauses) == 14_000
