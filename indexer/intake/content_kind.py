"""What an uploaded file is by its content; its name is only a hint between kinds of text."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from indexer.readers.content import looks_like_html, looks_like_pdf
from indexer.readers.passages import looks_like_passages
from knowledge.errors import SourceError

_SNIFFED_BYTES = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACCEPTED = "Give the directive as DOCX, PDF, HTML, Markdown or plain text."
_FOREIGN = {
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a scanned picture",
    b"MM\x00*": "a scanned picture",
    b"BM": "a picture",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive",
    b"\x1f\x8b": "an archive",
    b"BZh": "an archive",
    b"\xfd7zXZ": "an archive",
    b"%!PS": "a PostScript file",
}
_PRINTED_MAGIC = {b"BM", b"MZ", b"BZh"}


class Kind(StrEnum):
    """The reader that a file goes to; the words are those of the registry."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    PASSAGES = "passages"
    MARKDOWN = "markdown"
    TEXT = "text"


_SUFFIXES = {
    ".docx": Kind.DOCX,
    ".pdf": Kind.PDF,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.PASSAGES,
    ".ndjson": Kind.PASSAGES,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
}


def kind_of(path: Path, data: bytes) -> Kind:
    """The kind of a file; raises ``SourceError`` for one that no reader takes."""
    head = data[:_SNIFFED_BYTES]
    if head.startswith(_ZIP):
        return Kind.DOCX
    if head.startswith(_COMPOUND):
        raise _compound(path, data)
    if looks_like_pdf(head):
        return Kind.PDF
    for magic, name in _FOREIGN.items():
        if head.startswith(magic) and (magic not in _PRINTED_MAGIC or b"\0" in head):
            raise SourceError(path, f"this is {name}, whatever its name says", remedy=_ACCEPTED)
    return _kind_of_text(path, head)


def suffix_kind(path: Path) -> Kind | None:
    """The kind that the name promises."""
    return _SUFFIXES.get(path.suffix.lower())


def _kind_of_text(path: Path, head: bytes) -> Kind:
    promised = suffix_kind(path)
    if promised in {Kind.DOCX, Kind.PDF}:
        names = {Kind.DOCX: "Word file", Kind.PDF: "PDF"}
        raise SourceError(
            path, f"this is no {names[promised]}, whatever its name says", remedy=_ACCEPTED
        )
    if looks_like_html(head):
        return Kind.HTML
    if promised is not None:
        return promised
    if looks_like_passages(head):
        return Kind.PASSAGES
    return Kind.MARKDOWN if head.startswith(b"---\n") else Kind.TEXT


def _compound(path: Path, data: bytes) -> SourceError:
    """Old Office files and locked new ones share a container; its stream names tell which."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return SourceError(
            path,
            "the Office file is locked with a password",
            remedy="Remove the password in Word (File, Info, Protect Document) and save it again.",
        )
    return SourceError(
        path, "this is a document of an old Office format", remedy="Save it in Word as DOCX."
    )
