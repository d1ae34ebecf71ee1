"""The facts above a directive: what is taken, derived, warned about and refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.readers import read_sources
from indexer.source import Source
from knowledge.directive import Rank
from knowledge.errors import SourceError

FACTS = """\
---
id: X-SMD
title: "Directive: on media"
issuer: The Ministry
jurisdiction: home
rank: Practice_Note
version: 2.10
language: fr
in_force_from: 2026-03-01
in_force_until: 2027-12-31
supersedes: X-SMD v1
review_by: 2028-03-01
source: drafted for a test
---
"""
TEXT = "\n# Directive\n\n1.1 Staff may post.\n"


def read(folder: Path, text: str, name: str = "some-text.md") -> Source:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (source,) = read_sources(path)
    return source


def refusal(folder: Path, text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(folder, text)
    assert caught.value.remedy
    return caught.value


def test_all_facts_are_taken_as_written(tmp_path: Path) -> None:
    source = read(tmp_path, FACTS + TEXT)
    directive = source.directive
    assert (directive.id, directive.title) == ("X-SMD", "Directive: on media")
    assert (directive.issuer, directive.jurisdiction) == ("The Ministry", "home")
    assert (directive.rank, directive.language) == (Rank.PRACTICE_NOTE, "fr")
    assert directive.version == "2.10"
    assert directive.in_force_from == date(2026, 3, 1)
    assert directive.in_force_until == date(2027, 12, 31)
    assert directive.review_by == date(2028, 3, 1)
    assert (directive.supersedes, directive.source) == ("X-SMD v1", "drafted for a test")
    assert source.warnings == ()


def test_the_canonical_text_begins_below_the_front_matter(tmp_path: Path) -> None:
    source = read(tmp_path, FACTS + TEXT)
    assert source.canonical == TEXT
    assert source.first_line == 15


def test_without_front_matter_file_name_and_first_heading_serve_with_warnings(
    tmp_path: Path,
) -> None:
    source = read(tmp_path, "# Rules for the press\n\nStaff may not speak.\n")
    assert source.directive.id == "some-text"
    assert source.directive.title == "Rules for the press"
    assert source.directive.undated
    messages = [str(warning) for warning in source.warnings]
    assert len(messages) == 3
    assert "no id; taken from the file name: some-text" in messages[0]
    assert "taken from the first heading: Rules for the press" in messages[1]
    assert "undated" in messages[2]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("FM SOMEWHERE\nSUBJ/USE OF MEDIA//\nRMKS/1. Staff may not.", "USE OF MEDIA"),
        ("Rules for interns\n\nInterns may read.", "Rules for interns"),
        ("Interns may read.", "some-text"),
    ],
)
def test_a_title_is_found_where_no_heading_is_marked(tmp_path: Path, text: str, title: str) -> None:
    assert read(tmp_path, text).directive.title == title


def test_unknown_keys_are_named_in_one_warning_with_the_line(tmp_path: Path) -> None:
    text = "---\nid: X\ntitle: T\nin_force_from: 2026-01-01\ncolour: red\nmood: [a, b]\n---\nText."
    (warning,) = read(tmp_path, text).warnings
    assert warning.line == 5
    assert "colour, mood" in warning.message


@pytest.mark.parametrize("value", ["2026-02-30", "1 March 2026", "2026-3-1", "soon", "2026"])
def test_a_date_that_is_none_is_refused_with_its_line(tmp_path: Path, value: str) -> None:
    error = refusal(tmp_path, f"---\nid: X\nin_force_from: {value}\n---\nText.")
    assert error.line == 3
    assert value in str(error)
    assert "2026-03-01" in error.remedy


def test_an_unknown_rank_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    error = refusal(tmp_path, "---\nid: X\nrank: decree\n---\nText.")
    assert error.line == 3
    assert "directive, circular, practice note" in error.remedy


def test_an_end_before_the_beginning_is_refused(tmp_path: Path) -> None:
    text = "---\nid: X\nin_force_from: 2026-03-01\nin_force_until: 2026-02-28\n---\nText."
    error = refusal(tmp_path, text)
    assert error.line == 4
    assert "before" in str(error)


def test_front_matter_that_never_ends_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "---\nid: X\n\nText.")
    assert error.line == 1
    assert "not closed" in str(error)


def test_front_matter_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, '---\nid: X\ntitle: "open\n---\nText.')
    assert error.line is not None
    assert error.line >= 3


def test_several_values_for_one_fact_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "---\nid: [X, Y]\n---\nText.")
    assert error.line == 2


def test_a_rule_above_the_text_is_no_front_matter(tmp_path: Path) -> None:
    source = read(tmp_path, "---\n\nStaff may post.\n\n---\n\nStaff may read.\n")
    assert source.canonical.startswith("---\n\nStaff")


def test_an_empty_date_counts_as_none(tmp_path: Path) -> None:
    source = read(tmp_path, "---\nid: X\ntitle: T\nin_force_from:\nin_force_until: ~\n---\nText.")
    assert source.directive.undated
