"""The worlds that retrieval is trained and measured in: two public benchmarks and our directive.

Each is built by the indexer's own readers and cutters, so what is measured is what is shipped.
Embeddings are kept under ``--cache`` by the digest of their text.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.clauses import cut
from indexer.embedding import ModelChoice, SentenceEncoder
from indexer.readers.registry import read_sources
from indexer.shipped import DIRECTIVES, VOCABULARY
from indexer.vector_cache import VectorCache
from knowledge.clause import Clause
from knowledge.directive import Directive
from knowledge.retrieval.features import Features, features_of
from knowledge.retrieval.fusion import Fusion
from knowledge.retrieval.match import Query
from knowledge.retrieval.retriever import Retriever
from knowledge.retrieval.search_index import SearchIndex
from knowledge.situation import Situation
from knowledge.situation_reading import read_situation
from knowledge.vocabulary import Vocabulary

TODAY = date(2026, 6, 1)
PARTS = 4
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Question:
    """A question with the places of the clauses that answer it."""

    query: Query
    gold: frozenset[int]


@dataclass(frozen=True)
class World:
    """A corpus with its index and its questions."""

    name: str
    clauses: tuple[Clause, ...]
    directives: dict[str, Directive]
    index: SearchIndex
    retriever: Retriever
    questions: tuple[Question, ...]
    vocabulary: Vocabulary
    encoder: CachedEncoder
    uncovered: tuple[Question, ...] = ()

    def features(self, question: Question, hidden: Iterable[int] = ()) -> Features:
        """The features of the candidates for a question, the ``hidden`` clauses left out."""
        retriever = self.retriever
        allowed = retriever.allowed(question.query).copy()
        allowed[list(hidden)] = False
        return features_of(
            retriever.read(question.query),
            self.index,
            allowed,
            retriever.agreement(question.query),
        )


class CachedEncoder:
    """An encoder that remembers every text it has seen, across runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cache = VectorCache(SentenceEncoder.open(ModelChoice()))
        self._cache.load(folder)
        self._seen: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of ``texts``."""
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        if new:
            self._seen.update(zip(new, self._cache.encode(new), strict=True))
        return np.stack([self._seen[text] for text in texts]) if texts else self._cache.encode([])

    def save(self) -> None:
        """Keep what was embedded for the next run."""
        if self._cache.embedded:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._cache.save(self._folder)


def obliqa(data: Path, cache: Path) -> World:
    """The rule books of a financial centre, and lawyers' questions."""
    questions = [
        (record["question"], record["gold"]) for record in _lines(data / "obliqa_dev.jsonl")
    ]
    return _benchmark("obliqa", data / "obliqa_corpus.jsonl", questions, cache / "obliqa")


def orsharc(data: Path, cache: Path) -> World:
    """Snippets of public services' rules, and people's questions with their story."""
    told = {
        f"{record['question']} {record['scenario']}".strip(): [record["gold"]]
        for record in _lines(data / "orsharc_dev.jsonl")
    }
    return _benchmark("orsharc", data / "orsharc_corpus.jsonl", told.items(), cache / "orsharc")


def home(cache: Path) -> World:
    """The model directive with all its example questions; nothing is asked of it."""
    clauses, directives = home_clauses()
    encoder = CachedEncoder(cache / "home")
    return _world("home", clauses, directives, encoder, tuple(uncovered()))


def home_parts(cache: Path) -> tuple[World, ...]:
    """The model directive ``PARTS`` times, each time without a part of the example questions and
    of the uncovered ones, which are then asked of it.

    A part is a run of each clause's examples, so that what one hand wrote at one time is mostly
    left out together: with single examples left out, their own near copies would answer.
    """
    clauses, directives = home_clauses()
    encoder = CachedEncoder(cache / "home")
    return tuple(_home_part(part, clauses, directives, encoder) for part in range(PARTS))


def _home_part(
    part: int, clauses: Sequence[Clause], directives: dict[str, Directive], encoder: CachedEncoder
) -> World:
    kept = tuple(replace(one, asked=_others(one.asked, part)) for one in clauses)
    listed = uncovered()
    world = _world("home", kept, directives, encoder, tuple(_others(listed, part)))
    gold: dict[str, set[int]] = {}
    for place, clause in enumerate(clauses):
        for text in _run(clause.asked, part):
            gold.setdefault(text, set()).add(place)
    seen = {text for clause in kept for text in clause.asked}
    questions = tuple(
        Question(_asked_today(text, world), frozenset(places))
        for text, places in gold.items()
        if text not in seen
    )
    decoys = (Question(_asked_today(text, world), frozenset()) for text in _run(listed, part))
    return replace(world, questions=questions, uncovered=tuple(decoys))


def _run(texts: Sequence[str], part: int) -> tuple[str, ...]:
    return tuple(texts[part * len(texts) // PARTS : (part + 1) * len(texts) // PARTS])


def _others(texts: Sequence[str], part: int) -> tuple[str, ...]:
    runs = (_run(texts, other) for other in range(PARTS) if other != part)
    return tuple(text for run in runs for text in run)


def _asked_today(text: str, world: World) -> Query:
    return Query(text, situation_of(text, world.vocabulary), TODAY)


def uncovered() -> list[str]:
    """Questions that nothing in the directive answers: near misses and far ones."""
    file = DIRECTIVES / "mfa-smd.uncovered.toml"
    read: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return [text for texts in read.values() for text in texts]


def home_clauses() -> tuple[tuple[Clause, ...], dict[str, Directive]]:
    """The shipped directives as the indexer binds them."""
    from indexer.bound import bind

    paths = sorted(DIRECTIVES.glob("*.md"))
    bound = bind(paths, Vocabulary.open(VOCABULARY), minimum_coverage=0.9)
    clauses = tuple(clause for source in bound for clause in source.clauses)
    return clauses, {source.directive.key: source.directive for source in bound}


def situation_of(text: str, vocabulary: Vocabulary) -> Situation:
    """The situation that a question tells, as the front desk reads it."""
    return read_situation(text, vocabulary, TODAY).situation


def _benchmark(
    name: str, corpus: Path, asked: Iterable[tuple[str, list[str]]], cache: Path
) -> World:
    clauses: list[Clause] = []
    directives: dict[str, Directive] = {}
    for source in read_sources(corpus):
        clauses.extend(cut(source).clauses)
        directives[source.directive.key] = source.directive
    world = _world(name, tuple(clauses), directives, CachedEncoder(cache))
    place = {clause.id: number for number, clause in enumerate(clauses)}
    questions = tuple(
        Question(Query(text), frozenset(place[gold] for gold in golds if gold in place))
        for text, golds in asked
    )
    return replace(world, questions=questions)


def _world(
    name: str,
    clauses: tuple[Clause, ...],
    directives: dict[str, Directive],
    encoder: CachedEncoder,
    listed: tuple[str, ...] = (),
) -> World:
    vocabulary = Vocabulary.open(VOCABULARY)
    index = SearchIndex.build(clauses, directives, encoder.encode, vocabulary, listed)
    fusion = Fusion.open()
    retriever = Retriever(clauses, directives, index, encoder, vocabulary, fusion)
    return World(name, clauses, directives, index, retriever, (), vocabulary, encoder)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
