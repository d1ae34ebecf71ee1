"""What a norm does in a situation, where it has an exception or is for certain people."""

from __future__ import annotations

import pytest

from bot.answering.answer import Verdict
from bot.answering.telling import Telling
from bot.answering.verdicts import verdict_of
from knowledge.clause import Clause, ClauseRef
from knowledge.norm import Norm, NormKind, Span
from knowledge.situation import Situation
from knowledge.vocabulary import Vocabulary

VOCABULARY = Vocabulary.open()
FOLLOWING = "Staff may follow any account except those of banned organisations."
EXEMPT = "No approval is required, provided that the post is shared unaltered and without comment."


def verdict(
    text: str, kind: NormKind, asked: str, *, condition: str = "", exception: str = "", **more: str
) -> Verdict:
    def span(words: str) -> Span | None:
        return Span(text.index(words), text.index(words) + len(words)) if words else None

    clause = Clause(ClauseRef("TEST", "1", "1.1"), text, 0, len(text))
    role = more.get("role")
    roles = frozenset({"head_of_mission"}) if role else frozenset()
    norm = Norm(kind, Span(0, 1), condition=span(condition), exception=span(exception), roles=roles)
    return verdict_of(norm, clause, Situation(role=role), Telling(asked, VOCABULARY))


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("May I follow the account of a banned organisation?", Verdict.FORBIDDEN),
        ("May I follow this account?", Verdict.CONDITIONAL),
    ],
)
def test_a_permission_with_an_exception_is_no_plain_permission(asked: str, wanted: Verdict) -> None:
    exception = "except those of banned organisations"
    assert verdict(FOLLOWING, NormKind.PERMISSION, asked, exception=exception) is wanted


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Do I need approval to share it exactly as it is?", Verdict.NOT_REQUIRED),
        ("Do I need approval to share it?", Verdict.CONDITIONAL),
    ],
)
def test_an_exemption_on_a_condition_holds_where_it_is_met(asked: str, wanted: Verdict) -> None:
    condition = "provided that the post is shared unaltered and without comment"
    assert verdict(EXEMPT, NormKind.EXEMPTION, asked, condition=condition) is wanted


@pytest.mark.parametrize(
    ("text", "role", "wanted"),
    [
        ("Heads of Mission may speak.", "head_of_mission", Verdict.PERMITTED),
        ("Heads of Mission may speak.", "intern", Verdict.CONDITIONAL),
        ("Only Heads of Mission may speak.", "intern", Verdict.FORBIDDEN),
    ],
)
def test_what_some_may_do_is_not_permitted_to_others(text: str, role: str, wanted: Verdict) -> None:
    assert verdict(text, NormKind.PERMISSION, "May I speak?", role=role) is wanted
