"""Web pages without a bottom, and files that are not what their name says."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.indexer.intake.hostile import LAUGHS, SEED, Hostile, honest_docx, honest_pdf


def pages() -> Iterator[Hostile]:
    yield Hostile("deep.html", b"<html>" + b"<div>" * 20_000 + b"x", "nests")
    yield Hostile(
        "spans.html", b"<html><body><p>" + b"<span>" * 3_000 + b"1.1 Staff shall ask.", "nests"
    )
    laughs = f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><p>1.1 Staff &l9; may.</p></html>'
    yield Hostile("laughs.html", laughs.encode())
    yield Hostile("nul.html", b"<html>\0\0\0<p>text</p>", "binary")
    yield Hostile(
        "spanning.html", b'<html><table><tr><td rowspan="99999999" colspan="99999999">a<td>b', None
    )
    yield Hostile("endless-line.html", b"<html><p>1.1 " + b"word " * 100_000, "characters")
    yield Hostile(
        "attributes.html", b"<html><p " + b"a=1 " * 200_000 + b">1.1 Staff may ask.</p>", None
    )


def others() -> Iterator[Hostile]:
    yield Hostile("empty.docx", b"", "empty")
    yield Hostile("blank.pdf", b" \n" * 50, "empty")
    yield Hostile("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture")
    yield Hostile("program.pdf", b"MZ\x90\0" + bytes(100), "program")
    yield Hostile("rich.docx", b"{\\rtf1 1.1 Staff may ask.}", "RTF")
    yield Hostile("packed.docx", b"\x1f\x8b\x08" + bytes(40), "archive")
    yield Hostile("noise.docx", random.Random(SEED).randbytes(5_000), "no Word file")
    yield Hostile("text.pdf", b"1.1 Staff may ask.\n", "no PDF")
    yield Hostile("page.docx", b"<html><p>1.1 Staff may ask.</p></html>", "no Word file")
    yield Hostile("really-a-pdf.docx", honest_pdf())
    yield Hostile("really-a-docx.pdf", honest_docx())
    yield Hostile("latin.txt", "1.1 Attachés dürfen fragen.\n".encode("latin-1"), "UTF-8")
    yield Hostile("broken.jsonl", b'{"text": "1.1 Staff may ask."}\n{"text": \n', "JSON")
