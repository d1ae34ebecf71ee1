import numpy as np
import pytest

from knowledge.example_classifier import (
    PENALTY,
    UNCOVERED,
    ExampleClassifier,
    indicators_of,
    kernel_of,
    landmarks_of,
    solved,
)

# Two clauses on two axes, one uncovered question on a third.
POINTS = np.eye(3, 4, dtype=np.float32)
OWNERS = [0, 1, UNCOVERED]


def question(*values):
    vector = np.array([*values, *[0] * (4 - len(values))], dtype=np.float32)
    return vector / np.linalg.norm(vector)


def test_a_question_like_an_example_belongs_to_its_clause():
    scores = ExampleClassifier.build(POINTS, OWNERS, 2).scores(question(0.1, 0.9, 0.1))
    assert scores[:2].argmax() == 1


def test_a_question_like_an_uncovered_one_is_not_covered():
    classifier = ExampleClassifier.build(POINTS, OWNERS, 2)
    assert classifier.scores(question(0.1, 0.1, 0.9))[-1] < 0
    assert classifier.scores(question(0.9, 0.1, 0.1))[-1] > 0


def test_a_text_of_two_versions_belongs_to_a_clause_of_each():
    points = np.repeat(np.eye(1, 4, dtype=np.float32), 2, axis=0)
    scores = ExampleClassifier.build(points, [0, 1], 2).scores(question(1))
    assert scores[0] == pytest.approx(scores[1])
    assert scores[0] > 0.5


def test_without_examples_nothing_is_learned(tmp_path):
    classifier = ExampleClassifier.build(POINTS[:0], [], 2)
    assert not classifier
    classifier.save(tmp_path)
    assert not ExampleClassifier.open(tmp_path)


def test_of_more_than_can_be_learned_in_minutes_nothing_is_learned():
    points = np.random.default_rng(1).normal(size=(6000, 3)).astype(np.float32)
    assert not ExampleClassifier.build(points, range(6000), 6000)


def test_an_opened_classifier_says_what_the_built_one_says(tmp_path):
    classifier = ExampleClassifier.build(POINTS, OWNERS, 2)
    classifier.save(tmp_path)
    asked = question(0.3, 0.8, 0.2)
    opened = ExampleClassifier.open(tmp_path).scores(asked)
    assert opened == pytest.approx(classifier.scores(asked), abs=1e-3)


def test_the_kept_axes_say_what_the_whole_kernel_would_say():
    rng = np.random.default_rng(5)
    centres = rng.normal(size=(6, 40))
    owners = [number % 6 for number in range(120)]
    points = centres[owners] + 0.5 * rng.normal(size=(120, 40))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    asked = points[:20] @ np.linalg.qr(rng.normal(size=(40, 40)) * 0.05 + np.eye(40))[0]
    asked = asked.astype(np.float32)
    texts = np.arange(120, dtype=np.int32)
    kernel = kernel_of(points, points) + PENALTY * np.eye(120)
    says = np.linalg.solve(kernel, indicators_of(texts, owners, 6))
    exact = (asked @ points.T) ** 2 @ says
    classifier = ExampleClassifier.build(points, owners, 6)
    kept = np.stack([classifier.scores(vector) for vector in asked])
    assert (kept[:, :6].argmax(axis=1) == exact[:, :6].argmax(axis=1)).all()


def test_landmarks_are_an_even_choice_of_many_points():
    points = np.arange(20, dtype=np.float32).reshape(10, 2)
    assert landmarks_of(points, 4)[:, 0].tolist() == [0, 6, 12, 18]
    assert landmarks_of(points, 10) is points


def test_all_texts_shape_what_a_few_landmarks_say():
    rng = np.random.default_rng(7)
    centres = rng.normal(size=(5, 30))
    owners = [number % 5 for number in range(300)]
    points = centres[owners] + 0.6 * rng.normal(size=(300, 30))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    indicators = indicators_of(np.arange(300, dtype=np.int32), owners, 5)
    marks = landmarks_of(points, 60)
    said = kernel_of(points, marks) @ solved(points, marks, indicators)
    assert np.mean(said[:, :5].argmax(axis=1) == owners) > 0.95
