"""Markdown tables: a head, a line of dashes, and rows."""

from __future__ import annotations

import re

from indexer.clauses.line import Line

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


def cells_of(line: Line) -> tuple[int, int]:
    """Where the content of a row begins and ends, without its outer bars."""
    text = line.text
    start = line.start + (len(text) - len(text[1:].lstrip()) if text.startswith("|") else 0)
    end = line.end
    if text.endswith("|") and end > start:
        end = line.start + len(text[:-1].rstrip())
    return start, max(start, end)
