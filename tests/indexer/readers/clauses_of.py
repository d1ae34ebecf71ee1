"""What a test compares: the clauses of a file, by number, as words with single spaces."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from indexer.clauses.cut import Cut, cut
from indexer.readers import read_sources

_EMPHASIS = re.compile(r"[*_\\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^()\s]*\)")


@cache
def cut_file(path: Path) -> Cut:
    """The first directive of a file, cut into clauses."""
    return cut(read_sources(path)[0])


def clauses_of(path: Path) -> list[tuple[str, str]]:
    """Number and text of every clause, in order; Markdown's emphasis and link targets left out."""
    return [
        (clause.ref.number, " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", clause.text)).split()))
        for clause in cut_file(path).clauses
    ]
