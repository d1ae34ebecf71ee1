"""An honest upload is read like any file; a file that is none is refused before any process."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.intake import Limits, read_guarded, read_upload
from indexer.readers import read_sources
from knowledge.errors import SourceError
from tests.indexer.intake.hostile import honest_docx, honest_pdf

Store = Callable[[str, bytes], Path]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("order.docx", honest_docx()),
        ("order.pdf", honest_pdf(2)),
        ("order.html", b"<html><h1>Order</h1><ol type=a><li>Staff may ask.</ol></html>"),
        ("order.md", b"---\nid: X\nin_force_from: 2026-03-01\n---\n\n1.1 Staff may ask.\n"),
        ("order.txt", "1.1 Attachés may ask.\n".encode()),
        ("order.jsonl", b'{"text": "Staff may ask.", "number": "1"}\n'),
    ],
)
def test_an_upload_is_read_as_the_file_itself_would_be(
    name: str, data: bytes, stored: Store
) -> None:
    path = stored(name, data)
    assert read_upload(path) == read_sources(path)


def test_the_companion_beside_an_upload_counts(stored: Store) -> None:
    stored("order.meta.toml", b'version = "7"\nin_force_from = 2026-03-01\n')
    (source,) = read_upload(stored("order.docx", honest_docx()))
    assert source.directive.version == "7"
    assert source.directive.in_force_from == date(2026, 3, 1)
    assert source.missing == ("rank", "jurisdiction")


def test_a_wrong_suffix_is_told_and_does_not_matter(stored: Store) -> None:
    (source,) = read_upload(stored("order.pdf", honest_docx()))
    assert source.format == "docx"
    assert "its name ends in .pdf, but its content is docx" in source.warnings[0].message


def test_a_file_that_is_too_large_is_refused_with_its_size(stored: Store) -> None:
    path = stored("order.txt", b"1.1 Staff may ask.\n" * 80_000)
    with pytest.raises(SourceError, match=r"has 1\.5 MB; at most 1 MB"):
        read_upload(path, Limits(file_bytes=1_000_000))


def test_a_text_that_is_too_long_is_refused(stored: Store) -> None:
    with pytest.raises(SourceError, match="more than 100 characters"):
        read_upload(stored("order.docx", honest_docx()), Limits(characters=100))


def test_a_link_a_folder_and_a_missing_file_are_refused(tmp_path: Path, stored: Store) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(stored("order.md", b"1.1 Staff may ask.\n"))
    for path in (link, tmp_path):
        with pytest.raises(SourceError, match="no plain file"):
            read_upload(path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_upload(tmp_path / "none.md")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "order.md"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match="no plain file"):
        read_upload(pipe)


def test_a_refusal_names_the_line_as_the_reader_did(stored: Store) -> None:
    path = stored("order.md", b"---\nid: X\nin_force_from: soon\n---\n1.1 Staff may ask.\n")
    with pytest.raises(SourceError) as refusal:
        read_upload(path)
    with pytest.raises(SourceError) as direct:
        read_sources(path)
    assert str(refusal.value) == str(direct.value)
    assert refusal.value.line == 3
    assert refusal.value.remedy == direct.value.remedy


def test_a_named_file_is_read_apart_unless_it_is_text(tmp_path: Path, stored: Store) -> None:
    text = stored("order.md", b"1.1 Staff may ask.\n")
    disguised = stored("note.txt", honest_docx())
    link = tmp_path / "link.docx"
    link.symlink_to(stored("order.docx", honest_docx()))
    assert read_guarded(text) == read_sources(text)
    assert "its content is docx" not in str(read_guarded(link)[0].warnings)
    assert read_guarded(disguised)[0].format == "docx"


def test_nothing_is_left_behind(stored: Store, tmp_path: Path) -> None:
    path = stored("order.docx", honest_docx())
    read_upload(path)
    assert list(tmp_path.iterdir()) == [path]


def test_limits_can_be_raised_one_by_one() -> None:
    assert replace(Limits(), seconds=300).file_bytes == 20_000_000
