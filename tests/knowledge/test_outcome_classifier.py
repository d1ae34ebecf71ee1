import numpy as np
import pytest

from knowledge.clause import Clause, ClauseRef
from knowledge.norm import Norm, NormKind, Span
from knowledge.outcome_classifier import FEWEST, OutcomeClassifier, group_of

ASKS, TELLS, KNOWS = np.eye(3, 6, dtype=np.float32)


def taught() -> OutcomeClassifier:
    """Who tells of an act is forbidden it by a permission on a condition, and has to by a duty."""
    rng = np.random.default_rng(2)
    points, outcomes, groups = [], [], []
    answers = {
        "permission condition": ("conditional", "forbidden", "quoted"),
        "duty": ("required", "required", "quoted"),
    }
    for group, told in answers.items():
        for axis, outcome in zip((ASKS, TELLS, KNOWS), told, strict=True):
            points += list(axis + 0.1 * rng.normal(size=(FEWEST, 6)))
            outcomes += [outcome] * FEWEST
            groups += [group] * FEWEST
    vectors = np.array(points, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return OutcomeClassifier.build(vectors, outcomes, groups)


def likeliest(classifier: OutcomeClassifier, vector: np.ndarray, group: str) -> str:
    chances = classifier.chances(vector, group)
    assert sum(chances.values()) == pytest.approx(1)
    return max(chances, key=lambda outcome: chances[outcome])


def test_the_same_words_get_another_outcome_of_another_kind_of_clause():
    classifier = taught()
    assert likeliest(classifier, TELLS, "permission condition") == "forbidden"
    assert likeliest(classifier, TELLS, "duty") == "required"
    assert likeliest(classifier, ASKS, "permission condition") == "conditional"
    assert likeliest(classifier, KNOWS, "duty") == "quoted"


def test_nothing_is_said_of_a_group_without_examples():
    assert taught().chances(ASKS, "exemption") == {}


def test_of_few_examples_nothing_is_learned():
    classifier = OutcomeClassifier.build(
        np.stack([ASKS, TELLS]), ["quoted", "required"], ["a", "a"]
    )
    assert not classifier
    assert classifier.chances(ASKS, "a") == {}


def test_an_opened_classifier_says_what_the_built_one_says(tmp_path):
    classifier = taught()
    classifier.save(tmp_path)
    opened = OutcomeClassifier.open(tmp_path)
    assert opened.chances(TELLS, "duty") == pytest.approx(classifier.chances(TELLS, "duty"))


@pytest.mark.parametrize(
    ("norms", "group"),
    [
        ((), "none"),
        ((Norm(NormKind.DUTY, Span(0, 1)),), "duty"),
        (
            (Norm(NormKind.PERMISSION, Span(0, 1), condition=Span(1, 2)),),
            "permission condition",
        ),
        (
            (Norm(NormKind.PROHIBITION, Span(0, 1), exception=Span(1, 2)),),
            "prohibition exception",
        ),
    ],
)
def test_the_group_of_a_clause_is_that_of_its_first_norm(norms, group):
    clause = Clause(ClauseRef("X", "1", "1"), "Staff may.", 0, 10, norms=norms)
    assert group_of(clause) == group
