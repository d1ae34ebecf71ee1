import numpy as np
import pytest

from knowledge.dense import DenseIndex


def unit_rows(count: int, width: int = 16, seed: int = 1) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_an_owner_is_as_near_as_its_nearest_vector():
    rows = unit_rows(4)
    index = DenseIndex.build(rows, [0, 1, 1, 2], 3)
    owners, scores = index.search(rows[2], 3)
    assert owners[0] == 1
    assert scores[0] == pytest.approx(1.0, abs=1e-5)
    assert sorted(owners) == [0, 1, 2]


def test_asking_for_more_than_there_is_never_yields_a_phantom_owner():
    index = DenseIndex.build(unit_rows(2), [0, 1], 2)
    owners, _ = index.search(unit_rows(1, seed=2)[0], 50)
    assert sorted(owners) == [0, 1]


def test_an_empty_index_finds_nothing():
    index = DenseIndex.build(np.zeros((0, 16), np.float32), [], 0)
    owners, scores = index.search(unit_rows(1)[0], 5)
    assert len(owners) == len(scores) == 0


def test_scores_of_chosen_owners_are_exact_and_an_owner_without_vectors_is_far():
    rows = unit_rows(5)
    index = DenseIndex.build(rows, [3, 0, 0, 2, 3], 4)
    query = unit_rows(1, seed=3)[0]
    expected = [max(rows[1] @ query, rows[2] @ query), -1, rows[3] @ query]
    assert index.scores_of(query, np.array([0, 1, 2])).tolist() == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("flat_limit", [1000, 10])
def test_an_opened_index_answers_as_the_built_one(tmp_path, flat_limit):
    rows = unit_rows(300)
    index = DenseIndex.build(rows, list(range(300)), 300, flat_limit=flat_limit)
    index.save(tmp_path)
    opened = DenseIndex.open(tmp_path)
    assert (tmp_path / "graph.faiss").exists() == (flat_limit == 10)
    assert opened.search(rows[7], 1)[0].tolist() == [7]
    assert opened.search(rows[7], 20)[0].tolist() == index.search(rows[7], 20)[0].tolist()


def test_a_large_index_finds_nearly_what_an_exact_one_finds():
    rows = unit_rows(3000, 32)
    exact = DenseIndex.build(rows, list(range(3000)), 3000)
    graph = DenseIndex.build(rows, list(range(3000)), 3000, flat_limit=100)
    queries = unit_rows(20, 32, seed=9)
    shared = [
        len(set(exact.search(q, 10)[0].tolist()) & set(graph.search(q, 10)[0].tolist()))
        for q in queries
    ]
    assert sum(shared) >= 190
