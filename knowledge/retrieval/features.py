"""How each candidate clause meets a question, as a table of plain numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import LexicalIndex
from knowledge.retrieval.reading import Reading
from knowledge.retrieval.search_index import SearchIndex
from knowledge.terms import pairs_of, query_terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]

POOL = 50  # candidates that each scorer sends into the pool
_PAIR_WEIGHT = 0.3

NAMES = (
    "words",  # BM25 of the clause's words for the whole message
    "pairs",  # the same for neighbouring words
    "meaning",  # cosine of the whole message
    "share",  # share of the message's words, weighed by idf, that the clause holds
    "clause_share",  # share of the clause's own words that the message explains
    "length",  # logarithm of the number of different words of the clause
    "question_words",  # as above, for the sentences that ask …
    "question_meaning",
    "question_share",
    "story_words",  # … and for those that tell
    "story_meaning",
    "story_share",
    "heading",  # BM25 of the heading trail
    "concepts",  # BM25 of the vocabulary's entries that both mention
    "asked_words",  # BM25 of the clause's example questions, on average
    "asked_best_words",  # BM25 of the nearest example question
    "profile_meaning",  # cosine of the clause's text and example questions taken together
    "article_meaning",  # cosine of the article's clauses and examples taken together
    "learned",  # what the classifier of example questions says
    "action",  # whether the clause's norms name the act asked about, or only others …
    "account",  # … and so for the account,
    "topic",  # the topic
    "role",  # and the role
)


@dataclass(frozen=True, slots=True)
class Features:
    """One row for each name of ``NAMES``, one column for each candidate; ``covered`` is what the
    example questions say for (1) and against (-1) there being an answer, 0 without examples;
    ``named`` counts the vocabulary's entries that the question names, by dimension."""

    candidates: Ints
    table: Floats
    covered: float = 0.0
    named: Mapping[str, int] = field(default_factory=dict)


def features_of(
    reading: Reading,
    index: SearchIndex,
    allowed: Mask,
    agreement: Floats,
    pool: int = POOL,
) -> Features:
    """The candidates among the ``allowed`` clauses and their features.

    ``agreement`` is how well each clause suits the situation.
    """
    says = index.classifier.scores(reading.vectors[0])
    words = _scores(index.words, reading.terms)
    pairs = _scores(index.pairs, pairs_of(reading.terms))
    near, _ = index.dense.search(reading.vectors[0], pool, allowed)
    asked = _asked(reading, index)
    concepts = _scores(index.concepts, reading.concepts)
    leaders = (words + _PAIR_WEIGHT * pairs, concepts, asked.mean_words, says[:-1])
    best = [_best(scores, allowed, pool) for scores in leaders]
    quoting = [_quoting(phrase, index, allowed) for phrase in reading.phrases]
    candidates = np.unique(np.concatenate([near, *best, *quoting])).astype(np.int32)
    vectors = index.dense.first_vectors(candidates)
    whole, question, story = (vectors @ vector for vector in reading.vectors)
    held = index.words.contributions(reading.terms, candidates)
    idf = np.array([index.words.idf(term) for term in reading.terms], dtype=np.float32)
    in_question = np.array([term in reading.question_terms for term in reading.terms], dtype=bool)
    rows = (
        words[candidates],
        pairs[candidates],
        whole,
        _share(held, idf),
        held.sum(axis=0) / (index.masses[candidates] + 1),
        np.log1p(index.lengths[candidates]),
        held[in_question].sum(axis=0),
        question,
        _share(held[in_question], idf[in_question]),
        held[~in_question].sum(axis=0),
        story,
        _share(held[~in_question], idf[~in_question]),
        _scores(index.headings, reading.terms)[candidates],
        concepts[candidates],
        asked.mean_words[candidates],
        asked.best_words[candidates],
        *_taught(reading, index, candidates),
        _known(index, candidates, says),
        *agreement[:, candidates],
    )
    named = Counter(name.partition("=")[0] for name in set(reading.concepts))
    return Features(candidates, np.stack(rows).astype(np.float32), float(says[-1]), named)


def _scores(index: LexicalIndex, terms: Sequence[str]) -> Floats:
    return index.scores(dict.fromkeys(terms, 1.0))


def _share(held: Floats, idf: Floats) -> Floats:
    share: Floats = (idf @ (held > 0)) / (idf.sum() + 1e-6)
    return share


def _best(scores: Floats, allowed: Mask, count: int) -> Ints:
    found = np.flatnonzero(allowed & (scores > 0))
    if len(found) > count:
        found = found[np.argpartition(-scores[found], count)[:count]]
    return found.astype(np.int32)


def _quoting(phrase: str, index: SearchIndex, allowed: Mask) -> Ints:
    """Clauses that hold all words of a quoted phrase, and so may hold the phrase."""
    holding = index.words.holding_all(query_terms(phrase, index.languages[:1]))
    return holding[allowed[holding]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the example questions of each clause meet a question; unknown (nan) for a clause that
    has none, which must not count against it."""

    mean_words: Floats
    best_words: Floats


def _asked(reading: Reading, index: SearchIndex) -> _Asked:
    words, owners = _scores(index.examples, reading.terms), index.example_owners
    mean = np.full(len(index), np.nan, dtype=np.float32)
    best = mean.copy()
    if len(owners):  # a clause's examples stand side by side
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        counts = np.diff(starts, append=len(owners))
        mean[owners[starts]] = np.add.reduceat(words, starts) / counts
        best[owners[starts]] = np.maximum.reduceat(words, starts)
    return _Asked(mean, best)


def _taught(reading: Reading, index: SearchIndex, candidates: Ints) -> tuple[Floats, Floats]:
    """Profile and article of each candidate; unknown where there are no examples."""
    if not len(index.example_owners):
        unknown = np.full(len(candidates), np.nan, dtype=np.float32)
        return unknown, unknown
    profiles = index.profiles[candidates]
    articles = index.article_profiles[index.articles[candidates]]
    return _cosine(profiles, reading.vectors[0]), _cosine(articles, reading.vectors[0])


def _known(index: SearchIndex, candidates: Ints, says: Floats) -> Floats:
    known = np.where(index.exampled[candidates], says[candidates], np.nan)
    return known.astype(np.float32)


def _cosine(rows: Floats, vector: Floats) -> Floats:
    cosine: Floats = (rows @ vector) / np.maximum(np.linalg.norm(rows, axis=1), 1e-6)
    return cosine
