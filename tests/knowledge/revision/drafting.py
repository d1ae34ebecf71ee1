"""Clauses as an admin would draft them, with their norms read by the real grammar."""

from __future__ import annotations

from dataclasses import replace

from indexer.norms import read_norms
from knowledge.clause import Clause, ClauseRef, Slice
from knowledge.revision.change import ClauseChange
from knowledge.revision.compare import compare_clauses
from knowledge.vocabulary import Vocabulary

VOCABULARY = Vocabulary.open()


def clause(
    number: str, text: str, *, heading: str = "", lead_in: str = "", version: str = "1"
) -> Clause:
    drafted = Clause(
        ClauseRef("D", version, number),
        text,
        0,
        len(text),
        heading=(heading or f"Article {number.split('.')[0]}",),
        lead_in=Slice(lead_in, 0, len(lead_in)) if lead_in else None,
    )
    return replace(drafted, norms=read_norms(drafted, VOCABULARY))


def change(before: str, after: str) -> ClauseChange:
    """The one change between two wordings of a clause."""
    (found,) = compare_clauses([clause("1.1", before)], [clause("1.1", after)])
    return found
