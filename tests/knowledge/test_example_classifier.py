import numpy as np
import pytest

from knowledge.example_classifier import UNCOVERED, ExampleClassifier

# Two clauses on two axes, one uncovered question on a third.
POINTS = np.eye(3, 4, dtype=np.float32)
OWNERS = [0, 1, UNCOVERED]
ALL = np.arange(3, dtype=np.int32)  # the clauses, and whether any of them covers the question


def cosines(*values):
    return np.array(values, dtype=np.float32)


def test_a_question_like_an_example_belongs_to_its_clause():
    scores = ExampleClassifier.build(POINTS, OWNERS, 2).scores(cosines(0.1, 0.9, 0.1), ALL)
    assert scores[:2].argmax() == 1


def test_a_question_like_an_uncovered_one_is_not_covered():
    classifier = ExampleClassifier.build(POINTS, OWNERS, 2)
    assert classifier.scores(cosines(0.1, 0.1, 0.9), ALL)[-1] < 0
    assert classifier.scores(cosines(0.9, 0.1, 0.1), ALL)[-1] > 0


def test_a_text_of_two_versions_belongs_to_a_clause_of_each():
    points = np.repeat(np.eye(1, 4, dtype=np.float32), 2, axis=0)
    scores = ExampleClassifier.build(points, [0, 1], 2).scores(cosines(0.9), ALL)
    assert scores[0] == pytest.approx(scores[1])
    assert scores[0] > 0.5


def test_without_examples_nothing_is_learned(tmp_path):
    classifier = ExampleClassifier.build(POINTS[:0], [], 2)
    assert not classifier
    classifier.save(tmp_path)
    assert not ExampleClassifier.open(tmp_path)


def test_an_opened_classifier_says_what_the_built_one_says(tmp_path):
    classifier = ExampleClassifier.build(POINTS, OWNERS, 2)
    classifier.save(tmp_path)
    question = cosines(0.3, 0.8, 0.2)
    opened = ExampleClassifier.open(tmp_path).scores(question, ALL)
    assert opened == pytest.approx(classifier.scores(question, ALL), abs=1e-3)
