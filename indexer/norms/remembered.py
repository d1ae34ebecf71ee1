"""Norms of an earlier build: a clause that stands as it stood is not read again.

They are taken over only where the same grammar read them with the same vocabulary. Norms set by
hand are not remembered, nor is their absence: those clauses are read again, which is always right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from indexer.norms.reading import read_norms
from knowledge.clause import Clause
from knowledge.norm import Norm
from knowledge.vocabulary import Vocabulary

_GRAMMAR = Path(__file__).parent
_LIBRARY = Path(__file__).parents[2] / "knowledge"


class RememberedNorms:
    """Reads norms; of the clauses that it was given, it knows them already."""

    def __init__(self, clauses: Iterable[Clause] = ()) -> None:
        self._norms = {
            _what_is_read(clause): clause.norms
            for clause in clauses
            if clause.norms and not any(norm.by_hand for norm in clause.norms)
        }

    def read(self, clause: Clause, vocabulary: Vocabulary) -> tuple[Norm, ...]:
        """The norms of a clause, in the order of its text."""
        known = self._norms.get(_what_is_read(clause))
        return read_norms(clause, vocabulary) if known is None else known


def grammar_fingerprint(vocabulary_file: Path) -> str:
    """A digest of all that norms depend on but the clause: code, stemmer and vocabulary."""
    digest = hashlib.sha256(f"PyStemmer {version('PyStemmer')}\n".encode())
    for path in (*sorted(_GRAMMAR.glob("*.py")), *sorted(_LIBRARY.glob("*.py")), vocabulary_file):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _what_is_read(clause: Clause) -> tuple[str, str, tuple[str, ...]]:
    return clause.text, clause.lead_in.text if clause.lead_in else "", clause.heading
