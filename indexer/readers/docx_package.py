"""A Word file opened: its main text, styles, numbering, notes and properties."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from indexer.readers.docx_xml import Element, local, parse, w
from knowledge.errors import SourceError

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OpcError, etree.LxmlError, KeyError, ValueError,
    IndexError, AttributeError, TypeError, EOFError, NotImplementedError, RecursionError, OSError,
)  # fmt: skip
"""What the libraries raise on a damaged file; python-docx has no error of its own for most."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_CUSTOM_PROPERTIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that hold text or say how it is numbered."""

    body: Element
    styles: Element | None
    numbering: Element | None
    notes: Mapping[tuple[str, str], Element]
    properties: dict[str, str]
    title: str


def open_package(path: Path, data: bytes) -> Package:
    """Open a DOCX; raises ``SourceError`` where it is none or is damaged."""
    _refuse_other_formats(path, data)
    try:
        document = docx.Document(BytesIO(data))
        main = document.part
        return Package(
            body=document.element.body,
            styles=_related(main, RELATIONSHIP_TYPE.STYLES),
            numbering=_related(main, RELATIONSHIP_TYPE.NUMBERING),
            notes={
                **_notes(main, RELATIONSHIP_TYPE.FOOTNOTES, "footnote"),
                **_notes(main, RELATIONSHIP_TYPE.ENDNOTES, "endnote"),
            },
            properties=_custom_properties(main),
            title=(document.core_properties.title or "").strip(),
        )
    except BROKEN as error:
        raise broken(path) from error


def broken(path: Path) -> SourceError:
    """The error for a file that the libraries cannot make sense of."""
    return SourceError(
        path,
        "the Word file is damaged or incomplete",
        remedy="Open it in Word or LibreOffice, save it again as DOCX, and give that file.",
    )


def _refuse_other_formats(path: Path, data: bytes) -> None:
    if not data.startswith(b"PK"):
        raise SourceError(
            path,
            "this is no Word file, whatever its name says",
            remedy="Save the directive as DOCX, or give the file its true suffix.",
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            relations = archive.read("_rels/.rels") if "_rels/.rels" in names else b""
    except BROKEN as error:
        raise broken(path) from error
    if kind := _foreign(names):
        raise SourceError(path, f"this is {kind}, no Word file", remedy="Save it as DOCX or PDF.")
    if _STRICT in relations:
        raise SourceError(
            path,
            "this is a “Strict Open XML” document, for which there is no reader",
            remedy="Save it in Word as “Word Document (.docx)”.",
        )


def _foreign(names: set[str]) -> str | None:
    if "xl/workbook.xml" in names:
        return "an Excel workbook"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint presentation"
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file"
    if "META-INF/container.xml" in names:
        return "an e-book"
    return None if "[Content_Types].xml" in names else "a zip archive"


def _related(main: Part, kind: str) -> Element | None:
    part = _related_part(main, kind)
    return None if part is None else parse(part.blob)


def _related_part(holder: Part | OpcPackage, kind: str) -> Part | None:
    for relation in holder.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part: Part = relation.target_part
            return part
    return None


def _notes(main: Part, kind: str, name: str) -> dict[tuple[str, str], Element]:
    root = _related(main, kind)
    notes = [] if root is None else root.findall(w(name))
    return {
        (name, note.get(w("id"))): note
        for note in notes
        if note.get(w("type")) in {None, "normal"} and note.get(w("id")) is not None
    }


def _custom_properties(main: Part) -> dict[str, str]:
    package = main.package
    part = None if package is None else _related_part(package, _CUSTOM_PROPERTIES)
    if part is None:
        return {}
    return {
        one.get("name"): "".join(one.itertext()).strip()
        for one in parse(part.blob)
        if local(one) == "property" and one.get("name")
    }
