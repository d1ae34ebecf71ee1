"""Directives written in Word: headings by style, numbers computed, changes accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.readers.canonical import heading_or_clause, reads_as_heading
from indexer.readers.characters import as_typed, on_one_line
from indexer.readers.docx_notices import notices
from indexer.readers.docx_numbering import Numbering
from indexer.readers.docx_package import BROKEN, Package, broken, open_package
from indexer.readers.docx_styles import Styles, is_section_of_contents, outline_level, style_of
from indexer.readers.docx_tables import cells_of, is_layout, rows_of
from indexer.readers.docx_text import Scribe
from indexer.readers.docx_words import Words, box_paragraphs
from indexer.readers.docx_xml import Element, child, is_on, local, paragraphs_in
from indexer.readers.structure import BULLET, Document, Note, Paragraph, Part, Table
from indexer.readers.taking_in import source_from
from indexer.source import Source
from knowledge.errors import SourceError

_BODY_OUTLINE = 10
_BOLD_LEVEL = 6
_TRANSPARENT = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


def read_docx(path: Path, data: bytes) -> tuple[Source, ...]:
    """One directive, as its last editor meant it: all tracked changes accepted."""
    package = open_package(path, data)
    try:
        reading = _Reading(package)
        document = reading.document()
    except BROKEN as error:
        raise broken(path) from error
    if reading.imported:
        raise SourceError(
            path,
            "part of its text is another file that was inserted and not yet taken in",
            remedy="Open it in Word, save it again as DOCX, and give that file.",
        )
    return (source_from(path, "docx", document),)


class _Reading:
    """One pass over a Word file; numbering and fields depend on all that came before."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._scribe = Scribe(self._styles)
        self._notes: list[tuple[str, str]] = []
        self._carried = ""
        self.imported = 0

    def document(self) -> Document:
        parts = tuple(self._blocks(self._package.body))
        return Document(
            parts,
            notices(self._scribe.found, self._numbering.unknown_formats),
            self._package.properties,
            self._package.title,
        )

    def _blocks(self, container: Element) -> Iterator[Part]:
        for block in container:
            name = local(block)
            if name == "p":
                yield from self._paragraph(block)
            elif name == "tbl":
                yield from self._table(block)
            elif name == "altChunk":
                self.imported += 1
            elif name in _TRANSPARENT and not is_section_of_contents(block):
                yield from self._blocks(block)

    # -- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Element) -> Iterator[Part]:
        style = style_of(paragraph)
        words = self._scribe.words_of(paragraph)
        if _end_is_deleted(paragraph) and not words.boxes:
            # Its end was deleted, so that its words now begin the next paragraph.
            self._carried += words.text
            return
        text = as_typed(self._carried + words.text)
        self._carried = ""
        marker, depth = self._marker(paragraph, style)
        if text and not self._styles.is_contents(style):
            yield self._part(paragraph, style, words, text, marker, depth)
        for box in words.boxes:
            for inner in box_paragraphs(box):
                yield from self._paragraph(inner)

    def _part(
        self,
        paragraph: Element,
        style: str | None,
        words: Words,
        text: str,
        marker: str,
        depth: int,
    ) -> Part:
        level = outline_level(paragraph) or self._styles.heading_level(style)
        if level is not None and level < _BODY_OUTLINE and marker != BULLET:
            part = heading_or_clause(level, marker, text)
        elif not words.notes and words.bold and _is_bold_heading(marker, text):
            part = heading_or_clause(_BOLD_LEVEL, marker, text)
        else:
            part = Paragraph(text, marker, depth)
        notes = self._notes_of(words)
        if notes and isinstance(part, Paragraph):
            return Paragraph(part.text, part.marker, part.depth, notes)
        return part

    def _marker(self, paragraph: Element, style: str | None) -> tuple[str, int]:
        place = self._numbering.level_for(paragraph, style)
        if place is None or is_on(paragraph, "pPr", "rPr", "vanish"):
            return "", 0
        return self._numbering.count(*place), place[1]

    def _notes_of(self, words: Words) -> tuple[Note, ...]:
        return tuple(self._note(reference) for reference in words.notes)

    def _note(self, reference: tuple[str, str]) -> Note:
        self._notes.append(reference)
        element = self._package.notes.get(reference)
        texts = [] if element is None else self._texts(paragraphs_in(element))
        return Note(str(len(self._notes)), " ".join(texts))

    def _texts(self, paragraphs: Iterable[Element]) -> list[str]:
        found = (on_one_line(self._scribe.words_of(one).text) for one in paragraphs)
        return [text for text in found if text]

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[Part]:
        if is_layout(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    yield from self._blocks(cell.element) if cell.element is not None else ()
            return
        notes: list[Note] = []
        rows = []
        for row in rows_of(table):
            rows.append(tuple(self._cell(cell.element, notes) for cell in cells_of(row)))
        width = max(map(len, rows), default=0)
        padded = tuple(row + ("",) * (width - len(row)) for row in rows)
        headed = any(is_on(row, "trPr", "tblHeader") for row in rows_of(table)[:1])
        yield Table(padded, headed or self._first_row_bold(table), tuple(notes))

    def _cell(self, cell: Element | None, notes: list[Note]) -> str:
        texts = []
        for paragraph in () if cell is None else paragraphs_in(cell):
            words = self._scribe.words_of(paragraph)
            marker, _depth = self._marker(paragraph, style_of(paragraph))
            notes.extend(self._notes_of(words))
            texts.append(f"{marker} {on_one_line(words.text)}".strip())
        return " ".join(text for text in texts if text)

    def _first_row_bold(self, table: Element) -> bool:
        first = rows_of(table)[:1]
        words = [Scribe(self._styles).words_of(one) for row in first for one in paragraphs_in(row)]
        return all(one.bold for one in words if one.text.strip()) and bool(words)


def _end_is_deleted(paragraph: Element) -> bool:
    mark = child(paragraph, "pPr", "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _is_bold_heading(marker: str, text: str) -> bool:
    """Whether a paragraph, bold from end to end, reads like a heading and not like an item."""
    return not marker.startswith(("(", BULLET)) and reads_as_heading(text)
