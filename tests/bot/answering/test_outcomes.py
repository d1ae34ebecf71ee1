import pytest

from bot.answering.answer import Verdict
from bot.answering.outcomes import asks_to_know, weighed
from knowledge.norm import Norm, NormKind, Span

ON_CONDITION = Norm(NormKind.PERMISSION, Span(0, 1), condition=Span(1, 2))


def test_without_examples_the_rules_decide() -> None:
    assert weighed(Verdict.CONDITIONAL, ON_CONDITION, {}) is Verdict.CONDITIONAL
    assert asks_to_know({}, by_its_words=True)
    assert not asks_to_know({}, by_its_words=False)


def test_examples_that_are_sure_tell_that_a_condition_is_missed() -> None:
    chances = {"forbidden": 0.995, "conditional": 0.005}
    assert weighed(Verdict.CONDITIONAL, ON_CONDITION, chances) is Verdict.FORBIDDEN
    assert weighed(Verdict.PERMITTED, ON_CONDITION, chances) is Verdict.FORBIDDEN


def test_examples_tell_whether_information_is_wanted() -> None:
    assert asks_to_know({"quoted": 0.9, "required": 0.1}, by_its_words=False)
    assert not asks_to_know({"quoted": 0.05, "required": 0.95}, by_its_words=True)


def test_examples_that_are_not_sure_leave_it_to_the_words() -> None:
    chances = {"forbidden": 0.9, "conditional": 0.1}
    assert weighed(Verdict.CONDITIONAL, ON_CONDITION, chances) is Verdict.CONDITIONAL
    assert asks_to_know({"quoted": 0.4, "required": 0.6}, by_its_words=True)
    assert not asks_to_know({"quoted": 0.6, "required": 0.4}, by_its_words=False)


@pytest.mark.parametrize("kind", list(NormKind))
def test_what_a_clause_without_a_condition_does_is_no_matter_of_examples(kind: NormKind) -> None:
    for verdict in (Verdict.PERMITTED, Verdict.FORBIDDEN, Verdict.REQUIRED):
        assert weighed(verdict, Norm(kind, Span(0, 1)), {"conditional": 1.0}) is verdict


@pytest.mark.parametrize("verdict", [Verdict.CONDITIONAL, Verdict.FORBIDDEN])
@pytest.mark.parametrize("loose", ["permitted", "not_required"])
def test_examples_never_allow(verdict: Verdict, loose: str) -> None:
    assert weighed(verdict, ON_CONDITION, {loose: 1.0}) is verdict


def test_examples_never_loosen_a_prohibition_to_a_condition() -> None:
    assert weighed(Verdict.FORBIDDEN, ON_CONDITION, {"conditional": 1.0}) is Verdict.FORBIDDEN
