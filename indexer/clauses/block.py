"""The pieces that a text falls into before they become clauses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.clauses.outline import Step
from knowledge.clause import Slice


class Kind(StrEnum):
    """What a piece of a text is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ANSWER = "answer"
    ROW = "row"
    NOTE = "note"  # an editor's bracketed note: no clause, but not lost
    MARKUP = "markup"  # rules, fences, comments, table heads, the frame of a message
    RAW = "raw"  # what nobody could quote, such as HTML; counts as lost


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``number`` is what people cite it by, as in ``23`` for “Article 23 Reactions”.

    ``cites``: the numbers of items below it begin with its number. A smaller ``level`` is
    further out. ``guessed``: nothing marks it as a heading but its look. ``labelled``: it says
    what it is, as "Part III" does.
    """

    text: str
    number: str
    cites: bool
    level: int
    start: int
    end: int
    line: int
    guessed: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece at ``canonical[start:end]``; its marker or markup begins at ``outer``.

    ``path`` is its place among the open lists, ``anchor`` the paragraph that the outermost of
    them hangs on. ``header`` is the head of the table that a row belongs to.
    """

    kind: Kind
    outer: int
    start: int
    end: int
    line: int
    indent: int = 0
    path: tuple[Step, ...] = ()
    anchor: int | None = None
    heading: Heading | None = None
    header: Slice | None = None
    row: tuple[int, int] = (0, 0)
