"""Questions that lie near one another are one cluster, and each is in one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.report.clusters import clusters_of


def unit(*angles: float) -> np.ndarray:
    return np.array([[np.cos(a), np.sin(a)] for a in angles], dtype=np.float32)


def test_near_questions_are_together_and_the_one_amid_them_leads() -> None:
    assert clusters_of(unit(0.2, 3.0, 0.0, 0.4), alike=0.97) == ((0, 2, 3), (1,))


def test_a_chain_of_neighbours_is_not_one_cluster() -> None:
    clusters = clusters_of(unit(0.0, 0.2, 0.4, 0.6, 0.8), alike=0.97)
    assert max(map(len, clusters)) == 3


def test_no_questions_make_no_clusters() -> None:
    assert clusters_of(np.zeros((0, 2), dtype=np.float32)) == ()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0, 6.28), min_size=1, max_size=30))
def test_each_question_is_in_one_cluster(angles: list[float]) -> None:
    clusters = clusters_of(unit(*angles))
    assert sorted(number for cluster in clusters for number in cluster) == list(range(len(angles)))
