"""All that a search looks into: words, word pairs, headings, concepts, examples, vectors.

What is searched of a clause is more than what is quoted of it: the innermost heading, the lead-in
and the questions that people ask about it belong to the search and never to the quote.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.clause import Clause
from knowledge.dense import DenseIndex
from knowledge.directive import Directive
from knowledge.example_classifier import UNCOVERED, ExampleClassifier
from knowledge.lexical import LexicalIndex
from knowledge.outcome_classifier import OutcomeClassifier, group_of
from knowledge.terms import pairs_of, terms_of, words_of
from knowledge.vocabulary_words import language_of

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_PARTS = (
    "words",
    "pairs",
    "headings",
    "concepts",
    "examples",
    "dense",
    "classifier",
    "outcomes",
)
_ARRAYS = ("profiles", "articles", "example_owners")
_FACTS = "search.json"
_HEADING_NUMBER = re.compile(
    r"^(?:(?:part|chapter|article|section|title|annex|schedule|rule)\s+[\divxlc][\w.()]*"
    r"|§?\s*\d[\w.()]*)\s*[.:–—-]?\s+",
    re.IGNORECASE,
)


class Mention(Protocol):
    """A vocabulary entry named in a text."""

    @property
    def dimension(self) -> str: ...

    @property
    def name(self) -> str: ...


class Mentions(Protocol):
    """What a search index asks of the vocabulary."""

    def mentions(self, text: str, language: str | None = None) -> Sequence[Mention]:
        """The entries that ``text`` names."""
        ...

    def gloss(self, text: str, language: str | None = None) -> str:
        """The directive's own words for what a text in another language names."""
        ...

    def lineage(self, dimension: str, name: str) -> Sequence[str]:
        """The name of an entry, its parent, and so on to the widest."""
        ...


