"""The public development sets: how many of their questions find the passages that answer them.

ObliQA is measured as its shared task does (RIRAG 2025): Recall@10 and MAP@10 as ``trec_eval``
defines them, the precision at each right passage summed up and divided by all right ones.
OR-ShARC is measured by the share of questions whose one snippet comes first, or among five; each
distinct question with its scenario is asked once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

from rich.table import Table

from knowledge.errors import AttacheError
from knowledge.retrieval.match import Query
from knowledge.retrieval.retriever import Retriever

DEPTH = 20


class BenchmarkError(AttacheError):
    """A development set that is not there, or an index that is of another corpus."""

    remedy = "Give the folder that holds <name>_corpus.jsonl and <name>_dev.jsonl with --data."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a development set with the ids of the passages that answer it."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The passages found for a question, best first."""

    asked: Asked
    found: tuple[str, ...]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside the value that is wanted."""

    name: str
    value: float
    wanted: float

    @property
    def reached(self) -> bool:
        """Whether the wanted value is reached."""
        return self.value >= self.wanted


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A development set: its files' prefix, how its questions are read, what is measured."""

    name: str
    questions: Callable[[Path], tuple[Asked, ...]]
    measures: tuple[tuple[str, Callable[[Sequence[Ranked]], float], float], ...]

    def corpus(self, data: Path) -> Path:
        """The passages to index."""
        return _existing(data / f"{self.name}_corpus.jsonl")


def recall_at(depth: int) -> Callable[[Sequence[Ranked]], float]:
    """The share of right passages among the first ``depth``, a mean over the questions."""

    def measure(ranked: Sequence[Ranked]) -> float:
        return fmean(
            len(one.asked.gold.intersection(one.found[:depth])) / len(one.asked.gold)
            for one in ranked
        )

    return measure


def mean_average_precision_at(depth: int) -> Callable[[Sequence[Ranked]], float]:
    """The mean of each question's average precision, cut at ``depth``."""

    def measure(ranked: Sequence[Ranked]) -> float:
        return fmean(_average_precision(one, depth) for one in ranked)

    return measure


def _average_precision(ranked: Ranked, depth: int) -> float:
    right = [found in ranked.asked.gold for found in ranked.found[:depth]]
    at_right = (sum(right[:place]) / place for place, hit in enumerate(right, start=1) if hit)
    return sum(at_right) / len(ranked.asked.gold)


def rank(questions: Sequence[Asked], retriever: Retriever) -> tuple[Ranked, ...]:
    """Ask every question; refuses an index that lacks the corpus."""
    ranked = tuple(_rank(asked, retriever) for asked in questions)
    if not any(one.asked.gold.intersection(one.found) for one in ranked):
        raise BenchmarkError("no question found its passage: this index is of another corpus")
    return ranked


def _rank(asked: Asked, retriever: Retriever) -> Ranked:
    began = time.perf_counter()
    matches = retriever.retrieve(Query(asked.text), DEPTH)
    elapsed = (time.perf_counter() - began) * 1000
    return Ranked(asked, tuple(match.clause.id for match in matches.accepted), elapsed)


def figures(benchmark: Benchmark, ranked: Sequence[Ranked]) -> tuple[Figure, ...]:
    """What the development set measures."""
    return tuple(
        Figure(name, measure(ranked), wanted) for name, measure, wanted in benchmark.measures
    )


def table(benchmark: Benchmark, ranked: Sequence[Ranked]) -> Table:
    """The figures for the terminal."""
    milliseconds = median(one.milliseconds for one in ranked)
    result = Table(
        title=f"{benchmark.name}: {len(ranked)} questions, {milliseconds:.1f} ms at the median"
    )
    for heading in ("measure", "value", "wanted", ""):
        result.add_column(heading, justify="left" if heading == "measure" else "right")
    for figure in figures(benchmark, ranked):
        mark = "[green]reached[/]" if figure.reached else "[red]missed[/]"
        result.add_row(figure.name, f"{figure.value:.3f}", f"{figure.wanted:.2f}", mark)
    return result


def _obliqa(data: Path) -> tuple[Asked, ...]:
    records = _records(data / "obliqa_dev.jsonl")
    return tuple(Asked(record["question"], frozenset(record["gold"])) for record in records)


def _orsharc(data: Path) -> tuple[Asked, ...]:
    golds: dict[str, set[str]] = {}
    for record in _records(data / "orsharc_dev.jsonl"):
        text = f"{record['question']} {record['scenario']}".strip()
        golds.setdefault(text, set()).add(record["gold"])
    return tuple(Asked(text, frozenset(gold)) for text, gold in golds.items())


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with _existing(path).open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise BenchmarkError(f"{path}: there is no such file")
    return path


BENCHMARKS: dict[str, Benchmark] = {
    "obliqa": Benchmark(
        "obliqa",
        _obliqa,
        (("Recall@10", recall_at(10), 0.80), ("MAP@10", mean_average_precision_at(10), 0.67)),
    ),
    "orsharc": Benchmark(
        "orsharc", _orsharc, (("R@1", recall_at(1), 0.76), ("R@5", recall_at(5), 0.93))
    ),
}
