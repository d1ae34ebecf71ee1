"""A table of contents: a run of short lines that all come again as headings further down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.clauses.block import Block, Kind
from indexer.clauses.marker import BULLET

_SHORTEST_RUN = 3
_LONGEST_LINE = 150
_PAGE = re.compile(r"(?:[.…·_\s]{2,}|\t)\d{0,4}$")
_WORD = re.compile(r"\w+")


def without_contents(canonical: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the lines of a table of contents turned into notes."""
    keys = [_key(canonical, block) for block in blocks]
    coming = Counter(key for key in keys if key)
    settled = list(blocks)
    run: list[int] = []
    for position, key in enumerate([*keys, ""]):
        coming[key] -= 1
        if key and coming[key] > 0:
            run.append(position)
            continue
        if len(run) >= _SHORTEST_RUN:
            for place in run:
                settled[place] = replace(blocks[place], kind=Kind.NOTE, heading=None)
        run = []
    return settled


def _key(canonical: str, block: Block) -> str:
    """The words of a line that may be a title, without its page number; else nothing."""
    if block.kind not in (Kind.ITEM, Kind.HEADING) or block.end - block.outer > _LONGEST_LINE:
        return ""
    if block.path and block.path[-1].style == BULLET:
        return ""
    text = canonical[block.outer : block.end].rstrip("*_ #")
    if text.endswith((".", ";", ":", ",")) and not text.endswith(".."):
        return ""
    bare = text[: -len(found[0])] if (found := _PAGE.search(text)) else text
    return " ".join(_WORD.findall(bare.lower()))
