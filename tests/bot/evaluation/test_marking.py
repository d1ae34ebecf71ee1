"""What a golden question says of the answer that it got."""

from __future__ import annotations

import pytest

from bot.answering.answer import Branch, Ruled, Verdict
from bot.answering.question import Question
from bot.evaluation.golden import Golden, Marked, score
from knowledge.situation import Situation

ASKED = Question("May I follow a party?")
GOLDEN = Golden(
    id="follow",
    question=ASKED,
    outcome="ruled",
    verdict="depends",
    directive="D",
    version=None,
    clauses=("1",),
    tags=frozenset(),
    held_out=True,
    branches={"personal": "permitted", "official": "forbidden"},
)


def told(*ways: tuple[str, Verdict]) -> Marked:
    branches = tuple(Branch(Situation(account=account), verdict, ()) for account, verdict in ways)
    answer = Ruled(ASKED, Situation(), Verdict.DEPENDS, (), "s", branches=branches)
    return Marked(GOLDEN, answer, 1.0)


@pytest.mark.parametrize(
    ("ways", "right", "wrongly_permissive"),
    [
        ([("personal", Verdict.PERMITTED), ("official", Verdict.FORBIDDEN)], True, False),
        ([("personal", Verdict.PERMITTED), ("official", Verdict.PERMITTED)], False, True),
        ([("personal", Verdict.FORBIDDEN), ("official", Verdict.FORBIDDEN)], False, False),
        ([("personal", Verdict.PERMITTED)], False, False),
        ([], False, False),
    ],
)
def test_each_account_must_get_its_verdict(
    ways: list[tuple[str, Verdict]], right: bool, wrongly_permissive: bool
) -> None:
    marked = told(*ways)
    assert (marked.branches_right, marked.wrongly_permissive) == (right, wrongly_permissive)
    assert score([marked]).branches == float(right)
