"""What one changed clause costs: a full build against the next one, of a made corpus.

``python -m benchmarks.reindex [--clauses 10000] [--asked 0] [--model FOLDER]``. The directives
are made from a seed; both builds are run as an admin runs them, as a process of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 20260301
WANTED = 0.1  # of the time of the full build
PARAGRAPHS = 10  # of an article
ARTICLES = 50  # of a directive

_WHO = ("Staff", "Heads of mission", "Interns", "A mission", "Administrators of an account")
_RULES = ("shall", "shall not", "may", "must", "must not", "should", "are not required to")
_ACTS = (
    "like", "share", "comment on", "publish", "report", "delete", "archive", "translate", "follow",
    "forward", "label", "record", "review", "moderate",
)  # fmt: skip
_WHAT = (
    "content on government affairs", "a post of a political party", "pictures of a reception",
    "suspicious messages", "personal data of applicants", "content made by a program",
    "messages from journalists", "a consular query", "the schedule of a visit", "hate speech",
)  # fmt: skip
_WHERE = (
    "on a personal account", "on an official account", "in a closed group", "on a shared device",
    "during a crisis", "while on leave", "at the mission", "abroad",
)  # fmt: skip
_LIMITS = (
    "within {n} working days", "without the prior approval of office {n}",
    "unless office {n} has agreed in writing", "in accordance with instruction {n}",
    "provided that record {n} is kept", "after informing the desk under form {n}",
)  # fmt: skip


def main() -> None:
    """Print how long both builds take and what the second one embeds."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        sources, store = Path(folder, "sources"), Path(folder, "knowledge")
        make_corpus(sources, arguments.clauses, asked=arguments.asked)
        full = _build(sources, store, arguments.model)
        print(f"{arguments.clauses} clauses, full build: {full}", flush=True)
        change_one_clause(sources)
        again = _build(sources, store, arguments.model)
        print(f"one clause changed: {again}")
        print(f"{again.seconds / full.seconds:.1%} of the full build (wanted: under {WANTED:.0%})")


def make_corpus(folder: Path, clauses: int, *, asked: int = 0) -> None:
    """Write directives with ``clauses`` clauses together, the first ``asked`` of them with two
    example questions each."""
    folder.mkdir(parents=True)
    chance = random.Random(SEED)
    texts = [_sentence(chance, number) for number in range(clauses)]
    size = PARAGRAPHS * ARTICLES
    for number, first in enumerate(range(0, clauses, size), start=1):
        numbered = list(_numbered(texts[first : first + size]))
        _write_directive(folder, number, numbered)
        _write_asked(folder, number, numbered[: max(0, asked - first)])


def change_one_clause(folder: Path) -> None:
    """Give the last clause of the first directive other words."""
    file = folder / "made-001.md"
    head, last = file.read_text(encoding="utf-8").rstrip().rsplit("\n", 1)
    number = last.split(" ", 1)[0]
    file.write_text(f"{head}\n{number} Nobody shall paint the flag blue.\n", encoding="utf-8")


def _sentence(chance: random.Random, number: int) -> str:
    parts = [chance.choice(words) for words in (_WHO, _RULES, _ACTS, _WHAT, _WHERE, _LIMITS)]
    return f"{' '.join(parts).format(n=number)}, as {chance.choice(_WHO).lower()} do."


def _numbered(texts: list[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(texts):
        yield f"{place // PARAGRAPHS + 1}.{place % PARAGRAPHS + 1}", text


def _write_directive(folder: Path, number: int, numbered: list[tuple[str, str]]) -> None:
    lines = [
        "---",
        f"id: MADE-{number:03}",
        f"title: Made directive {number}",
        "issuer: The benchmark",
        "jurisdiction: home",
        'version: "1"',
        "in_force_from: 2026-01-01",
        "---",
        "",
        f"# Made directive {number}",
        "",
    ]
    for at, text in numbered:
        article, paragraph = at.split(".")
        if paragraph == "1":
            lines += [f"## Article {article} Subject {article} of directive {number}", ""]
        lines += [f"{at} {text}", ""]
    (folder / f"made-{number:03}.md").write_text("\n".join(lines), encoding="utf-8")


def _write_asked(folder: Path, number: int, numbered: list[tuple[str, str]]) -> None:
    if not numbered:
        return
    lines = [
        f'"{at}" = ["Do {text[:60].lower()}?", "What about case {at}?"]' for at, text in numbered
    ]
    (folder / f"made-{number:03}.asked.toml").write_text("\n".join(lines), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Took:
    """A build from outside: how long it took, how long the processors worked, what it embedded."""

    seconds: float
    processor_seconds: float
    embedded: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s ({self.processor_seconds:.1f} s of processor), "
            f"{self.embedded} texts embedded"
        )


def _build(sources: Path, store: Path, model: Path | None) -> Took:
    chosen = {"ATTACHE_EMBEDDING__MODEL": str(model)} if model else {}
    worked, began = _worked(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "indexer", "build", str(sources), "--into", str(store)],
        env=os.environ | chosen,
        capture_output=True,
        text=True,
        check=True,
    )
    took = time.perf_counter() - began
    (embedded,) = re.findall(r"(\d+) texts embedded", done.stdout)
    return Took(took, _worked() - worked, int(embedded))


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clauses", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=0, help="clauses with example questions")
    parser.add_argument("--model", type=Path, help="the folder of another embedding model")
    return parser.parse_args()


if __name__ == "__main__":
    main()
