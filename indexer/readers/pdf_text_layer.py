"""PDFs whose pages hold no text that means something: scans, nameless letters, right to left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from indexer.readers.pdf_pages import PrintedPage
from knowledge.errors import SourceError

_FEWEST_LETTERS = 25
_BAD_SHARE = 0.05
_FLAT_SHARE = 0.2
_BAD = re.compile(r"\(cid:\d+\)|[\ufffd\ue002-\uf0a6\uf0fd-\uf8ff]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_OCR = (
    "Ask the issuer for the DOCX, or run text recognition over it first (`ocrmypdf scan.pdf "
    "text.pdf`), compare the result with the paper, and give that file."
)


def refuse_unreadable(path: Path, pages: Sequence[PrintedPage]) -> list[str]:
    """Raise where there is no text to read; return warnings about pages without text."""
    whole = "".join(page.text for page in pages)
    letters = sum(map(str.isalnum, whole))
    if letters < _FEWEST_LETTERS:
        what = (
            "a scan: its pages are pictures"
            if any(page.pictured for page in pages)
            else "empty: it has no text layer"
        )
        raise SourceError(path, f"this PDF is {what}", remedy=_OCR)
    bad = sum(len(found) for found in _BAD.findall(whole))
    if bad > _BAD_SHARE * len(whole):
        raise SourceError(
            path, "the letters of this PDF mean nothing: its fonts do not name them", remedy=_OCR
        )
    if sum(page.flat for page in pages) > _FLAT_SHARE * letters:
        raise SourceError(
            path, "the letters of this PDF lie upon one another: its fonts are damaged", remedy=_OCR
        )
    if len(_RIGHT_TO_LEFT.findall(whole)) > 0.3 * letters:
        raise SourceError(
            path,
            "this PDF is written from right to left, whose order a PDF does not keep",
            remedy="Give the DOCX or HTML of the directive.",
        )
    silent = [
        str(number)
        for number, page in enumerate(pages, 1)
        if page.pictured and sum(map(str.isalnum, page.text)) < _FEWEST_LETTERS
    ]
    if not silent:
        return []
    return [f"pictures without text on page {', '.join(silent)}: what they say is not read"]
