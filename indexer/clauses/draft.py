"""Clauses before their numbers are known to be unique."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.clause import Slice


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause to be. ``chain`` are the names of the sections it stands in.

    ``list`` is the list that its item belongs to (0: it is no item), ``hangs_on`` the number of
    the paragraph that the list hangs on. ``full`` says that its label names its place itself, as
    23.1 does, and ``restarts`` that its count began anew, so that a number which occurred before
    in another section is no slip. ``block`` is the block that it was made of,
    ``below`` those of the items that it is nested in, from the outermost.
    """

    number: str
    start: int
    end: int
    line: int
    heading: tuple[str, ...]
    chain: tuple[str, ...]
    lead_in: Slice | None = None
    list: int = 0
    hangs_on: str = ""
    full: bool = False
    restarts: bool = True
    block: int = -1
    below: tuple[int, ...] = ()
