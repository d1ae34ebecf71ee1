"""From lines to blocks: headings, items, paragraphs, answers, table rows, notes and markup."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from indexer.clauses.acceptance import accepts_after_blank, accepts_within
from indexer.clauses.aside import is_note, is_only_markup, is_raw
from indexer.clauses.block import Block, Heading, Kind
from indexer.clauses.heading import BOLD, name_of
from indexer.clauses.line import Line
from indexer.clauses.manuscript import Manuscript, hashes, heading_words
from indexer.clauses.marker import LABEL, Marker
from indexer.clauses.outline import Outline, Place
from indexer.clauses.paragraph import answer_prefix, defined_term, is_question
from indexer.clauses.sentence import announces_list, opens_list
from indexer.clauses.table import table_at, table_blocks
from indexer.clauses.unmarked import (
    guess,
    is_bold_heading,
    is_labelled,
    run_in_title,
    titled_below,
    underline_level,
)

_FENCE = re.compile(r"```+|~~~+")
_HEADING_NOTE = re.compile(r"\([^()]{1,120}\)")


class Splitter:
    """Walks over the lines once, keeping track of the open lists.

    One class, because whether a line begins a block depends on the lists that are open there.
    """

    def __init__(self, canonical: str, lines: list[Line]) -> None:
        self._canonical = canonical
        self._lines = Manuscript(lines)
        self._outline = Outline()
        self._blocks: list[Block] = []
        self._asked = False
        self._tables = 0
        self._closes: dict[str, bool] = {}

    def split(self) -> list[Block]:
        """All blocks in the order of the text; none overlaps another."""
        position = 0
        while position < len(self._lines):
            position = position + 1 if self._lines[position].blank else self._take(position)
        return self._blocks

    def _take(self, position: int) -> int:
        line = self._lines[position]
        if fence := _FENCE.match(line.text):
            return self._fenced(position, fence[0])
        if line.text.startswith("<!--"):
            return self._comment(position)
        if is_only_markup(line.text):
            return self._emit(Kind.MARKUP, position, line, line.end)
        if level := hashes(line.text):
            start, end = heading_words(line)
            return self._heading(position, start, end, level)
        if height := table_at(self._lines.lines, position):
            return self._table(position, height)
        if is_raw(line.text):
            return self._emit(Kind.RAW, position, line, line.end)
        return self._prose(position)

    # -- headings ------------------------------------------------------------------------------

    def _heading(
        self,
        position: int,
        start: int,
        end: int,
        level: int,
        *,
        guessed: bool = False,
        run_in: bool = False,
    ) -> int:
        line = self._lines[position]
        text = " ".join(self._canonical[start:end].strip("*_ ").split())
        text = text.rstrip(" .:–—-") if run_in else text
        naming = name_of(text)
        if not level:
            level = naming.level
        heading = Heading(
            text,
            naming.number,
            naming.cites,
            level,
            start,
            end,
            line.number,
            guessed,
            naming.labelled,
        )
        self._asked = False
        self._outline.reset(naming.number if naming.cites else "")
        self._blocks.append(
            Block(Kind.HEADING, line.start, start, end, line.number, heading=heading)
        )
        return position + 1

    def _unmarked_heading(self, position: int, line: Line) -> int | None:
        """The line after an unmarked heading that begins here; ``None`` if none does."""
        if level := underline_level(self._lines.lines, position):
            self._heading(position, line.start, line.end, level)
            return position + 1
        if is_bold_heading(self._lines.lines, position):
            return self._heading(position, line.start, line.end, BOLD, guessed=True)
        if is_labelled(self._lines.lines, position, line.text, marked=self._lines.marked):
            last = position + titled_below(self._lines.lines, position)
            self._heading(position, line.start, self._lines[last].end, 0)
            return self._heading_notes(last + 1)
        return None

    def _guessed_heading(self, position: int, line: Line) -> int | None:
        height, level = (
            (0, 0) if self._lines.marked else guess(self._lines.lines, position, line.text)
        )
        if not height:
            return None
        end = self._lines[position + height - 1].end
        self._heading(position, line.start, end, level, guessed=True)
        return self._heading_notes(position + height)

    def _heading_notes(self, position: int) -> int:
        """Past the bracketed lines right under a heading, such as "(CT:IM-239; 11-14-2018)"."""
        while position < len(self._lines):
            line = self._lines[position]
            if not _HEADING_NOTE.fullmatch(line.text) or self._lines.markers(position):
                break
            position = self._emit(Kind.NOTE, position, line, line.end)
        return position

    # -- prose ---------------------------------------------------------------------------------

    def _prose(self, position: int) -> int:
        line = self._lines.unquoted(position)
        if self._asked and (prefix := answer_prefix(line.text)) is not None:
            return self._unnumbered(position, line, Kind.ANSWER, prefix)
        if (after := self._unmarked_heading(position, line)) is not None:
            return after
        markers = self._lines.markers(position)
        place = self._place(position, markers, len(self._blocks))
        if place is not None and accepts_after_blank(markers[0], place, _rest(line, markers)):
            return self._item(position, line, markers)
        if (after := self._guessed_heading(position, line)) is not None:
            return after
        return self._unnumbered(position, line, Kind.PARAGRAPH, 0)

    def _item(self, position: int, line: Line, markers: tuple[Marker, ...]) -> int:
        if markers[0].wrap == LABEL:
            self._heading(position, line.start, line.start + markers[0].end, 0, run_in=True)
            self._lines.shorten(position, line, markers[0].end)
            return position
        self._enter(position, markers)
        begin = len(line.text) - len(_rest(line, markers))
        start = line.after(begin)
        if title_end := run_in_title(start.text, markers):
            self._emit(Kind.ITEM, position, start, start.start + title_end)
            self._outline.opening = True
            self._lines.shorten(position, start, title_end)
            return position
        after = self._end_of(position)
        end = self._lines[after - 1].end
        self._emit(Kind.ITEM, position, start, end)
        self._outline.opening = opens_list(self._canonical[start.start : end])
        return after

    def _unnumbered(self, position: int, line: Line, kind: Kind, prefix: int) -> int:
        after = self._end_of(position)
        end = self._lines[after - 1].end
        text = self._canonical[line.start + prefix : end]
        if kind is Kind.PARAGRAPH and is_note(text):
            self._emit(Kind.NOTE, position, line, end)
            return after
        start = Line(line.number, line.start + prefix, line.end, text, line.indent)
        self._emit(kind, position, start, end)
        roots = announces_list(text) or defined_term(text) is not None
        self._outline.interrupt(len(self._blocks) - 1, opens=roots)
        return after

    def _end_of(self, position: int) -> int:
        """The line after the paragraph that begins at ``position``."""
        after = position + 1
        while after < len(self._lines) and not self._begins_another(position, after):
            after += 1
        return after

    def _begins_another(self, begin: int, position: int) -> bool:
        line, before = self._lines[position], self._lines[position - 1]
        if line.blank or self._breaks_off(position):
            return True
        quoted = line.text[0] == ">" and before.text[:1] != ">"
        line = self._lines.unquoted(position)
        if quoted or self._answers(begin, position, line):
            return True
        markers = self._lines.markers(position)
        place = self._place(position, markers, len(self._blocks) + 1)
        if place is None:
            return False
        goes_on = self._lines.has_like_near(position)
        rest = _rest(line, markers)
        return accepts_within(markers[0], place, rest, line, before, goes_on=goes_on)

    def _breaks_off(self, position: int) -> bool:
        text = self._lines[position].text
        return (text[0] in "`~<#|" or "|" in text or not text[0].isalnum()) and bool(
            hashes(text)
            or _FENCE.match(text)
            or text.startswith("<!--")
            or is_only_markup(text)
            or is_raw(text)
            or table_at(self._lines.lines, position)
        )

    def _answers(self, begin: int, position: int, line: Line) -> bool:
        if answer_prefix(line.text) is None:
            return False
        start, end = self._lines[begin].start, self._lines[position - 1].end
        return self._asked or is_question(self._canonical[start:end])

    # -- other structure -----------------------------------------------------------------------

    def _fenced(self, position: int, fence: str) -> int:
        last = position + 1 if self._closes.get(fence, True) else len(self._lines)
        while last < len(self._lines) and not self._lines[last].text.startswith(fence):
            last += 1
        self._closes[fence] = last < len(self._lines)
        opening = self._lines[position]
        self._emit(Kind.MARKUP, position, opening, opening.end)
        inside = [line for line in self._lines.lines[position + 1 : last] if not line.blank]
        if last == len(self._lines) or not inside:
            return position + 1
        self._emit(Kind.PARAGRAPH, position + 1, inside[0], inside[-1].end)
        closing = self._lines[last]
        return self._emit(Kind.MARKUP, last, closing, closing.end)

    def _comment(self, position: int) -> int:
        line = self._lines[position]
        close = self._canonical.find("-->", line.start) if self._closes.get("-->", True) else -1
        if close < 0:
            self._closes["-->"] = False
            return self._emit(Kind.RAW, position, line, line.end)
        self._emit(Kind.MARKUP, position, line, close + 3)
        while position < len(self._lines) and self._lines[position].end < close + 3:
            position += 1
        if position < len(self._lines) and self._lines[position].end > close + 3:
            self._lines.shorten(
                position, self._lines[position], close + 3 - self._lines[position].start
            )
            return position
        return position + 1

    def _table(self, position: int, height: int) -> int:
        self._tables += 1
        lines = self._lines.lines[position : position + height]
        for block in table_blocks(self._canonical, lines, self._tables):
            self._blocks.append(replace(block, path=self._outline.path))
        return position + height

    # -- small steps ---------------------------------------------------------------------------

    def _emit(self, kind: Kind, position: int, begin: Line, end: int) -> int:
        outer = min(self._lines[position].start, begin.start)
        start = min(begin.start, end)
        self._blocks.append(
            Block(
                kind,
                outer,
                start,
                end,
                begin.number,
                begin.indent,
                self._outline.path,
                self._outline.anchor,
            )
        )
        if kind is Kind.ITEM or (kind is Kind.PARAGRAPH and not self._asked):
            self._asked = is_question(self._canonical[start:end])
        return position + 1

    def _place(self, position: int, markers: tuple[Marker, ...], block: int) -> Place | None:
        if not markers:
            return None
        indent = self._lines[position].indent
        return self._outline.place(markers[0], indent, block, partial(self._lines.ahead, position))

    def _enter(self, position: int, markers: tuple[Marker, ...]) -> None:
        indent, block = self._lines[position].indent, len(self._blocks)
        for depth, marker in enumerate(markers):
            open_path = self._outline.repeats(marker, depth)
            if open_path is not None and marker is not markers[-1]:
                self._outline.path = open_path
                continue
            ahead = partial(self._lines.ahead, position)
            place = self._outline.place(marker, indent, block, ahead)
            if place is not None:
                self._outline.enter(place)


def _rest(line: Line, markers: tuple[Marker, ...]) -> str:
    return line.text[markers[-1].end :].lstrip()
