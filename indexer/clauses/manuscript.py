"""The lines of a text with the markers that they begin with, read once each."""

from __future__ import annotations

import re

from indexer.clauses.line import Line
from indexer.clauses.marker import Marker, Reading, markers_at
from indexer.clauses.outline import NOWHERE

_LOOK_AHEAD = 80
_NEAR = 3
_QUOTED = re.compile(r"(?:>[ \t]?)+")


class Manuscript:
    """Lines by position; a line can be shortened when its beginning has been taken."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._markers: dict[int, tuple[Marker, ...]] = {}
        self.marked = sum(1 for line in lines if hashes(line.text)) >= 2
        """Whether headings are marked with ``#``, so that none needs to be guessed."""

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, position: int) -> Line:
        return self._lines[position]

    @property
    def lines(self) -> list[Line]:
        """All lines, as far as they are not yet taken."""
        return self._lines

    def unquoted(self, position: int) -> Line:
        """A line without the ``>`` of a block quotation."""
        line = self._lines[position]
        if not line.text.startswith(">") or not (quote := _QUOTED.match(line.text)):
            return line
        return line.after(quote.end())

    def markers(self, position: int) -> tuple[Marker, ...]:
        """What a line begins with."""
        if position not in self._markers:
            self._markers[position] = markers_at(self.unquoted(position).text)
        return self._markers[position]

    def shorten(self, position: int, line: Line, length: int) -> None:
        """Leave of a line only what follows the first ``length`` characters of ``line``."""
        self._lines[position] = line.after(length)
        self._markers.pop(position, None)

    def ahead(self, position: int, reading: Reading) -> int:
        """In how many lines a label comes that can be read so; ``NOWHERE`` if before no heading."""
        stop = min(len(self._lines), position + _LOOK_AHEAD)
        for later in range(position + 1, stop):
            text = self._lines[later].text
            if hashes(text):
                break
            for marker in self.markers(later) if text else ():
                if reading in marker.readings:
                    return later - position
        return NOWHERE

    def has_like_near(self, position: int) -> bool:
        """Whether the line before or one of the next begins with the same kind of label."""
        wrap = self.markers(position)[0].wrap
        near = range(max(0, position - 1), min(position + _NEAR + 1, len(self._lines)))
        return any(
            marker.wrap == wrap
            for other in near
            if other != position
            for marker in self.markers(other)
        )


def hashes(text: str) -> int:
    """The level of a ``#`` heading; 0 where the line is none."""
    if text[:1] != "#":
        return 0
    words = text.lstrip("#")
    level = len(text) - len(words)
    return level if level <= 6 and words[:1].isspace() else 0


def heading_words(line: Line) -> tuple[int, int]:
    """Where the words of a ``#`` heading begin and end."""
    words = line.text.lstrip("#").lstrip()
    end = line.end
    bare = words.rstrip("#")
    if bare != words and bare[-1:].isspace():
        end -= len(words) - len(bare.rstrip())
    return line.end - len(words), end
