"""Headings that no ``#`` marks: underlined, bold, labelled, or betrayed by their look."""

from __future__ import annotations

import re

from indexer.clauses.heading import (
    ALONE,
    ATTACHED,
    CAPITALS,
    has_words,
    is_labelled_heading,
)
from indexer.clauses.line import Line
from indexer.clauses.marker import Marker, markers_at
from indexer.clauses.sentence import hangs, is_title

_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*]{1,160})\1:?")
_UNDERLINE = re.compile(r"=+|-{2,}")
_RUN_IN = re.compile(r"(?P<title>[^.:;()—–]{3,140}(?:\.|—|–))\s*(?=\()")
_MOST_TITLE_LINES = 3
_PARAGRAPH_LINES = 8


def underline_level(lines: list[Line], position: int) -> int:
    """1 or 2 where the next line underlines this one, else 0."""
    if position + 1 >= len(lines):
        return 0
    under = lines[position + 1].text
    if not under or len(under) > 200 or not _UNDERLINE.fullmatch(under):
        return 0
    if position > 0 and not lines[position - 1].blank and lines[position - 1].text[0] != "#":
        return 0
    return 1 if under[0] == "=" else 2


def is_bold_heading(lines: list[Line], position: int) -> bool:
    """Whether the line is a paragraph of its own, bold from end to end, and no sentence."""
    found = _BOLD.fullmatch(lines[position].text) if _ends(lines, position) else None
    return found is not None and is_title(found["words"].strip(), stop_allowed=True)


def is_labelled(lines: list[Line], position: int, text: str, *, marked: bool) -> bool:
    """Whether the line is "Article 23 Reactions" or the like; alone, where others are marked."""
    if not is_labelled_heading(text):
        return False
    return _ends(lines, position) or (not marked and _begins_sentence(lines[position + 1].text))


def titled_below(lines: list[Line], position: int) -> int:
    """1 where a heading is a bare label ("5 FAM 790") and its words stand on the next line."""
    below = lines[position + 1].text if position + 1 < len(lines) else ""
    bare = not has_words(lines[position].text)
    return int(bare and is_title(below, longest=140) and not markers_at(below))


def run_in_title(text: str, markers: tuple[Marker, ...]) -> int:
    """Where the title ends in "(b) Related restrictions—(1) Outside employment …"; else 0."""
    found = _RUN_IN.match(text)
    if not found or not is_title(found["title"].rstrip("—–."), longest=140):
        return 0
    inner = markers_at(text[found.end() :])
    fits = inner and inner[0].is_first and inner[0].style not in {one.style for one in markers}
    return found.end("title") if fits else 0


def guess(lines: list[Line], position: int, text: str) -> tuple[int, int]:
    """How many lines from here are a heading by their look, and its level; 0 for none."""
    height = 0
    while height < _MOST_TITLE_LINES and position + height < len(lines):
        line = lines[position + height].text if height else text
        if not line:
            return height, CAPITALS if text.isupper() else ALONE
        if not is_title(line, longest=140):
            break
        height += 1
    else:
        return (height, ALONE) if _ends(lines, position + height - 1) else (0, 0)
    return (1, ATTACHED) if height and _stands_above(lines, position, text) else (0, 0)


def _stands_above(lines: list[Line], position: int, text: str) -> bool:
    """Whether a short line stands above its paragraph, rather than being its first words."""
    following = lines[position + 1].text if position + 1 < len(lines) else ""
    if len(text) > 70 or len(text.split()) > 8 or hangs(text) or not _begins_sentence(following):
        return False
    width = len(text)
    for line in lines[position + 1 : position + _PARAGRAPH_LINES]:
        if line.blank:
            break
        # A link is longer than what a reader sees of it.
        width = max(width, 0 if "](" in line.text else len(line.text))
    return len(text) + 1 + len(following.split()[0]) < 0.75 * width


def _ends(lines: list[Line], position: int) -> bool:
    return position + 1 >= len(lines) or lines[position + 1].blank


def _begins_sentence(text: str) -> bool:
    first = text.lstrip("\"“'‘«*_(§")[:1]
    return first.isdecimal() or (first.isalpha() and not first.islower())
