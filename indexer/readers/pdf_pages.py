"""The pages of a PDF: letters, tables and pictures taken from each, and the page let go."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber

from indexer.readers.pdf_bullets import drawn_bullets
from indexer.readers.pdf_columns import gutters
from indexer.readers.pdf_glyphs import glyphs_of
from indexer.readers.pdf_lines import Line, lines_of
from indexer.readers.pdf_opening import BROKEN, MOST_PAGES, broken, refuse_forms
from indexer.readers.pdf_segments import Segment, segments_of
from indexer.readers.pdf_tables import PlacedTable, outside, tables_of
from knowledge.errors import SourceError

_PICTURE_SHARE = 0.3
_FLAT = 0.03


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What stands on one page. ``pictured``: a picture covers a good part of it.

    ``flat`` counts the letters that have no width.
    """

    lines: tuple[Line, ...]
    tables: tuple[PlacedTable, ...]
    height: float
    text: str
    pictured: bool
    flat: int


@dataclass(frozen=True, slots=True)
class _RawPage:
    """A page before it is known how many columns it has."""

    segments: tuple[Segment, ...]
    tables: tuple[PlacedTable, ...]
    height: float
    text: str
    pictured: bool
    flat: int


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """All pages of a PDF and its title property. ``restricted``: copying was forbidden."""

    pages: tuple[PrintedPage, ...]
    title: str
    restricted: bool


def open_pages(path: Path, data: bytes) -> PrintedDocument:
    """Read every page; raises ``SourceError`` where the file is locked, damaged or endless."""
    try:
        with _quiet(), pdfplumber.open(BytesIO(data)) as pdf:
            refuse_forms(path, pdf.doc.catalog)
            if len(pdf.pages) > MOST_PAGES:
                raise SourceError(
                    path,
                    f"the PDF has {len(pdf.pages):,} pages; a directive has at most {MOST_PAGES:,}",
                    remedy="Give the directive alone, without its annexes.",
                )
            pages = _in_reading_order(
                [_page(page, number) for number, page in enumerate(pdf.pages)]
            )
            title = pdf.metadata.get("Title")
            return PrintedDocument(
                pages, title if isinstance(title, str) else "", pdf.doc.encryption is not None
            )
    except BROKEN as error:
        raise broken(path, error) from error


def _page(page: pdfplumber.page.Page, number: int) -> _RawPage:
    tables = tuple(tables_of(page, number))
    glyphs = glyphs_of(outside(page.chars, tables))
    segments = tuple(segments_of([*glyphs, *drawn_bullets(page, glyphs)]))
    flat = sum(1 for one in glyphs if one.text.isalnum() and one.x1 - one.x0 < _FLAT * one.size)
    area = float(page.width * page.height) or 1.0
    covered = sum(float(one["width"]) * float(one["height"]) for one in page.images)
    text = "".join(str(char["text"]) for char in page.chars)
    pictured = covered > _PICTURE_SHARE * area
    raw = _RawPage(segments, tables, float(page.height), text, pictured, flat)
    page.close()
    return raw


def _in_reading_order(pages: Sequence[_RawPage]) -> tuple[PrintedPage, ...]:
    strips = gutters([page.segments for page in pages])
    printed = []
    for number, (page, strip) in enumerate(zip(pages, strips, strict=True)):
        lines = tuple(line for line in lines_of(page.segments, number, strip) if line.text)
        printed.append(
            PrintedPage(lines, page.tables, page.height, page.text, page.pictured, page.flat)
        )
    return tuple(printed)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer's remarks about odd fonts and colours out of the admin's terminal."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
