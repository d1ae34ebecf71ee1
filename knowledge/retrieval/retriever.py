"""From a query to ranked clauses: look-ups first, then fused scores over the candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from math import isnan

import numpy as np
from numpy.typing import NDArray

from knowledge.clause import Clause
from knowledge.directive import Directive
from knowledge.outcome_classifier import group_of
from knowledge.retrieval.agreement import Agreement
from knowledge.retrieval.encoding import QueryEncoder
from knowledge.retrieval.features import NAMES, Mask, features_of
from knowledge.retrieval.fusion import Fusion
from knowledge.retrieval.match import Match, Matches, Query
from knowledge.retrieval.reading import Reading, read
from knowledge.retrieval.references import Addresses, References, references_in
from knowledge.retrieval.scope import Scope
from knowledge.retrieval.search_index import Mentions, SearchIndex, concept, glossed
from knowledge.spelling import Speller
from knowledge.terms import folded

Places = NDArray[np.integer]

DEFAULT_LIMIT = 20
_REJECTED = 10
# What a quoted phrase and a named article weigh against all that fusion can say.
_PHRASE_BONUS = 100.0
_REFERENCE_BONUS = 10.0
_WORD = re.compile(r"\w+")


class Retriever:
    """Finds the clauses of one snapshot; holds no state of its own between queries.

    ``known`` says of a word whether it is right although no clause has it; without it no word of
    a question is taken for a slip. ``home`` is the jurisdiction of a query that names none.
    """

    def __init__(
        self,
        clauses: Sequence[Clause],
        directives: Mapping[str, Directive],
        index: SearchIndex,
        encoder: QueryEncoder,
        vocabulary: Mentions,
        fusion: Fusion,
        *,
        home: str = "home",
        known: Callable[[str], bool] | None = None,
    ) -> None:
        self._clauses = clauses
        self._index = index
        self._encoder = encoder
        self._vocabulary = vocabulary
        self._fusion = fusion
        self._scope = Scope(clauses, directives, home)
        self._addresses = Addresses([clause.ref.number for clause in clauses])
        self._agreement = Agreement(clauses, vocabulary.lineage)
        self._names = [name for one in directives.values() for name in (one.id, one.key, one.title)]
        self._speller = Speller(index.spellings, known) if known else None

    def retrieve(self, query: Query, limit: int = DEFAULT_LIMIT) -> Matches:
        """The best ``limit`` clauses, best first, and some that fell below."""
        allowed = self.allowed(query)
        if not allowed.any():
            return Matches(())
        references = references_in(query.text, self._names)
        addressed = self._addressed(references, allowed)
        if references.lookup and len(addressed):
            return self._looked_up(addressed, limit)
        return self._searched(query, allowed, addressed, limit)

    def read(self, query: Query) -> Reading:
        """The query taken apart, its slips set right."""
        text = self._corrected(query.text)
        named = self._vocabulary.mentions(f"{text}\n{query.post}" if query.post else text)
        concepts = [concept(each.dimension, each.name) for each in named]
        return read(
            self._glossed(text),
            self._encoder,
            self._index.languages,
            concepts,
            self._glossed(query.post) if query.post else "",
        )

    def _glossed(self, text: str) -> str:
        return glossed(text, self._vocabulary, self._index.languages)

    def allowed(self, query: Query) -> Mask:
        """True for each clause that the query may find."""
        return self._scope.allowed(query)

    def agreement(self, query: Query) -> NDArray[np.float32]:
        """How well each clause's norms suit the situation of the query, fact by fact."""
        return self._agreement.of(query.situation)

    def _searched(self, query: Query, allowed: Mask, addressed: Places, limit: int) -> Matches:
        reading = self.read(query)
        found = features_of(reading, self._index, allowed, self.agreement(query))
        if not len(found.candidates):
            return Matches(())
        scores = self._fusion.scores(found.table)
        scores += _REFERENCE_BONUS * np.isin(found.candidates, addressed)
        scores += _PHRASE_BONUS * self._holding(reading.phrases, found.candidates)
        confidence = self._fusion.confidence_of(found, scores)
        order = np.argsort(-scores, kind="stable")[: limit + _REJECTED]
        # The first clause scores what it is trusted with; the others less, by their odds to it.
        chances = confidence * np.exp(scores[order] - scores[order[0]])
        outcomes = cache(partial(self._index.outcomes.chances, reading.vectors[0]))
        columns = found.table[:, order].T.tolist()
        places = found.candidates[order].tolist()
        matches = tuple(
            self._match(place, values, chance, outcomes)
            for place, values, chance in zip(places, columns, chances.tolist(), strict=True)
        )
        return Matches(matches[:limit], matches[limit:], confidence)

    def _match(
        self,
        place: int,
        values: Sequence[float],
        chance: float,
        outcomes: Callable[[str], Mapping[str, float]],
    ) -> Match:
        named = zip(NAMES, values, strict=True)
        features = {name: value for name, value in named if not isnan(value)}
        clause = self._clauses[place]
        return Match(clause, chance, features, outcomes(group_of(clause)))

    def _looked_up(self, addressed: Places, limit: int) -> Matches:
        matches = tuple(Match(self._clauses[place], 1.0, {"reference": 1.0}) for place in addressed)
        return Matches(matches[:limit], matches[limit:], 1.0)

    def _addressed(self, references: References, allowed: Mask) -> Places:
        """The clauses at the addresses, in the order asked for."""
        reached = dict.fromkeys(
            place
            for address in references.addresses
            for place in self._addresses.reached_by(address)
            if allowed[place]
        )
        return np.array(list(reached), dtype=np.int64)

    def _holding(self, phrases: Sequence[str], candidates: Places) -> NDArray[np.float32]:
        """For each candidate, how many of the quoted phrases it holds word for word."""
        wanted = [_spaced(phrase) for phrase in phrases]
        texts = [_spaced(self._clauses[place].full_text) for place in candidates] if wanted else []
        counts = [sum(phrase in text for phrase in wanted) for text in texts]
        return np.array(counts or [0] * len(candidates), dtype=np.float32)

    def _corrected(self, text: str) -> str:
        speller = self._speller
        if speller is None:
            return text
        return _WORD.sub(lambda found: _respelt(found.group(), speller), text)


def _respelt(word: str, speller: Speller) -> str:
    right = speller.corrected(folded(word))
    return word if right == folded(word) else right


def _spaced(text: str) -> str:
    return " ".join(folded(text).split())
