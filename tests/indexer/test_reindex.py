"""What one changed clause costs, held small; ``benchmarks/reindex.py`` measures it at size."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reindex import change_one_clause, make_corpus
from indexer.build import Binder
from indexer.embedding import ModelChoice
from indexer.shipped import VOCABULARY
from knowledge.snapshot.store import SnapshotStore
from tests.indexer.tiny_model import make_tiny_model

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


def test_a_build_after_one_changed_clause_embeds_that_clause_alone(tmp_path: Path) -> None:
    model = ModelChoice(str(make_tiny_model(tmp_path / "model")))
    binder = Binder(SnapshotStore(tmp_path / "knowledge"), model, VOCABULARY)
    sources = tmp_path / "sources"
    make_corpus(sources, 120, asked=3)
    first = binder.build(binder.bind([sources], minimum_coverage=0.99))
    assert first.embedded == 126
    binder.publish(first.name, keep=3)
    change_one_clause(sources)
    again = binder.build(binder.bind([sources], minimum_coverage=0.99))
    assert again.embedded == 1
    assert len(again.plan.changes) == 2  # the one clause is gone, and the other in its place
