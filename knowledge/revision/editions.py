"""The versions of directives that a snapshot holds, each with its clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.clause import Clause
from knowledge.directive import Directive
from knowledge.snapshot.manifest import Manifest
from knowledge.snapshot.opened import directive_key, read_clauses


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a directive with its clauses."""

    directive: Directive
    clauses: tuple[Clause, ...]


def editions_of(
    directives: Mapping[str, Directive], clauses: Iterable[Clause]
) -> tuple[Edition, ...]:
    """The clauses of a snapshot, version by version: ``editions_of(it.directives, it.clauses)``."""
    by_key = defaultdict(list)
    for clause in clauses:
        by_key[directive_key(clause.ref)].append(clause)
    return tuple(Edition(directive, tuple(by_key[key])) for key, directive in directives.items())


def editions_in(folder: Path) -> tuple[Edition, ...]:
    """The versions in a snapshot's folder; ``SnapshotDamagedError`` where it cannot be read."""
    directives = {one.directive.key: one.directive for one in Manifest.read(folder).sources}
    return editions_of(directives, read_clauses(folder))


def newest(editions: Iterable[Edition]) -> Edition | None:
    """The version that comes into force last; of several, the one with the highest number."""
    return max(editions, key=_age, default=None)


def _age(edition: Edition) -> tuple[date, list[tuple[int, str]]]:
    parts = re.findall(r"\d+|\D+", edition.directive.version)
    version = [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
    return edition.directive.in_force_from or date.min, version
