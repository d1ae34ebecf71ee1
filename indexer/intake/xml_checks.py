"""XML read once, tag by tag, for what harms a parser: declarations of entities, endless depth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from indexer.intake.limits import Limits
from knowledge.errors import SourceError

_CHUNK = 1 << 16


class _Stopped(Exception):  # noqa: N818  # no fault by itself: it ends the parsing
    """Raised by a handler as soon as enough is known."""


@dataclass(slots=True)
class _Watch:
    """Follows the parser through one part and stops it at the first harmful thing."""

    deepest: int
    depth: int = 0
    reason: str = ""

    def declare(self, *_declaration: object) -> None:
        self._stop("it declares a document type, which could expand without end")

    def open(self, _name: str, _attributes: object) -> None:
        self.depth += 1
        if self.depth > self.deepest:
            self._stop(f"its elements are nested more than {self.deepest} deep")

    def close(self, _name: str) -> None:
        self.depth -= 1

    def _stop(self, reason: str) -> None:
        self.reason = reason
        raise _Stopped


def refuse_harmful_xml(path: Path, part: str, data: bytes, limits: Limits) -> None:
    """Raise ``SourceError`` for XML that is broken, nests too deeply or declares entities."""
    watch = _Watch(limits.xml_depth)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = watch.declare
    parser.EntityDeclHandler = watch.declare
    parser.StartElementHandler = watch.open
    parser.EndElementHandler = watch.close
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)  # noqa: FBT003  # expat takes no name
        parser.Parse(b"", True)  # noqa: FBT003  # as above
    except _Stopped:
        raise SourceError(
            path,
            f"{part}: {watch.reason}",
            remedy="Do not use this file; ask its sender for a clean one.",
        ) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise SourceError(
            path,
            f"{part} is damaged: {error}",
            remedy="Open it in Word or LibreOffice, save it again as DOCX, and give that file.",
        ) from error
