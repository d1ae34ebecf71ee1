"""What goes into a search and what comes out of it, the rejected matches included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.clause import Clause
from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class Query:
    """A search: the words, the situation read from them, and what may be searched.

    ``jurisdictions`` limits the search to directives of those jurisdictions (empty: home);
    ``as_of`` to those in force on that day (``None``: all). ``post`` is the text of a post that
    the question is about; it helps to find the topic and is no question itself.
    """

    text: str
    situation: Situation = field(default_factory=Situation)
    as_of: date | None = None
    jurisdictions: tuple[str, ...] = ()
    post: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A clause found for a query. ``score`` is in 0..1, comparable between queries;
    ``features`` are the parts that it was made of, by name; ``outcomes`` are the chances of each
    outcome that questions like this one have of clauses like it, as far as they are learned."""

    clause: Clause
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    outcomes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matches:
    """Best first. ``confidence`` (0..1) is the calibrated chance that the first clause answers
    the query at all; ``rejected`` keeps what fell below the limit, so that a miss can be
    explained."""

    accepted: tuple[Match, ...]
    rejected: tuple[Match, ...] = ()
    confidence: float = 0.0