@dataclass(frozen=True)
class SearchIndex:
    """The parts of an index, each over the same clauses in the same order.

    ``articles`` is the number of the innermost heading that each clause stands under;
    ``profiles`` is for each clause the sum of its vector and those of its example questions.
    ``examples`` holds the words of each example question, with ``example_owners`` telling whose
    it is. ``spellings`` are the words of the clauses as they are written, with the number of
    texts that hold each.
    """

    words: LexicalIndex
    pairs: LexicalIndex
    headings: LexicalIndex
    concepts: LexicalIndex
    examples: LexicalIndex
    dense: DenseIndex
    classifier: ExampleClassifier
    outcomes: OutcomeClassifier
    profiles: NDArray[np.float32]
    articles: NDArray[np.int32]
    example_owners: NDArray[np.int32]
    spellings: Mapping[str, int]
    languages: tuple[str, ...]

    @classmethod
    def build(
        cls,
        clauses: Sequence[Clause],
        directives: Mapping[str, Directive],
        encode: Encode,
        vocabulary: Mentions,
        uncovered: Sequence[str] = (),
    ) -> SearchIndex:
        """Index ``clauses``; ``encode`` turns texts into unit vectors, and ``uncovered`` are
        questions that no clause answers."""
        spoken = [_language_of(clause, directives) for clause in clauses]
        bodies = [searched_text(clause) for clause in clauses]
        terms = [terms_of(text, lang) for text, lang in zip(bodies, spoken, strict=True)]
        headings = [
            terms_of(" ".join(clause.heading), lang)
            for clause, lang in zip(clauses, spoken, strict=True)
        ]
        owners = [place for place, clause in enumerate(clauses) for _ in clause.asked]
        wanted = [example.outcome for clause in clauses for example in clause.asked]
        languages = tuple(dict.fromkeys(spoken)) or ("en",)
        asked = [
            glossed(example.text, vocabulary, languages)
            for clause in clauses
            for example in clause.asked
        ]
        concepts = [
            _concepts(vocabulary, f"{' '.join(clause.heading)}\n{text}")
            for clause, text in zip(clauses, bodies, strict=True)
        ]
        dense = DenseIndex.build(encode(bodies), range(len(clauses)), len(clauses))
        examples = encode(asked)
        profiles = dense.first_vectors(np.arange(len(clauses)))
        np.add.at(profiles, owners, examples)
        told = [row for row, outcome in enumerate(wanted) if outcome]
        decoys = encode([glossed(question, vocabulary, languages) for question in uncovered])
        points = np.concatenate((dense.vectors, examples, decoys))
        belong = [*range(len(clauses)), *owners, *(UNCOVERED for _ in uncovered)]
        return cls(
            words=LexicalIndex.build(terms),
            pairs=LexicalIndex.build([pairs_of(each) for each in terms]),
            headings=LexicalIndex.build(headings),
            concepts=LexicalIndex.build(concepts),
            examples=LexicalIndex.build([terms_of(question) for question in asked]),
            dense=dense,
            classifier=ExampleClassifier.build(
                points if asked else points[:0], belong if asked else [], len(clauses)
            ),
            outcomes=OutcomeClassifier.build(
                examples[told],
                [wanted[row] for row in told],
                [group_of(clauses[owners[row]]) for row in told],
            ),
            profiles=profiles,
            articles=_articles(clauses),
            example_owners=np.asarray(owners, dtype=np.int32),
            spellings=Counter(word for text in (*bodies, *asked) for word in set(words_of(text))),
            languages=languages,
        )

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lengths(self) -> NDArray[np.int32]:
        """How many different words each clause holds."""
        return self.words.lengths()

    @cached_property
    def masses(self) -> NDArray[np.float32]:
        """How telling the different words of each clause are together."""
        return self.words.masses()

    @cached_property
    def article_profiles(self) -> NDArray[np.float32]:
        """For each article the sum of its clauses' profiles."""
        sums = np.zeros(
            (int(self.articles.max(initial=-1)) + 1, self.profiles.shape[1]), np.float32
        )
        np.add.at(sums, self.articles, self.profiles)
        return sums

    @cached_property
    def exampled(self) -> NDArray[np.bool_]:
        """True for each clause that has example questions."""
        return np.bincount(self.example_owners, minlength=len(self)) > 0

    def save(self, folder: Path) -> None:
        """Write every part as plain files under ``folder``."""
        for name in _PARTS:
            getattr(self, name).save(folder / name)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        facts = {"languages": self.languages, "spellings": self.spellings}
        (folder / _FACTS).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> SearchIndex:
        """The index that ``save`` wrote."""
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        return cls(
            words=LexicalIndex.open(folder / "words"),
            pairs=LexicalIndex.open(folder / "pairs"),
            headings=LexicalIndex.open(folder / "headings"),
            concepts=LexicalIndex.open(folder / "concepts"),
            examples=LexicalIndex.open(folder / "examples"),
            dense=DenseIndex.open(folder / "dense"),
            classifier=ExampleClassifier.open(folder / "classifier"),
            outcomes=OutcomeClassifier.open(folder / "outcomes"),
            profiles=np.load(folder / "profiles.npy", allow_pickle=False),
            articles=np.load(folder / "articles.npy", allow_pickle=False),
            example_owners=np.load(folder / "example_owners.npy", allow_pickle=False),
            spellings=facts["spellings"],
            languages=tuple(facts["languages"]),
        )


def searched_text(clause: Clause) -> str:
    """What stands for a clause in a search: its innermost heading, lead-in and text."""
    if not clause.heading:
        return clause.full_text
    title = _HEADING_NUMBER.sub("", clause.heading[-1])
    return f"{title}. {clause.full_text}" if title else clause.full_text


def glossed(text: str, vocabulary: Mentions, languages: Sequence[str]) -> str:
    """A question, with the directive's own words for what it names where it is in a language of
    no directive. Examples are read as questions are, or the two would not meet."""
    spoken = language_of(text)
    gloss = "" if spoken in languages else vocabulary.gloss(text, spoken)
    # Before the text: behind a question mark it would be a story of its own.
    return f"{gloss} {text}".lstrip()


def concept(dimension: str, name: str) -> str:
    """A vocabulary entry as a search term: ``action=like``."""
    return f"{dimension}={name}"


def _articles(clauses: Sequence[Clause]) -> NDArray[np.int32]:
    """Clauses of one directive under one heading share a number; without a heading none do."""
    numbers: dict[object, int] = {}
    keys = [
        (clause.ref.directive, clause.ref.version, clause.heading) if clause.heading else place
        for place, clause in enumerate(clauses)
    ]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int32)


def _concepts(vocabulary: Mentions, text: str) -> list[str]:
    return [concept(each.dimension, each.name) for each in vocabulary.mentions(text)]


def _language_of(clause: Clause, directives: Mapping[str, Directive]) -> str:
    ref = clause.ref
    key = f"{ref.directive} v{ref.version}" if ref.version else ref.directive
    return directives[key].language if key in directives else "en"
