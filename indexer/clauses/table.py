"""Markdown tables: a head, a line of dashes, and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.clauses.aside import is_only_markup
from indexer.clauses.block import Block, Kind
from indexer.clauses.line import Line
from knowledge.clause import Slice

_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


def table_at(lines: list[Line], position: int) -> int:
    """How many lines the table that begins here has; 0 where there is none."""
    if position + 1 >= len(lines) or "|" not in lines[position].text:
        return 0
    dashes = lines[position + 1].text
    if "|" not in dashes or len(dashes) > 2000 or not _DASHES.fullmatch(dashes):
        return 0
    end = position + 2
    while end < len(lines) and "|" in lines[end].text:
        end += 1
    return end - position


def table_blocks(canonical: str, lines: list[Line], number: int) -> Iterator[Block]:
    """The head as markup, then each row with the head's cells; ``number`` counts the tables."""
    start, end = _cells(lines[0])
    header = Slice(canonical[start:end], start, end) if end > start else None
    for line in lines[:2]:
        yield Block(Kind.MARKUP, line.start, line.start, line.end, line.number)
    for row, line in enumerate(lines[2:], 1):
        begin, stop = _cells(line)
        kind = Kind.MARKUP if is_only_markup(line.text) else Kind.ROW
        place = (number, row)
        yield Block(kind, line.start, begin, stop, line.number, header=header, row=place)
        if stop < line.end:
            yield Block(Kind.MARKUP, stop, stop, line.end, line.number)


def _cells(line: Line) -> tuple[int, int]:
    """Where the content of a row begins and ends, without its outer bars."""
    text = line.text
    start = line.start + (len(text) - len(text[1:].lstrip()) if text.startswith("|") else 0)
    end = line.end
    if text.endswith("|") and end > start:
        end = line.start + len(text[:-1].rstrip())
    return start, max(start, end)
