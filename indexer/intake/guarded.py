"""One way to read any directive file: what is no plain text goes through the confined process."""

from __future__ import annotations

from pathlib import Path

from indexer.intake.limits import Limits
from indexer.intake.upload import read_upload
from indexer.readers import read_sources
from indexer.readers.content import looks_like_html, looks_like_pdf
from indexer.source import Source

_SNIFFED_BYTES = 4096
_GUARDED = {".docx", ".pdf", ".html", ".htm", ".xhtml"}
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")


def read_guarded(path: Path, limits: Limits | None = None) -> tuple[Source, ...]:
    """The directives of a file that an admin names on the command line.

    Text is read here and now; Word files, PDFs and web pages are checked and read apart, as
    uploads are. Raises ``SourceError`` with the cure.
    """
    if path.suffix.lower() in _GUARDED or _is_packed(path):
        return read_upload(path.resolve() if path.is_symlink() else path, limits)
    return read_sources(path)


def _is_packed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_SNIFFED_BYTES)
    except OSError:
        return False
    return head.startswith(_PACKED) or looks_like_pdf(head) or looks_like_html(head)
