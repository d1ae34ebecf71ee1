"""The lines of a canonical text with their places; a line ends at ``\\n`` and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is ``canonical[start:end]``, without white space at its ends."""

    number: int
    start: int
    end: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read on it."""
        return not self.text

    def after(self, length: int) -> Line:
        """The line that is left when its first ``length`` characters are taken."""
        text = self.text[length:].lstrip()
        return Line(self.number, self.end - len(text), self.end, text, self.indent)


def lines_of(canonical: str, begin: int, end: int, first_line: int) -> list[Line]:
    """The lines of ``canonical[begin:end]``; ``begin`` lies on the line ``first_line``."""
    lines = []
    offset = begin
    for number, raw in enumerate(canonical[begin:end].split("\n"), first_line):
        text = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        start = offset + (lead if text else 0)
        indent = len(raw[:lead].expandtabs(4)) if lead else 0
        lines.append(Line(number, start, start + len(text), text, indent))
        offset += len(raw) + 1
    return lines
