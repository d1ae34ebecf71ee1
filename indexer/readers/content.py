"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_docx(head: bytes) -> bool:
    """Whether these are the first bytes of a Word file (or of another Open XML file)."""
    return head.startswith(b"PK") and (b"[Content_Types].xml" in head or b"word/" in head)


def looks_like_pdf(head: bytes) -> bool:
    """Whether these are the first bytes of a PDF; some programs write a few bytes before."""
    return b"%PDF-" in head[:1024]


def looks_like_html(head: bytes) -> bool:
    """Whether these are the first bytes of a web page."""
    return _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) is not None
