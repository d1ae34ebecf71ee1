"""A file made to do harm, or broken on its way; and the honest files that these are made from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import docx
from fpdf import FPDF

SEED = 20260301
MAIN = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10}">' for place in range(1, 10))
RULES = [f"{place}.1 Staff shall not publish rule number {place}." for place in range(1, 12)]


@dataclass(frozen=True)
class Hostile:
    """A file, and words that its refusal must contain; ``None``: it may be read as well."""

    name: str
    data: bytes
    says: str | None = None


@cache
def honest_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Directive on Tests", 0)
    for rule in RULES:
        document.add_paragraph(rule)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def honest_pdf(pages: int = 1, configure: Callable[[FPDF], None] = lambda _pdf: None) -> bytes:
    pdf = FPDF()
    pdf.set_creation_date(datetime(2026, 3, 1, tzinfo=UTC))
    configure(pdf)
    for _ in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        for rule in RULES:
            pdf.multi_cell(0, 8, rule, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def repacked(
    change: Callable[[dict[str, bytes]], None], data: bytes | None = None, stored: bool = False
) -> bytes:
    """A DOCX whose parts were changed by hand."""
    with zipfile.ZipFile(io.BytesIO(data or honest_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts, stored=stored)


def zipped(parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    stream = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return repacked(lambda parts: parts.__setitem__(name, content))


def document_of(body: str, prolog: str = "") -> bytes:
    return f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
