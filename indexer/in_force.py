"""No day may have two versions of one directive in force: nobody could say which one binds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from indexer.bound import BoundSource
from knowledge.directive import Directive
from knowledge.errors import SourceError


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
                    f"{other.directive.key} is already given by {one.path.name}",
                    remedy="Leave one of the two files out, or give it another version.",
                )
            if _overlap(one.directive, other.directive):
                raise SourceError(
                    other.path,
                    f"{one.directive.key} ({one.path.name}) and {other.directive.key} are in "
                    "force on the same day",
                    remedy="Give the older version an `in_force_until` the day before the newer "
                    "one's `in_force_from`.",
                )


def _overlap(one: Directive, other: Directive) -> bool:
    begin = max(one.in_force_from or date.min, other.in_force_from or date.min)
    end = min(one.in_force_until or date.max, other.in_force_until or date.max)
    return begin <= end
