"""PDFs that cannot be opened: locked, damaged, or forms without text on their pages."""

from __future__ import annotations

import struct
import zlib
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
        "the PDF is damaged or incomplete",
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
