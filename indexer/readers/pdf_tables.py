"""Ruled tables of a PDF page, cut out of the page's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

from indexer.readers.pdf_glyphs import glyphs_of
from indexer.readers.pdf_lines import lines_of
from indexer.readers.pdf_segments import segments_of
from indexer.readers.structure import Table

_MOST_RULES = 3000
_SLACK = 1.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table, the page it stands on, and its upper edge as a baseline."""

    table: Table
    page: int
    baseline: float
    box: Box


def tables_of(page: Page, number: int) -> list[PlacedTable]:
    """The ruled tables of a page with two columns or more; a single box is no table."""
    rules = len(page.rects) + len(page.lines) + len(page.curves)
    if rules < 4 or rules > _MOST_RULES:
        return []
    found = []
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        rows = [[_cell_text(page, cell) for cell in row.cells] for row in table.rows]
        rows = [row for row in rows if any(row)]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue
        headed = _is_bold(page, [cell for cell in table.rows[0].cells if cell])
        cells = tuple(tuple(row) for row in rows)
        baseline = _baseline_of(page, table.bbox)
        found.append(PlacedTable(Table(cells, headed), number, baseline, table.bbox))
    return found


def outside(
    chars: Iterable[Mapping[str, Any]], tables: Iterable[PlacedTable]
) -> list[Mapping[str, Any]]:
    """The letters that stand in no table."""
    boxes = [table.box for table in tables]
    return [char for char in chars if not any(_is_inside(char, box) for box in boxes)]


def _cell_text(page: Page, box: Box | None) -> str:
    if box is None:
        return ""
    inside = [char for char in page.chars if _is_inside(char, box)]
    glyphs = glyphs_of(inside)
    lines = lines_of(segments_of(glyphs), 0) if glyphs else []
    return " ".join(line.text for line in lines)


def _is_bold(page: Page, boxes: list[Box]) -> bool:
    glyphs = glyphs_of(char for char in page.chars if any(_is_inside(char, box) for box in boxes))
    return bool(glyphs) and all(one.bold for one in glyphs if one.text.strip())


def _is_inside(char: Mapping[str, Any], box: Box) -> bool:
    middle_x, middle_y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    left, top, right, bottom = box
    return bool(
        left - _SLACK <= middle_x <= right + _SLACK and top - _SLACK <= middle_y <= bottom + _SLACK
    )


def _baseline_of(page: Page, box: Box) -> float:
    # A baseline is the negative height above the lower edge of the page.
    return -(float(page.height) - float(box[1]))
