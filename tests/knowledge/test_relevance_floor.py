"""Relevance on the public development sets must not fall; needs ../shared and the real model."""

from pathlib import Path

import pytest

from bot.evaluation.benchmark import BENCHMARKS, figures, rank

DATA = Path(__file__).parents[3] / "shared" / "bench"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason="the development sets are not here"),
]


def test_questions_with_their_story_find_the_snippet_that_rules_on_them(tmp_path):
    worlds = pytest.importorskip("benchmarks.worlds")
    training = pytest.importorskip("benchmarks.train_fusion")
    benchmark = BENCHMARKS["orsharc"]
    world = worlds.orsharc(DATA, tmp_path)
    questions = benchmark.questions(DATA)
    training.prepare(world, world.questions)
    missed = [
        one for one in figures(benchmark, rank(questions, world.retriever)) if not one.reached
    ]
    assert not missed
