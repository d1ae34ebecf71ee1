"""How long a search takes beyond the encoder: ``python -m benchmarks.speed DATA [--cache DIR]``."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from benchmarks import worlds
from benchmarks.worlds import World
from knowledge.retrieval.match import Query
from knowledge.retrieval.search_index import SearchIndex

QUESTIONS = 200
LIMITS_MS = {"home": 3.0, "obliqa": 30.0}  # wanted at the median


def main() -> None:
    """Print milliseconds to open an index and to search it, the encoder left out."""
    arguments = _arguments()
    chosen = [worlds.home(arguments.cache)]
    if arguments.data:
        chosen.append(worlds.obliqa(arguments.data, arguments.cache))
    home = chosen[0]
    texts = [example.text for clause in home.clauses for example in clause.asked][::7]
    for world in chosen:
        own = [question.query.text for question in world.questions] or texts
        _report(world, own[:QUESTIONS])
        world.encoder.save()


def _report(world: World, texts: list[str]) -> None:
    queries = [Query(text, as_of=worlds.TODAY) for text in texts]
    for query in queries:  # so that every vector is at hand: the encoder is measured elsewhere
        world.retriever.retrieve(query)
    taken = sorted(
        _milliseconds(lambda query=query: world.retriever.retrieve(query)) for query in queries
    )
    with tempfile.TemporaryDirectory() as folder:
        world.index.save(Path(folder))
        opening = min(_milliseconds(lambda: SearchIndex.open(Path(folder))) for _ in range(3))
    late = quantiles(taken, n=20)[-1]
    print(
        f"{world.name}: {len(world.clauses)} clauses, search {median(taken):.1f} ms at the median "
        f"(wanted {LIMITS_MS[world.name]:g}), {late:.1f} ms at 95 %, opened in {opening:.0f} ms"
    )


def _milliseconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="the folder of the development sets")
    parser.add_argument("--cache", type=Path, default=Path("var/benchmarks"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
