"""What is compared for a plan: sources or a snapshot against the live one, or two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.bound import BoundSource
from knowledge.errors import AttacheError
from knowledge.revision.compare import compare, compare_editions
from knowledge.revision.editions import Edition, editions_in
from knowledge.revision.revision import Revision
from knowledge.snapshot.store import SnapshotStore


class PlanError(AttacheError):
    """The plan that was asked for names something that is not there."""

    remedy = "See what there is: `attache index list` and `attache index show`."


@dataclass(frozen=True, slots=True)
class Planner:
    """Compares what is in a store, or would come into it; nothing is written."""

    store: SnapshotStore

    def incoming(self, bound: Sequence[BoundSource], against: str | None = None) -> Revision:
        """What building these sources would change for those who ask."""
        return compare(self._live(against), _editions(bound))

    def whole(self, bound: Sequence[BoundSource]) -> Revision:
        """All of these sources, as they come to those who ask where nothing was live."""
        return compare((), _editions(bound))

    def staged(self, name: str, against: str | None = None) -> Revision:
        """What publishing a snapshot that is there would change."""
        return compare(self._live(against), editions_in(self.store.folder(name)))

    def between(self, before: str, after: str, snapshot: str | None = None) -> Revision:
        """What one version of a directive changes against another of the same snapshot."""
        editions = editions_in(self.store.folder(snapshot or self.store.current()))
        return between(editions, before, after)

    def _live(self, name: str | None) -> tuple[Edition, ...]:
        """The versions of a snapshot; of the live one without a name, and none without either."""
        history = (name,) if name else self.store.history()
        return editions_in(self.store.folder(history[0])) if history else ()


def _editions(bound: Sequence[BoundSource]) -> list[Edition]:
    return [Edition(source.directive, source.clauses) for source in bound]


def between(editions: Sequence[Edition], before: str, after: str) -> Revision:
    """What the version with the key ``after`` changes against the one with the key ``before``."""
    revision = compare_editions(_keyed(editions, before), _keyed(editions, after))
    return Revision(() if revision.nothing else (revision,))


def _keyed(editions: Sequence[Edition], key: str) -> Edition:
    for edition in editions:
        if edition.directive.key.casefold() == key.strip().casefold():
            return edition
    there = ", ".join(edition.directive.key for edition in editions)
    raise PlanError(f"there is no {key!r}", remedy=f"There are: {there}.")
