"""Facts about a directive: stated in the document, beside it, or asked for; never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.readers.docx_reader import read_docx
from indexer.readers.structure import Document, Heading, Paragraph, Part, Table
from indexer.readers.taking_in import source_from
from indexer.source import Source
from knowledge.directive import Rank
from knowledge.errors import SourceError
from tests.indexer.readers.word_files import WordFile

RULE = Paragraph("Staff may ask.", "1.1")


def taken(tmp_path: Path, *parts: Part, **document: object) -> Source:
    return source_from(tmp_path / "order.docx", "docx", Document(parts, **document))  # type: ignore[arg-type]


def test_nothing_stated_is_missing_and_not_guessed(tmp_path: Path) -> None:
    source = taken(tmp_path, Heading(1, "Order of 1 March 2026, version 2"), RULE)
    assert source.missing == ("version", "in_force_from", "rank", "jurisdiction")
    assert source.directive.version == ""
    assert source.directive.undated


def test_lines_above_the_text_are_facts_and_no_clauses(tmp_path: Path) -> None:
    source = taken(
        tmp_path,
        Heading(1, "Order"),
        Paragraph("id: MFA-7\nVersion: 2"),
        Paragraph("In force from: 1 March 2026"),
        Paragraph("Rank: Practice note"),
        Paragraph("Jurisdiction: Kenya"),
        RULE,
    )
    assert source.directive.id == "MFA-7"
    assert source.directive.in_force_from == date(2026, 3, 1)
    assert source.directive.rank is Rank.PRACTICE_NOTE
    assert source.missing == ()
    assert source.canonical == "# Order\n\n1.1 Staff may ask."


def test_a_table_above_the_text_is_facts(tmp_path: Path) -> None:
    rows = (("Version", "3"), ("In force from", "2026-03-01"), ("Supersedes", "MFA-7 v2"))
    source = taken(tmp_path, Table(rows, headed=False), RULE)
    assert (source.directive.version, source.directive.supersedes) == ("3", "MFA-7 v2")
    assert source.canonical == "1.1 Staff may ask."


def test_front_matter_pasted_into_word_is_understood(tmp_path: Path) -> None:
    fence = Paragraph("---")
    source = taken(tmp_path, fence, Paragraph("id: X"), Paragraph("version: 1"), fence, RULE)
    assert source.directive.key == "X v1"
    assert source.canonical == "1.1 Staff may ask."


@pytest.mark.parametrize(
    "part",
    [
        Paragraph("Version: 2"),  # one label alone may be a sentence's beginning
        Table((("Version", "2"), ("Colour", "red"))),
        Paragraph("Note: read this\nVersion: 2"),
    ],
)
def test_what_is_not_plainly_a_list_of_facts_stays_text(tmp_path: Path, part: Part) -> None:
    source = taken(tmp_path, part, RULE)
    assert source.directive.version == ""
    assert "2" in source.canonical


def test_facts_below_the_first_clause_are_text(tmp_path: Path) -> None:
    parts = [Paragraph("1 Staff may ask."), Paragraph("Version: 2\nRank: directive")]
    assert taken(tmp_path, *parts).directive.version == ""


def test_a_date_that_can_be_misread_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no date: “01/03/2026”"):
        taken(tmp_path, Paragraph("Version: 2\nIn force from: 01/03/2026"), RULE)


def test_a_companion_file_fills_and_overrules(tmp_path: Path) -> None:
    (tmp_path / "order.meta.toml").write_text(
        'version = 3\nin_force_from = 2026-03-01\nrank = "circular"\n', encoding="utf-8"
    )
    source = taken(tmp_path, Paragraph("Version: 2\nJurisdiction: home"), RULE)
    assert source.directive.version == "3"
    assert source.directive.rank is Rank.CIRCULAR
    assert source.missing == ()
    assert any("order.meta.toml says “3”" in str(one) for one in source.warnings)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version = ", "no TOML"),
        ("\nversion = 2\ncolour = 'red'", "meta.toml:3: `colour` means nothing here"),
        ("version = [1, 2]", "no single value"),
        ("in_force_from = 'soon'", "meta.toml:1: `in_force_from` is no date"),
    ],
)
def test_a_wrong_companion_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "order.meta.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        taken(tmp_path, RULE)


def test_properties_count_only_where_they_are_ours(tmp_path: Path) -> None:
    theirs = taken(tmp_path, RULE, properties={"Version": "16.0", "id": "7"})
    ours = taken(
        tmp_path,
        RULE,
        properties={"version": "2", "in_force_from": "2026-03-01"},
        title_property="Order",
    )
    assert theirs.directive.version == ""
    assert (ours.directive.version, ours.directive.title) == ("2", "Order")


def test_a_title_property_is_offered_and_not_taken(tmp_path: Path) -> None:
    source = taken(tmp_path, Heading(1, "Order"), RULE, title_property="Doc1 final FINAL")
    assert source.directive.title == "Order"
    assert any("call it “Doc1 final FINAL”" in str(one) for one in source.warnings)


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text in it"):
        taken(tmp_path, Paragraph("  "))


def test_core_properties_of_word_are_only_a_hint(tmp_path: Path) -> None:
    file = WordFile()
    file.document.core_properties.title = "Template of the ministry"
    file.document.core_properties.version = "9"
    file.paragraph("1.1 Staff may ask.")
    (source,) = read_docx(tmp_path / "order.docx", file.data())
    assert source.directive.version == ""
    assert any("Template of the ministry" in str(one) for one in source.warnings)
