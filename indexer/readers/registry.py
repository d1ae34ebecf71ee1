"""Which reader takes which file. A new format is one more entry in ``READERS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.readers.content import looks_like_docx, looks_like_html, looks_like_pdf
from indexer.readers.passages import looks_like_passages, read_passages
from indexer.readers.prose import read_markdown, read_text
from indexer.source import Source
from knowledge.errors import SourceError

_SNIFFED_BYTES = 4096


def _never(_head: bytes) -> bool:
    return False


# The libraries behind these three take a while to load, and most runs need none or one of them.
def _read_docx(path: Path, data: bytes) -> tuple[Source, ...]:
    from indexer.readers.docx_reader import read_docx

    return read_docx(path, data)


def _read_pdf(path: Path, data: bytes) -> tuple[Source, ...]:
    from indexer.readers.pdf_reader import read_pdf

    return read_pdf(path, data)


def _read_html(path: Path, data: bytes) -> tuple[Source, ...]:
    from indexer.readers.html_reader import read_html

    return read_html(path, data)


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its suffixes, how its content is known, and how it is read.

    ``read`` gets the path (for messages and names) and the bytes; a file may hold several
    directives.
    """

    format: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, bytes], tuple[Source, ...]]
    recognises: Callable[[bytes], bool] = _never


READERS: tuple[Reader, ...] = (
    Reader("passages", (".jsonl", ".ndjson"), read_passages, looks_like_passages),
    Reader("markdown", (".md", ".markdown"), read_markdown, lambda head: head.startswith(b"---\n")),
    Reader("docx", (".docx",), _read_docx, looks_like_docx),
    Reader("pdf", (".pdf",), _read_pdf, looks_like_pdf),
    Reader("html", (".html", ".htm", ".xhtml"), _read_html, looks_like_html),
    Reader("text", (".txt", ".text"), read_text, lambda _head: True),
)


# What a file is by its first bytes, where its suffix lies or a reader is still missing.
_FOREIGN = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (DOCX, ODT, EPUB)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
}


def readable_suffixes() -> tuple[str, ...]:
    """The suffixes of all files that can be read."""
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)


def read_sources(path: Path) -> tuple[Source, ...]:
    """Read the directives of one file; raises ``SourceError`` naming file, line and cure."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            path, f"cannot be read: {error.strerror}", remedy="Check the name and the permissions."
        ) from error
    if not data.strip():
        raise SourceError(path, "the file is empty", remedy="Write the directive into it.")
    return _reader_for(path, data).read(path, data)


def _reader_for(path: Path, data: bytes) -> Reader:
    suffix = path.suffix.lower()
    named = next((reader for reader in READERS if suffix in reader.suffixes), None)
    if named is not None and not _foreign(data):
        return named
    head = data[:_SNIFFED_BYTES]
    for reader in READERS:
        if reader is not READERS[-1] and reader.recognises(head):
            return reader
    if foreign := _foreign(data):
        raise SourceError(
            path,
            f"this is {foreign}, for which there is no reader",
            line=1,
            remedy=f"Save it as one of: {', '.join(readable_suffixes())}.",
        )
    return READERS[-1]


def _foreign(data: bytes) -> str | None:
    return next((name for magic, name in _FOREIGN.items() if data.startswith(magic)), None)
