import pytest

from bot.answering.answer import Verdict
from bot.answering.outcomes import asks_to_know, is_settled, suffices, weighed
from bot.answering.verdicts import strictness

VERDICTS = [one for one in Verdict if one is not Verdict.DEPENDS]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_without_examples_the_rules_decide(verdict: Verdict) -> None:
    assert weighed(verdict, {}) is verdict
    assert not is_settled(verdict, {})
    assert asks_to_know({}, by_its_words=True)
    assert not asks_to_know({}, by_its_words=False)


def test_examples_that_are_sure_tell_that_a_condition_is_missed() -> None:
    chances = {"forbidden": 0.98, "conditional": 0.02}
    assert weighed(Verdict.CONDITIONAL, chances) is Verdict.FORBIDDEN
    assert weighed(Verdict.PERMITTED, chances) is Verdict.FORBIDDEN


def test_examples_tell_whether_information_is_wanted() -> None:
    assert asks_to_know({"quoted": 0.9, "required": 0.1}, by_its_words=False)
    assert not asks_to_know({"quoted": 0.05, "required": 0.95}, by_its_words=True)


def test_examples_that_are_not_sure_leave_it_to_the_words() -> None:
    chances = {"forbidden": 0.8, "conditional": 0.2}
    assert weighed(Verdict.CONDITIONAL, chances) is Verdict.CONDITIONAL
    assert asks_to_know({"quoted": 0.4, "required": 0.6}, by_its_words=True)
    assert not asks_to_know({"quoted": 0.6, "required": 0.4}, by_its_words=False)


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("sure", VERDICTS)
def test_examples_never_make_a_verdict_looser(verdict: Verdict, sure: Verdict) -> None:
    assert strictness(weighed(verdict, {sure.value: 1.0})) <= strictness(verdict)


def test_a_verdict_that_examples_are_sure_of_does_not_hang_on_the_account() -> None:
    assert is_settled(Verdict.FORBIDDEN, {"forbidden": 0.99})
    assert not is_settled(Verdict.FORBIDDEN, {"forbidden": 0.9, "depends": 0.1})
    assert not is_settled(None, {})


@pytest.mark.parametrize("verdict", [Verdict.PERMITTED, Verdict.NOT_REQUIRED])
def test_a_permission_may_always_hang_on_the_account(verdict: Verdict) -> None:
    assert not is_settled(verdict, {verdict.value: 1.0})


def test_what_is_not_likelier_than_not_makes_nothing_stricter() -> None:
    chances = {"permitted": 0.8, "forbidden": 0.19, "conditional": 0.01}
    assert weighed(Verdict.CONDITIONAL, chances) is Verdict.CONDITIONAL


def test_an_approval_that_is_told_suffices_only_where_examples_are_sure() -> None:
    assert suffices({"permitted": 0.97, "conditional": 0.03})
    assert not suffices({"permitted": 0.7, "conditional": 0.3})
    assert not suffices({})
