"""Whether a label at the beginning of a line is an item, or a reference that got there by chance.

Hard-wrapped texts break a line anywhere: "not covered by / 2.11.1. installation commanders …".
Inside a paragraph a label therefore counts only where the sequence expects it and the line before
does not hang in the air; after a blank line it counts unless it reads like a reference.
"""

from __future__ import annotations

import re

from indexer.clauses.line import Line
from indexer.clauses.marker import BULLET, FULL, Marker
from indexer.clauses.outline import Place

_REFERENCE = re.compile(
    r"[,;.)\]:]|(?:and|or|to|through|und|et|y|e|ou)\s+\(?\w{1,4}\)"
    r"|(?:of|to|under|in)\s+(?:this|that|the)?\s*(?:sub)?(?:paragraph|section|article|part|annex"
    r"|schedule|chapter|directive|regulation|rule)s?\b"
    r"|(?:above|below|hereof|thereof|applies|apply|shall apply|does not apply|do not apply)\b"
)
_HANGING = re.compile(
    r"(?:^|[\s(])(?:(?:[Ss]ub)?(?:[Pp]aragraph|[Ss]ection|[Aa]rticle|[Pp]art|[Cc]lause|[Rr]ule"
    r"|[Rr]eference|[Rr]ef|[Ii]tem|[Pp]oint|[Pp]ara|[Tt]itle|[Cc]hapter|[Aa]nnex|[Nn]o)s?"
    r"|[Ss]ee|under|by|in|of|to|with|and|or|from|than|the|an?|at|on|for|before|after|until"
    r"|within|§+|C\.F\.R|CFR|U\.S\.C)\.?$"
)
_STOP = re.compile(r"[.;:,!?…—–-][\"”’»)\]*_]*(?:\s+(?:and|or|and/or|but))?$")
_GREATEST_GAP = 5
_GREATEST_ORPHAN = 99


def is_reference(rest: str) -> bool:
    """Whether what follows a label shows that it is quoted, as in "(a) and (b) above"."""
    return _REFERENCE.match(rest) is not None


def accepts_after_blank(marker: Marker, place: Place, rest: str) -> bool:
    """Whether a label that begins a paragraph is an item's."""
    if is_reference(rest):
        return False
    if place.surely and marker.style != FULL:
        return True
    if marker.style == FULL:
        return place.surely or not rest[:1].islower()
    step = place.path[-1]
    if place.backward:
        return True
    if step.ordinal == step.list_first:
        return step.ordinal <= _GREATEST_ORPHAN
    return True


def accepts_within(
    marker: Marker, place: Place, rest: str, line: Line, before: Line, *, goes_on: bool
) -> bool:
    """Whether a label that begins a line inside a paragraph is an item's.

    ``goes_on``: the line before or one of the next few begins with a label of its kind.
    """
    if is_reference(rest):
        return False
    stopped = _STOP.search(before.text[-60:]) is not None
    if not stopped and _HANGING.search(before.text[-40:]):
        return False
    if marker.wrap == BULLET:
        deeper = line.indent > before.indent
        return stopped or deeper or goes_on or not place.opens or rest[:1].isupper()
    if place.backward or not place.surely:
        return False
    if place.opens and marker.style != FULL:
        return stopped or line.indent > before.indent
    return stopped or goes_on or not (marker.label.isdecimal() and rest[:1].islower())
