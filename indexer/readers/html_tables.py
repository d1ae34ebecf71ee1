"""Tables of a page: rows and cells, and those tables that only arrange the page."""

from __future__ import annotations

from bs4 import Tag

from indexer.readers.characters import on_one_line
from indexer.readers.structure import Note, Table

_WIDEST_SPAN = 64
_TALLEST_SPAN = 1000
_ARRANGED = ["table", "h1", "h2", "h3", "h4", "h5", "h6"]


def is_layout(table: Tag) -> bool:
    """Whether the table frames text: it holds headings or tables, or has a single column."""
    if table.find(_ARRANGED) is not None or table.get("role") == "presentation":
        return True
    return all(len(_cells(row)) <= 1 for row in _rows(table))


def table_of(table: Tag, notes: tuple[Note, ...], references: set[int]) -> Table:
    """The rows, a merged cell's text once; the signs of ``references`` to notes left out."""
    rows: list[list[str]] = []
    reaching: dict[int, int] = {}
    for row in _rows(table):
        rows.append(_row(row, reaching, references))
    width = max(map(len, rows), default=0)
    first = _rows(table)[:1]
    headed = any(cell.name == "th" for row in first for cell in _cells(row)) or _is_bold(first)
    return Table(tuple(tuple(row + [""] * (width - len(row))) for row in rows), headed, notes)


def _row(row: Tag, reaching: dict[int, int], references: set[int]) -> list[str]:
    texts: list[str] = []
    for cell in _cells(row):
        _skip_reached(texts, reaching)
        tall, wide = _span(cell, "rowspan", _TALLEST_SPAN), _span(cell, "colspan", _WIDEST_SPAN)
        for column in range(len(texts), len(texts) + wide):
            reaching[column] = tall - 1
        texts += [_text(cell, references), *[""] * (wide - 1)]
    _skip_reached(texts, reaching)
    return texts


def _skip_reached(texts: list[str], reaching: dict[int, int]) -> None:
    """Leave places empty that a cell of an earlier row reaches down into."""
    while reaching.get(len(texts), 0) > 0:
        reaching[len(texts)] -= 1
        texts.append("")


def _text(cell: Tag, references: set[int]) -> str:
    for link in cell.find_all("a"):
        if id(link) in references:
            link.extract()
    return on_one_line(cell.get_text(" " if cell.find(["p", "br", "li", "div"]) else ""))


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def _span(cell: Tag, name: str, most: int) -> int:
    text = str(cell.get(name) or "1").strip()
    return (
        max(1, min(int(text), most)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    )


def _is_bold(rows: list[Tag]) -> bool:
    cells = [cell for row in rows for cell in _cells(row) if cell.get_text(strip=True)]
    return bool(cells) and all(
        cell.find(["b", "strong"]) is not None
        and cell.find(["b", "strong"]).get_text(strip=True) == cell.get_text(strip=True)  # type: ignore[union-attr]
        for cell in cells
    )
