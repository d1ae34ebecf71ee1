"""What a DOCX, a PDF and an HTML page have in common: headings, paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

BULLET = "-"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 0 is the title of the whole text, 1 the outermost heading below it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the label before it: ``23.1``, ``(a)``, ``-`` or nothing.

    ``depth`` is how deep it lies in lists. ``notes`` are the footnotes that it refers to.
    """

    text: str
    marker: str = ""
    depth: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote with the number that stands at its reference."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. ``headed``: the first row says what stands in the columns."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool = True
    notes: tuple[Note, ...] = ()


Part: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its reader found it, before it becomes a source.

    ``properties`` are named values that the file carries beside its text; ``notices`` tell the
    admin what was left out or changed.
    """

    parts: tuple[Part, ...]
    notices: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    title_property: str = ""
