"""A Word file looked over for what it could do beside being read: macros, links, objects."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

from indexer.intake.archive_checks import open_archive
from indexer.intake.limits import Limits
from indexer.intake.xml_checks import refuse_harmful_xml
from knowledge.errors import SourceError

_CLEAN = "Save it in Word as “Word Document (.docx)”, which keeps no macros, and give that file."
_SAVE_AGAIN = "Open it in Word or LibreOffice, save it again as DOCX, and give that file."
_MACRO_TYPES = (b"macroEnabled", b"vnd.ms-office.vbaProject")
_XML = (".xml", ".rels", ".vml")
_LINKED_TEXT = {"subDocument", "frame", "aFChunk"}
_LINKED = {"attachedTemplate": "template", "oleObject": "linked object", "image": "picture"}
_DDE = re.compile(rb"<w:instrText[^>]*>\s*DDE", re.IGNORECASE)


def check_office(path: Path, data: bytes, limits: Limits) -> list[str]:
    """Raise ``SourceError`` for a file that is not safe to read; what is left out as warnings."""
    archive = open_archive(path, data, limits)
    names = [entry.filename for entry in archive.infolist()]
    _refuse_macros(path, archive, names)
    warnings: list[str] = []
    for name in names:
        if name.lower().endswith(_XML):
            part = _read(path, archive, name)
            refuse_harmful_xml(path, name, part, limits)
            if name.endswith(".rels"):
                warnings += _check_links(path, name, part)
            elif _DDE.search(part):
                warnings.append("fields that ask other programs (DDE) are not asked")
    embedded = [name for name in names if name.startswith("word/embeddings/")]
    if embedded:
        warnings.append(f"embedded files are not opened: {', '.join(map(_base, embedded[:5]))}")
    return list(dict.fromkeys(warnings))


def _refuse_macros(path: Path, archive: zipfile.ZipFile, names: list[str]) -> None:
    lowered = [name.lower() for name in names]
    types = _read(path, archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
    macros = any("vbaproject" in name or "vbadata" in name for name in lowered)
    if macros or any(one in types for one in _MACRO_TYPES):
        raise SourceError(path, "the Word file carries macros", remedy=_CLEAN)
    if any("/activex/" in name for name in lowered):
        raise SourceError(path, "the Word file carries ActiveX controls", remedy=_CLEAN)


def _read(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise SourceError(path, f"{name} is damaged", remedy=_SAVE_AGAIN) from error


def _check_links(path: Path, name: str, part: bytes) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in fromstring(part):  # noqa: S314  # refused above if it declares any entity
        kind = (link.get("Type") or "").rpartition("/")[2]
        target = link.get("Target") or ""
        if (link.get("TargetMode") or "").lower() != "external":
            _refuse_escapes(path, folder, target)
        elif kind in _LINKED_TEXT:
            raise SourceError(
                path,
                f"part of its text lies in another file: {_shown(target)}",
                remedy="Insert that text in Word, and give the whole directive in one file.",
            )
        elif kind != "hyperlink":
            what = _LINKED.get(kind, kind)
            yield f"a link to a {what} elsewhere is not followed: {_shown(target)}"


def _refuse_escapes(path: Path, folder: str, target: str) -> None:
    inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    if posixpath.normpath(inside).startswith(".."):
        raise SourceError(
            path,
            f"a part of it points outside the file: {_shown(target)}",
            remedy="Do not use this file; ask its sender for a clean one.",
        )


def _shown(target: str) -> str:
    return repr(target[:80])


def _base(name: str) -> str:
    return posixpath.basename(name)
