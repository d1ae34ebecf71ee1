"""From a source to its clauses."""

from indexer.clauses.cut import Cut, cut

__all__ = ["Cut", "cut"]
