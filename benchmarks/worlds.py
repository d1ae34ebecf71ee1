"""The worlds that retrieval is trained and measured in: two public benchmarks and our directive.

Each is built by the indexer's own readers and cutters, so what is measured is what is shipped.
Embeddings are kept under ``--cache`` by the digest of their text.
"""

from __future__ import annotations

import hashlib
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
from indexer.shipped import DIRECTIVES, VOCABULARY, chosen_model
from indexer.vector_cache import VectorCache
from knowledge.clause import Clause
from knowledge.directive import Directive
from knowledge.retrieval.features import Features, features_of
from knowledge.retrieval.fusion import Fusion
from knowledge.retrieval.match import Query
from knowledge.retrieval.retriever import Retriever
from knowledge.retrieval.search_index import SearchIndex
from knowledge.settings import EmbeddingSettings
from knowledge.situation import Situation
from knowledge.situation_reading import read_situation
from knowledge.vocabulary import Vocabulary

TODAY = date(2026, 6, 1)
HOME = "MFA-SMD"
_WITHHELD = 20  # one example in so many
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

    def __init__(self, folder: Path, choice: ModelChoice) -> None:
        self._folder = folder
        self._cache = VectorCache(SentenceEncoder.open(choice))
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
    return _world("home", clauses, directives, _adapted(cache), tuple(uncovered()))


def home_unseen(cache: Path) -> World:
    """The model directive without the withheld examples, which are then asked of it: the adapter
    of the model has not seen them either."""
    clauses, directives = home_clauses()
    kept = tuple(
        replace(one, asked=tuple(each for each in one.asked if not is_withheld(each.text)))
        for one in clauses
    )
    listed = uncovered()
    told = tuple(text for text in listed if not is_withheld(text))
    world = _world("home", kept, directives, _adapted(cache), told)
    gold: dict[str, set[int]] = {}
    for place, clause in enumerate(clauses):
        for example in clause.asked:
            if is_withheld(example.text):
                gold.setdefault(example.text, set()).add(place)
    questions = tuple(
        Question(_asked_today(text, world), frozenset(places)) for text, places in gold.items()
    )
    decoys = tuple(
        Question(_asked_today(text, world), frozenset()) for text in listed if is_withheld(text)
    )
    return replace(world, questions=questions, uncovered=decoys)


def _adapted(cache: Path) -> CachedEncoder:
    return CachedEncoder(cache / "home", chosen_model(EmbeddingSettings()))


def is_withheld(text: str) -> bool:
    """Whether an example belongs to the twentieth that no model learns from: by its digest, so
    that it stays with its side however the lists grow."""
    return int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16) % _WITHHELD == 0


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
    # Without example questions the indexer leaves the adapter out.
    encoder = CachedEncoder(cache, ModelChoice())
    world = _world(name, tuple(clauses), directives, encoder)
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
