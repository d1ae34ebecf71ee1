"""What the figures must reach: where they fall short, it is said of which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.golden import score
from bot.evaluation.limits import Limit, QualityError, demand

FIGURES = replace(score(()), questions=10, first=0.9, verdict=0.8, wrongly_permissive=0.03)


def test_figures_that_reach_what_is_demanded_pass() -> None:
    limits = (Limit("first", 0.9), Limit("wrongly_permissive", 0.03, at_most=True))
    demand(FIGURES, limits)


def test_each_figure_that_falls_short_is_named() -> None:
    limits = (
        Limit("first", 0.9),
        Limit("verdict", 0.85),
        Limit("wrongly_permissive", 0.02, at_most=True),
    )
    with pytest.raises(QualityError) as told:
        demand(FIGURES, limits)
    assert "first" not in str(told.value)
    assert "verdict is 0.800, wanted at least 0.85" in str(told.value)
    assert "wrongly_permissive is 0.030, wanted at most 0.02" in str(told.value)


def test_where_nothing_was_asked_nothing_passes() -> None:
    demand(score(()), ())
    with pytest.raises(QualityError, match="no question was asked"):
        demand(score(()), (Limit("wrongly_permissive", 0.02, at_most=True),))


@pytest.mark.parametrize(
    ("words", "says"),
    [("verdicts=0.8", "no figure 'verdicts'; there are .*verdict"), ("verdict", "verdict=0.85")],
)
def test_a_demand_that_cannot_be_read_is_told(words: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Limit.parse(words)
