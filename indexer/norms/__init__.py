"""What a clause does: its norms, read from its own words by a small grammar.

The way of a clause: ``tokens`` (sentences) → ``marks`` (triggers, limbs, by the ``lexicon``) →
``limbs`` and ``parts`` (propositions) → ``ruling`` (kind, condition, exception) → ``scope``
(actions, accounts, roles, topics, by the vocabulary) → ``reading`` (norms with spans).
"""

from indexer.norms.by_hand import ReadNorms, with_norms
from indexer.norms.reading import read_norms
from indexer.norms.remembered import RememberedNorms, grammar_fingerprint

__all__ = ["ReadNorms", "RememberedNorms", "grammar_fingerprint", "read_norms", "with_norms"]
