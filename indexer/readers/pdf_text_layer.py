"""PDFs that cannot be read: locked, scanned, forms, or with letters that mean nothing."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from knowledge.errors import SourceError

MOST_PAGES = 1500
BROKEN = (
    PSException, PDFException, PdfminerException, MalformedPDFException, zlib.error, struct.error,
    KeyError, ValueError, IndexError, AttributeError, TypeError, AssertionError, RecursionError,
    ArithmeticError, EOFError, NotImplementedError, OSError,
)  # fmt: skip
"""What pdfminer raises on damaged files; most have no error of its own."""

_FEWEST_LETTERS = 25
_BAD_SHARE = 0.05
_BAD = re.compile(r"\(cid:\d+\)|[\ufffd\ue002-\uf0a6\uf0fd-\uf8ff]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_OCR = (
    "Ask the issuer for the DOCX, or run text recognition over it first (`ocrmypdf scan.pdf "
    "text.pdf`), compare the result with the paper, and give that file."
)


def broken(path: Path, error: Exception) -> SourceError:
    """The error for a PDF that pdfminer cannot make sense of."""
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
        return SourceError(
            path,
            "the PDF is locked with a password",
            remedy="Save a copy without a password and give that file.",
        )
    return SourceError(
        path,
        f"the PDF is damaged or incomplete ({type(cause).__name__})",
        remedy="Download it again, or open it and print it to a new PDF.",
    )


def refuse_forms(path: Path, catalog: dict[str, Any]) -> None:
    """Raise for a form whose fields an Adobe program draws: the pages hold no text."""
    form = catalog.get("AcroForm")
    form = form.resolve() if isinstance(form, PDFObjRef) else form
    if isinstance(form, dict) and "XFA" in form:
        raise SourceError(
            path,
            "this PDF is an XFA form, whose text is not on its pages",
            remedy="Print it to a new PDF with Adobe Reader, and give that file.",
        )


def refuse_unreadable(path: Path, texts: Sequence[str], pictures: Sequence[bool]) -> list[str]:
    """Raise where there is no text to read; return warnings about pages without text."""
    whole = "".join(texts)
    letters = sum(map(str.isalnum, whole))
    if letters < _FEWEST_LETTERS:
        what = "a scan: its pages are pictures" if any(pictures) else "empty: it has no text layer"
        raise SourceError(path, f"this PDF is {what}", remedy=_OCR)
    bad = sum(len(found) for found in _BAD.findall(whole))
    if bad > _BAD_SHARE * len(whole):
        raise SourceError(
            path, "the letters of this PDF mean nothing: its fonts do not name them", remedy=_OCR
        )
    if len(_RIGHT_TO_LEFT.findall(whole)) > 0.3 * letters:
        raise SourceError(
            path,
            "this PDF is written from right to left, whose order a PDF does not keep",
            remedy="Give the DOCX or HTML of the directive.",
        )
    silent = [
        str(number)
        for number, (text, picture) in enumerate(zip(texts, pictures, strict=True), 1)
        if picture and sum(map(str.isalnum, text)) < _FEWEST_LETTERS
    ]
    if not silent:
        return []
    return [f"pictures without text on page {', '.join(silent)}: what they say is not read"]
