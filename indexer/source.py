"""A directive file taken in: the facts about the directive and its canonical text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.directive import Directive

ASKED_FOR = ("version", "in_force_from", "rank", "jurisdiction")
"""Facts that are asked for where a file does not give them: a guess would decide answers."""


@dataclass(frozen=True, slots=True)
class SourceWarning:
    """Something an admin should know about a source, which does not stop the indexing."""

    path: Path
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that comes already cut; its text is ``canonical[start:end]`` of its source."""

    id: str
    number: str
    heading: tuple[str, ...]
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """A directive as read: the text that every offset refers to, and what was odd about it.

    ``canonical`` is the file's text without front matter, in Unicode NFC, with ``\\n`` line ends.
    ``first_line`` is the line of the file on which it begins. ``passages`` is filled by formats
    that come already cut; then nothing is left to segment. ``unstated`` names the facts that
    the file does not give, ``fact_lines`` the lines on which a text gives the others.
    """

    path: Path
    directive: Directive
    canonical: str
    format: str
    warnings: tuple[SourceWarning, ...] = ()
    passages: tuple[Passage, ...] | None = None
    first_line: int = 1
    unstated: tuple[str, ...] = ()
    fact_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that it should give and does not: they are asked for, never guessed."""
        return tuple(key for key in ASKED_FOR if key in self.unstated)
