"""PDFs that are locked, scanned, endless, looped, bombs or broken."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator

from fpdf import FPDF

from tests.indexer.intake.hostile import SEED, Hostile, honest_pdf


def pdfs() -> Iterator[Hostile]:
    whole = honest_pdf(2)
    yield Hostile("half.pdf", whole[: len(whole) // 2])
    yield Hostile("head.pdf", whole[:60], "damaged")
    yield Hostile("no-xref.pdf", whole[: whole.rfind(b"xref")])
    yield Hostile("locked.pdf", honest_pdf(1, _lock), "password")
    yield Hostile("scan.pdf", _scan(), "scan")
    yield Hostile("blank.pdf", _blank(), "no text layer")
    yield Hostile("crowd.pdf", _crowd(2_000), "pages")
    yield Hostile("loop.pdf", _pdf_of(kids="2 0 R " * 50))
    yield Hostile("bomb.pdf", _pdf_of(content=b"0 0 m " * 15_000_000))
    yield Hostile("huge-page.pdf", _pdf_of(box="[-1e30 -1e30 1e30 1e30]"))
    yield Hostile("form.pdf", _pdf_of(catalog="/AcroForm << /XFA (x) >>"), "XFA")
    yield Hostile(
        "script.pdf", _pdf_of(catalog="/OpenAction << /S /JavaScript /JS (app.alert) >>"), None
    )
    chance = random.Random(SEED)
    for number in range(8):
        content = bytearray(whole)
        for _ in range(chance.choice([3, 30, 300])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        yield Hostile(f"fuzzed-{number}.pdf", bytes(content))


def _lock(pdf: FPDF) -> None:
    pdf.set_encryption(owner_password="owner", user_password="user")


def _blank() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


def _scan() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    grey = struct.pack(">IIBBBBB", 40, 40, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes([200]) * 40 for _ in range(40)))
    chunks = ((b"IHDR", grey), (b"IDAT", rows), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    pdf.image(io.BytesIO(png), 0, 0, 210, 297)
    return bytes(pdf.output())


def _crowd(pages: int) -> bytes:
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
    return bytes(pdf.output())


def _pdf_of(
    kids: str = "3 0 R",
    content: bytes = b"BT /F1 12 Tf 50 700 Td (1.1 Staff shall not publish any secret.) Tj ET",
    box: str = "[0 0 595 842]",
    catalog: str = "",
) -> bytes:
    """A PDF written by hand, so that it can say what no library would write."""
    packed = zlib.compress(content)
    count = kids.count("R")
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        + packed
        + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, content_of in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n".encode() + content_of + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    written += (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\n"
        f"startxref\n{written.rfind(b'endobj') + 7}\n%%EOF"
    ).encode()
    return written
