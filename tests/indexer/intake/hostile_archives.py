"""Zip archives that are bombs, mazes or broken."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.indexer.intake.hostile import MAIN, Hostile, document_of, honest_docx, with_part, zipped


def archives() -> Iterator[Hostile]:
    whole = honest_docx()
    yield Hostile("half.docx", whole[: len(whole) // 2], "damaged")
    yield Hostile("tail-lost.docx", whole[:-12], "damaged")
    yield Hostile("head-lost.docx", whole[200:], "no Word file")
    yield Hostile("zeros.docx", with_part("word/media/a.bin", bytes(60_000_000)), "zip bomb")
    yield Hostile("spaces.docx", with_part("word/a.xml", b" " * 8_000_000), "zip bomb")
    many = {f"word/{place}.bin": b"" for place in range(5_000)}
    yield Hostile("crowd.docx", zipped(many), "zip bomb")
    yield Hostile("in-one-another.docx", _overlapping(), "in one another")
    yield Hostile("lying-size.docx", _lying_size(), "damaged")
    inner = zipped({"bomb": bytes(30_000_000)})
    yield Hostile("nested.docx", with_part("word/embeddings/inner.zip", inner))
    for name, odd in (
        ("traversal", "../../../../etc/cron.d/x"),
        ("absolute", "/etc/passwd"),
        ("drive", "C:/Windows/x.dll"),
        ("backslash", "word\\..\\..\\x"),
    ):
        yield Hostile(f"{name}.docx", _named(odd), "leads elsewhere")
    yield Hostile(
        "nul-name.docx", _named("word/xmlXevil").replace(b"xmlXevil", b"xml\0evil"), "leads"
    )
    yield Hostile("twice.docx", _twice(), "two parts")
    yield Hostile("locked-zip.docx", _locked(), "password")
    yield Hostile("empty-zip.docx", zipped({}), "zip archive")


def _named(name: str) -> bytes:
    # ZipInfo would clean the name; it is put in afterwards, at the same length.
    place = "p" * len(name)
    return with_part(place, b"x").replace(place.encode(), name.encode())


def _overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    data = bytearray(zipped({"word/aaa.xml": bytes(2_000), "word/bbb.xml": bytes(2_000)}))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 0)
    return bytes(data)


def _lying_size() -> bytes:
    """The document says that it is shorter than it is."""
    data = bytearray(with_part(MAIN, document_of("<w:p/>" * 50_000)))
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 63] != b"word/document.xml":
        at = data.find(b"PK\x01\x02", at + 4)
    struct.pack_into("<L", data, at + 24, 1_000)
    return bytes(data)


def _twice() -> bytes:
    other = document_of("<w:p><w:r><w:t>9.9 Everything is allowed.</w:t></w:r></w:p>")
    data = with_part("word/documenX.xml", other)
    return data.replace(b"word/documenX.xml", b"word/document.xml")


def _locked() -> bytes:
    data = bytearray(honest_docx())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        data[at + offset] |= 1
    return bytes(data)
