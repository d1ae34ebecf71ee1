"""No day may have two versions of one directive in force: nobody could say which one binds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from indexer.bound import BoundSource
from knowledge.directive import Directive
from knowledge.errors import SourceError

_VERSION = ("version", "id")
_DATES = ("in_force_from", "in_force_until", *_VERSION)


def check_in_force(bound: Sequence[BoundSource]) -> None:
    """Raise ``SourceError`` where two versions of a directive are in force on one day."""
    versions: dict[str, list[BoundSource]] = defaultdict(list)
    for source in bound:
        versions[source.directive.id].append(source)
    for sources in versions.values():
        for one, other in combinations(sources, 2):
            if one.directive.version == other.directive.version:
                raise SourceError(
                    other.path,
                    f"{other.directive.key} is already given by {_place(one, *_VERSION)}",
                    line=_line(other, *_VERSION),
                    remedy="Leave one of the two files out, or give it another version.",
                )
            if _overlap(one.directive, other.directive):
                raise SourceError(
                    other.path,
                    f"{one.directive.key} ({_place(one, *_DATES)}) and {other.directive.key} are "
                    "in force on the same day",
                    line=_line(other, *_DATES),
                    remedy="Give the older version an `in_force_until` the day before the newer "
                    "one's `in_force_from`.",
                )


def _line(source: BoundSource, *facts: str) -> int | None:
    """Where a text gives the first of these facts that it does give."""
    return next((source.fact_lines[one] for one in facts if one in source.fact_lines), None)


def _place(source: BoundSource, *facts: str) -> str:
    line = _line(source, *facts)
    return source.path.name if line is None else f"{source.path.name}:{line}"


def _overlap(one: Directive, other: Directive) -> bool:
    begin = max(one.in_force_from or date.min, other.in_force_from or date.min)
    end = min(one.in_force_until or date.max, other.in_force_until or date.max)
    return begin <= end
