"""A small directive in two versions, live and staged, with a model that a test can make."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from knowledge.snapshot.store import SnapshotStore

FACTS = {
    "id": "TEST",
    "version": "2",
    "in_force_from": "2026-03-01",
    "rank": "directive",
    "jurisdiction": "home",
}
FIRST = """---
id: TEST
title: A test directive
issuer: The Ministry
jurisdiction: home
rank: directive
version: "1"
language: en
in_force_from: 2024-01-01
---

# A test directive

## Article 1 Likes

1.1 On a personal account staff shall not like content on government affairs.

1.2 On a personal account staff may follow any account.

## Article 2 Deadlines

2.1 Staff shall report a password within 5 days.

2.2 On a personal account staff may share family content.
"""
# Forbids more, asks for the report sooner, lets sharing fall, and puts a clause in between.
SECOND = """# A test directive

## Article 1 Likes

1.1 On a personal account staff shall not like or share content on government affairs.

1.2 On a personal account staff may follow any account.

## Article 2 Deadlines

2.1 The Ministry keeps a register of official accounts.

2.2 Staff shall report a password within 2 days.

2.3 On a personal account staff shall not share family content.
"""
ASKED = """"1.1" = ["may i like a post on political content"]
"2.1" = ["how many days to report a password"]
"2.2" = ["may i share a family post"]
"""
GOLDEN = """[[question]]
id = "like"
question = "On a personal account, may staff like content on government affairs?"
outcome = "ruled"
verdict = "forbidden"
clauses = ["1.1"]
directive = "TEST"
held_out = false

[[question]]
id = "share"
question = "may i share a family post on a personal account"
outcome = "ruled"
verdict = "permitted"
clauses = ["2.2"]
directive = "TEST"
held_out = false
"""


@dataclass(frozen=True, slots=True)
class SmallLibrary:
    """``first`` is live in ``directory``; ``second`` is staged there against it."""

    directory: Path
    model: Path
    golden: Path
    first: str
    second: str


def build_small_library(folder: Path) -> SmallLibrary:
    """Build both snapshots; takes a few seconds, most of them for torch."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own
        return _built(folder)


def _built(folder: Path) -> SmallLibrary:
    # Most test files need none of these, and share this one's names.
    from indexer.build import Binder
    from indexer.embedding import ModelChoice
    from indexer.shipped import VOCABULARY
    from indexer.update import Update
    from indexer.update_commands import update
    from tests.indexer.tiny_model import make_tiny_model

    sources = folder / "sources"
    sources.mkdir(parents=True)
    (sources / "test-v1.md").write_text(FIRST, encoding="utf-8")
    (sources / "test.asked.toml").write_text(ASKED, encoding="utf-8")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    golden = folder / "golden.toml"
    golden.write_text(GOLDEN, encoding="utf-8")
    model = make_tiny_model(folder / "model")
    directory = folder / "knowledge"
    binder = Binder(SnapshotStore(directory), ModelChoice(str(model)), VOCABULARY)
    first = binder.build(binder.bind([sources], minimum_coverage=0.99)).name
    binder.publish(first, keep=3)
    second = update(binder, Update(folder / "second.md", FACTS), minimum_coverage=0.99).built.name
    return SmallLibrary(directory, model, golden, first, second)
