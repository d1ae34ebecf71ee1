"""Which file is read how, and which is refused with what words."""

from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest

from indexer.readers import read_sources, readable_suffixes
from knowledge.errors import SourceError

RULE = "23.1 Staff shall not react to such content.\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def refusal(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_sources(path)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "format_name"),
    [
        ("a.md", RULE, "markdown"),
        ("a.MD", RULE, "markdown"),
        ("a.txt", RULE, "text"),
        ("a", RULE, "text"),
        ("a.jsonl", '{"text": "Staff may."}', "passages"),
        ("a.data", '{"text": "Staff may."}', "passages"),
        ("a.data", "---\nid: X\n---\n" + RULE, "markdown"),
    ],
)
def test_a_reader_is_found_by_suffix_else_by_content(
    tmp_path: Path, name: str, content: str, format_name: str
) -> None:
    (source,) = read_sources(write(tmp_path, name, content))
    assert source.format == format_name


def test_the_suffixes_that_can_be_read_are_known() -> None:
    assert {".md", ".txt", ".jsonl"} <= set(readable_suffixes())


@pytest.mark.parametrize("content", ["", "\n \t\r\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert "empty" in str(refusal(write(tmp_path, "a.md", content)))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in str(refusal(tmp_path / "absent.md"))


def test_a_file_with_nothing_below_its_front_matter_is_refused(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "a.md", "---\nid: X\n---\n\n"))
    assert error.line == 4
    assert "no text below the front matter" in str(error)


def test_a_binary_file_is_refused_with_the_place_of_its_first_null_byte(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "a.md", b"Staff may.\nStaff \x00\x01 shall."))
    assert error.line == 2
    assert "binary" in str(error)


def test_a_wrong_encoding_is_refused_with_byte_and_line(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "a.md", "Erste Zeile.\nFür alle.\n".encode("cp1252")))
    assert error.line == 2
    assert "0xfc" in str(error)
    assert "byte 15 of the file" in str(error)
    assert "UTF-8" in error.remedy


def test_the_byte_is_right_behind_a_byte_order_mark(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "a.md", codecs.BOM_UTF8 + b"ab\xff"))
    assert "byte 6 of the file" in str(error)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_unicode_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    error = refusal(write(tmp_path, "a.txt", RULE.encode(encoding)))
    assert "UTF-16" in str(error) or "UTF-32" in str(error)
    assert error.line == 1


@pytest.mark.parametrize("separator", ["\r\n", "\r", "\n"])
def test_a_byte_order_mark_and_all_line_ends_are_normalised(tmp_path: Path, separator: str) -> None:
    content = codecs.BOM_UTF8 + f"23.1 One.{separator}{separator}23.2 Two.".encode()
    (source,) = read_sources(write(tmp_path, "a.md", content))
    assert source.canonical == "23.1 One.\n\n23.2 Two."


def test_the_canonical_text_is_in_normal_form_c(tmp_path: Path) -> None:
    (source,) = read_sources(write(tmp_path, "a.txt", "The attache\u0301 may post."))
    assert source.canonical == "The attach\u00e9 may post."


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_five_megabytes_of_one_line_are_refused_quickly(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, "First line.\n" + "word. " * 850_000)
    begin = time.process_time()
    error = refusal(path)
    assert time.process_time() - begin < 1
    assert error.line == 2
    assert "5,100,000 characters" in str(error)
    assert "paragraphs" in error.remedy
