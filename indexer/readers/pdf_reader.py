"""Directives printed as PDF: the text layer put back into headings and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from indexer.readers.pdf_footnotes import FootnoteLines, resolve, split_footnotes
from indexer.readers.pdf_headings import HeadingSizes, is_bulleted, part_of
from indexer.readers.pdf_hyphens import Hyphenation
from indexer.readers.pdf_lines import Line
from indexer.readers.pdf_margins import without_margins
from indexer.readers.pdf_opening import BROKEN, broken
from indexer.readers.pdf_pages import PrintedDocument, open_pages
from indexer.readers.pdf_paragraphs import Printed, paragraphs_of
from indexer.readers.pdf_tables import PlacedTable
from indexer.readers.pdf_text_layer import refuse_unreadable
from indexer.readers.pdf_typography import Typography
from indexer.readers.structure import Document, Heading, Note, Paragraph, Part, Table
from indexer.readers.taking_in import source_from
from indexer.source import Source

_NESTED = 6.0
_SHOWN = 12


def read_pdf(path: Path, data: bytes) -> tuple[Source, ...]:
    """One directive; a scan, a locked file and a form are refused with the cure."""
    printed = open_pages(path, data)
    pages = printed.pages
    notices = refuse_unreadable(path, pages)
    if printed.restricted:
        notices.append("the file forbids copying its text; it was read all the same")
    try:
        parts, doubtful = _parts(printed)
    except BROKEN as error:
        raise broken(path, error) from error
    if doubtful:
        shown = ", ".join(f"“{word}”" for word in doubtful[:_SHOWN])
        notices.append(f"{shown}: put together at a line's end; compare them with the print")
    document = Document(parts, tuple(notices), title_property=printed.title)
    return (source_from(path, "pdf", document),)


def _parts(printed: PrintedDocument) -> tuple[tuple[Part, ...], list[str]]:
    """The parts of the document, and the words that were put together with a doubt."""
    pages = without_margins(
        [page.lines for page in printed.pages], [page.height for page in printed.pages]
    )
    whole = Typography([line for lines in pages for line in lines])
    bodies, footnotes = split_footnotes(pages, whole.size)
    lines = [line for body in bodies for line in body]
    typography = Typography(lines)
    hyphenation = Hyphenation(line.text for line in lines)
    notes = _notes(footnotes, hyphenation)
    paragraphs = paragraphs_of(lines, typography, hyphenation)
    tables = _merged([table for page in printed.pages for table in page.tables])
    placed = _placed(paragraphs, HeadingSizes(paragraphs, typography), tables)
    return tuple(_with_notes(placed, notes)), list(dict.fromkeys(hyphenation.doubtful))


def _notes(footnotes: Sequence[FootnoteLines], hyphenation: Hyphenation) -> dict[str, Note]:
    notes: dict[str, Note] = {}
    for footnote in footnotes:
        text = footnote.lines[0].text
        for before, line in pairwise(footnote.lines):
            text = hyphenation.join(text, line.text, spaced=before.spaced)
        notes.setdefault(footnote.number, Note(footnote.number, text))
    return notes


def _placed(
    paragraphs: Sequence[Printed], sizes: HeadingSizes, tables: Sequence[PlacedTable]
) -> Iterator[Part]:
    """Paragraphs and tables in the order in which they are printed."""
    waiting = list(tables)
    bullets: list[float] = []
    for paragraph in paragraphs:
        while waiting and _stands_before(waiting[0], paragraph.first):
            yield waiting.pop(0).table
        bullets = _open_bullets(bullets, paragraph)
        yield part_of(paragraph, sizes, max(0, len(bullets) - 1))
    yield from (one.table for one in waiting)


def _open_bullets(bullets: list[float], paragraph: Printed) -> list[float]:
    """The places of the bullets that are open, from the outermost."""
    if not is_bulleted(paragraph):
        return []
    here = paragraph.first.x0
    outer = [x for x in bullets if x < here - _NESTED]
    return [*outer, here]


def _stands_before(table: PlacedTable, line: Line) -> bool:
    return (table.page, table.baseline) < (line.page, line.baseline)


def _merged(tables: Iterable[PlacedTable]) -> list[PlacedTable]:
    """Tables that run on over a page, as one; a repeated head is left out."""
    merged: list[PlacedTable] = []
    for one in tables:
        last = merged[-1] if merged else None
        if last and one.page > last.page and _same_columns(last, one):
            rows = one.table.rows[1:] if one.table.rows[0] == last.table.rows[0] else one.table.rows
            table = Table((*last.table.rows, *rows), last.table.headed)
            merged[-1] = PlacedTable(table, last.page, last.baseline, one.box)
        else:
            merged.append(one)
    return merged


def _same_columns(one: PlacedTable, other: PlacedTable) -> bool:
    same_edges = abs(one.box[0] - other.box[0]) < 3 and abs(one.box[2] - other.box[2]) < 3
    return same_edges and len(one.table.rows[0]) == len(other.table.rows[0])


def _with_notes(parts: Iterable[Part], notes: dict[str, Note]) -> Iterator[Part]:
    """Every note behind the paragraph that refers to it; those that nothing refers to, last."""
    for part in parts:
        match part:
            case Heading(level, text):
                words, referred = resolve(text, notes)
                yield Heading(level, words)
                yield from (Paragraph(f"Note {one.number}: {one.text}") for one in referred)
            case Paragraph(text, marker, depth):
                words, referred = resolve(text, notes)
                yield Paragraph(words, marker, depth, referred)
            case Table(rows, headed):
                cells = [[resolve(cell, {})[0] for cell in row] for row in rows]
                yield Table(tuple(tuple(row) for row in cells), headed)
    yield from (Paragraph(f"Note {one.number}: {one.text}") for one in list(notes.values()))
