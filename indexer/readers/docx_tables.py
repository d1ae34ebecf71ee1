"""Word tables: their rows and cells, and those tables that only arrange text on the page."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers.docx_xml import Element, child, local, number, value, w

_WIDEST_SPAN = 64
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``element`` is ``None`` where a merged cell reaches into this place."""

    element: Element | None


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, without those whose deletion is accepted."""
    return [
        row
        for row in _inside(table, "tr")
        if child(row, "trPr", "del") is None and child(row, "trPr", "moveFrom") is None
    ]


def cells_of(row: Element) -> list[Cell]:
    """The cells of a row, one for each column it spans."""
    cells: list[Cell] = []
    for element in _inside(row, "tc"):
        continued = (
            child(element, "tcPr", "vMerge") is not None
            and (value(element, "tcPr", "vMerge") or "continue") == "continue"
        )
        cells.append(Cell(None if continued else element))
        span = number(element, "tcPr", "gridSpan") or 1
        cells.extend([Cell(None)] * (min(span, _WIDEST_SPAN) - 1))
    return cells


def is_layout(table: Element) -> bool:
    """Whether the table has one column, or holds tables: then it frames text."""
    rows = rows_of(table)
    if any(True for row in rows for _ in row.iter(w("tbl"))):
        return True
    return all(len(_inside(row, "tc")) <= 1 for row in rows)


def _inside(element: Element, name: str) -> list[Element]:
    found = []
    for part in element:
        if local(part) == name:
            found.append(part)
        elif local(part) in _WRAPPERS:
            found.extend(_inside(part, name))
    return found
