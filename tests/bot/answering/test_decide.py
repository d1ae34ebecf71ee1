"""What is decided of given matches, over the clauses of the model directive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest

from bot.answering.answer import Answer, Choice, Quoted, Ruled, Verdict
from bot.answering.decide import Decision
from bot.answering.question import Question
from bot.answering.understand import understand
from bot.answering.wording import verdict_line
from knowledge.clause import ClauseRef
from knowledge.retrieval.match import Match, Matches
from knowledge.situation import Situation
from knowledge.snapshot.live import LiveSnapshot

TODAY = date(2026, 11, 22)


def decided(
    live: LiveSnapshot,
    asked: str,
    *numbers: str,
    account: str | None = None,
    approved: bool | None = None,
    role: str | None = None,
    outcomes: Mapping[str, float] = MappingProxyType({}),
) -> Answer:
    """The answer where the clauses of ``numbers`` are found, each a tenth as good as the one
    before, and examples give ``outcomes`` these chances; ``approved`` and ``role`` are chosen."""
    snapshot = live.current()
    found = tuple(
        Match(
            snapshot.by_ref[ClauseRef("MFA-SMD", "2", number)], 0.9 / 10**place, outcomes=outcomes
        )
        for place, number in enumerate(numbers)
    )
    chosen = Situation(approved=approved, role=role)
    question = Question(asked, profile=Situation(account=account), chosen=chosen)
    understood = understand(question, snapshot, today=TODAY)
    return Decision(understood, Matches(found, confidence=0.9), snapshot, 0.5, 3).answer()


@pytest.mark.parametrize(
    ("asked", "number", "verdict"),
    [
        ("May we put the phone numbers of citizens online?", "43.1", Verdict.FORBIDDEN),
        ("May I put my holiday on Facebook?", "24.1", Verdict.PERMITTED),
        ("May I name my job there?", "34.1", Verdict.PERMITTED),
    ],
)
def test_the_opening_of_a_list_rules_as_its_items_do(
    live: LiveSnapshot, asked: str, number: str, verdict: Verdict
) -> None:
    answer = decided(live, asked, number)
    assert isinstance(answer, Ruled)
    assert (answer.verdict, answer.quotes[0].clause.ref.number) == (verdict, number)


def test_the_opening_of_a_list_of_facts_rules_on_nothing(live: LiveSnapshot) -> None:
    assert isinstance(decided(live, "May the Minister hold an account?", "6.1"), Quoted)


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (("24.1", "24.1(c)"), "24.1(c)"),
        (("24.1", "24.1(c)", "24.1(b)"), "24.1(c)"),
        (("24.1", "23.6", "24.1(c)"), "24.1"),  # no item stands out
        (("23.6", "24.1(c)"), "23.6"),
    ],
)
def test_an_item_that_stands_out_is_quoted_instead_of_the_opening_of_its_list(
    live: LiveSnapshot, found: tuple[str, ...], first: str
) -> None:
    answer = decided(live, "I ran a marathon. May I put the pictures online?", *found)
    assert isinstance(answer, Ruled)
    assert answer.quotes[0].clause.ref.number == first


def test_a_remote_clause_does_not_rule_because_it_suits_the_account(live: LiveSnapshot) -> None:
    """Blocking is ruled on for official accounts; of liking on one's own nothing was asked."""
    asked = "May I block a user who insults me?"
    answer = decided(live, asked, "11.3(a)", "23.6", account="personal")
    assert isinstance(answer, Ruled)
    assert answer.quotes[0].clause.ref.number == "11.3(a)"
    assert answer.situation.account == "official"


@pytest.mark.parametrize(
    ("asked", "about_it"),
    [
        ("May I share a Kenyan newspaper's article on my page?", False),
        ("What may Kenyan diplomats like?", True),
        ("May I like posts in Kenya?", True),
        ("a canadian company wants a post", False),
    ],
)
def test_a_thing_from_a_country_is_not_a_question_on_its_rules(
    live: LiveSnapshot, asked: str, about_it: bool
) -> None:
    understood = understand(Question(asked), live.current(), today=TODAY)
    assert bool(understood.jurisdictions) is about_it


@pytest.mark.parametrize(
    ("approved", "verdict"),
    [(None, Verdict.CONDITIONAL), (True, Verdict.PERMITTED), (False, Verdict.FORBIDDEN)],
)
@pytest.mark.parametrize("number", ["11.5", "31.2"])
def test_whether_the_approval_was_given_can_be_chosen(
    live: LiveSnapshot, number: str, approved: bool | None, verdict: Verdict
) -> None:
    answer = decided(live, "Is that all right?", number, approved=approved)
    assert isinstance(answer, Ruled)
    assert answer.verdict is verdict
    offered = (Choice("approved", ("yes", "no")),) if approved is None else ()
    assert answer.choices == offered


@pytest.mark.parametrize(("hangs", "verdict"), [(0.9, Verdict.DEPENDS), (0.1, Verdict.PERMITTED)])
def test_topics_are_told_apart_where_examples_say_that_it_hangs_on_more(
    live: LiveSnapshot, hangs: float, verdict: Verdict
) -> None:
    asked = "Can I react to my friends' posts?"
    outcomes = {"depends": hangs, "permitted": 1 - hangs}
    answer = decided(live, asked, "23.5", "23.1", account="personal", outcomes=outcomes)
    assert isinstance(answer, Ruled)
    assert answer.verdict is verdict
    told_apart = {branch.quotes[0].clause.ref.number for branch in answer.branches}
    assert told_apart == ({"23.5", "23.1"} if verdict is Verdict.DEPENDS else set())


def test_an_approval_that_is_told_permits_where_examples_agree(live: LiveSnapshot) -> None:
    told = "PDD agreed in writing that we block the spammer. May we?"
    sure = decided(live, told, "11.5", outcomes={"permitted": 0.97, "conditional": 0.03})
    unsure = decided(live, told, "11.5", outcomes={"permitted": 0.6, "conditional": 0.4})
    assert isinstance(sure, Ruled)
    assert isinstance(unsure, Ruled)
    assert (sure.verdict, unsure.verdict) == (Verdict.PERMITTED, Verdict.CONDITIONAL)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("The ambassador approved it. May we block him?", "11.5"),  # whose approval is not asked
        ("PDD approved it, Finance did not answer. May we boost it?", "12.1"),  # one of two
    ],
)
@pytest.mark.parametrize("chances", [{"permitted": 1.0}, {"conditional": 1.0}])
def test_an_approval_gives_nothing_where_the_clause_does_not_want_it(
    live: LiveSnapshot, asked: str, number: str, chances: Mapping[str, float]
) -> None:
    answer = decided(live, asked, number, outcomes=chances)
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.CONDITIONAL


@pytest.mark.parametrize(
    ("likely", "verdict"), [(0.98, Verdict.PERMITTED), (0.95, Verdict.CONDITIONAL)]
)
def test_examples_that_are_all_but_certain_tell_that_a_condition_is_met(
    live: LiveSnapshot, likely: float, verdict: Verdict
) -> None:
    told = "I retweeted the Ministry's statement. Didn't change a thing, didn't write a word."
    outcomes = {"permitted": likely, "conditional": 1 - likely}
    answer = decided(live, told, "22.5", account="personal", outcomes=outcomes)
    assert isinstance(answer, Ruled)
    assert answer.verdict is verdict
    as_told = "if all is as you tell it" in verdict_line(answer)
    assert as_told is (verdict is Verdict.PERMITTED)


def test_examples_tell_of_no_other_article_that_its_condition_is_met(live: LiveSnapshot) -> None:
    asked, sure = "Kenenisa won again! Like it?", {"permitted": 0.99, "conditional": 0.01}
    answer = decided(live, asked, "23.5", "22.5", account="personal", outcomes=sure)
    assert isinstance(answer, Ruled)
    (other,) = (
        quote for quote in (*answer.quotes, *answer.runners_up) if quote.clause.ref.number == "22.5"
    )
    assert other.verdict is Verdict.CONDITIONAL


def test_a_chosen_approval_does_not_outweigh_what_examples_forbid(live: LiveSnapshot) -> None:
    sure = {"forbidden": 0.98, "conditional": 0.01}
    answer = decided(
        live, "Finance refused. May we boost it?", "12.1", approved=True, outcomes=sure
    )
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.FORBIDDEN


def test_a_chosen_approval_is_that_of_the_first_clause_alone(live: LiveSnapshot) -> None:
    answer = decided(live, "May we stream the vote abroad?", "16.1", "9.8", approved=True)
    assert isinstance(answer, Ruled)
    assert answer.quotes[0].verdict is Verdict.PERMITTED
    assert all(q.verdict is Verdict.CONDITIONAL for q in (*answer.quotes, *answer.runners_up)[1:])


@pytest.mark.parametrize(
    ("asked", "verdict", "first"),
    [
        ("Somebody left a death threat under our post. May I delete it?", "conditional", "11.4"),
        (
            "A threat under our post, screenshot kept. May I delete it?",
            "permitted",
            "11.3(c)",
        ),
    ],
)
def test_what_an_article_allows_only_on_a_condition_it_allows_no_item_without(
    live: LiveSnapshot, asked: str, verdict: str, first: str
) -> None:
    answer = decided(live, asked, "11.3(c)", "11.3(a)", "11.4", account="official")
    assert isinstance(answer, Ruled)
    assert (answer.verdict, answer.quotes[0].clause.ref.number) == (verdict, first)
    assert (answer.precedence is None) is (verdict == "permitted")


@pytest.mark.parametrize(
    ("told", "chosen", "verdict"),
    [
        ("PDD approved it", False, Verdict.FORBIDDEN),
        ("PDD refused", True, Verdict.FORBIDDEN),
        ("PDD has not approved it", True, Verdict.FORBIDDEN),
    ],
)
def test_of_what_is_told_and_chosen_a_no_goes_first(
    live: LiveSnapshot, told: str, chosen: bool, verdict: Verdict
) -> None:
    answer = decided(live, f"{told}. May we block him?", "11.5", approved=chosen)
    assert isinstance(answer, Ruled)
    assert answer.verdict is verdict


def test_a_looser_rule_for_the_account_goes_before_no_stricter_one_that_is_much_nearer(
    live: LiveSnapshot,
) -> None:
    """An attaché's office account is no matter of personal accounts, whatever "his own" says."""
    snapshot = live.current()
    found = tuple(
        Match(snapshot.by_ref[ClauseRef("MFA-SMD", "2", number)], score)
        for number, score in (("6.3", 0.9), ("19.1", 0.4))
    )
    asked = Question("Our attaché wants his own account.", profile=Situation(account="personal"))
    understood = understand(asked, snapshot, today=TODAY)
    answer = Decision(understood, Matches(found, confidence=0.9), snapshot, 0.5, 3).answer()
    assert isinstance(answer, Ruled)
    assert answer.quotes[0].clause.ref.number == "6.3"
    assert answer.verdict is not Verdict.PERMITTED


@pytest.mark.parametrize(
    ("role", "verdict"),
    [
        (None, Verdict.CONDITIONAL),
        ("head_of_mission", Verdict.PERMITTED),
        ("diplomat", Verdict.FORBIDDEN),
    ],
)
def test_who_acts_can_be_chosen_where_a_clause_allows_it_to_some(
    live: LiveSnapshot, role: str | None, verdict: Verdict
) -> None:
    answer = decided(live, "May I speak in a crisis?", "45.1", "45.4", role=role)
    assert isinstance(answer, Ruled)
    assert answer.verdict is verdict
    options = [option for choice in answer.choices for option in choice.options]
    assert ({"head_of_mission", "spokesperson", "diplomat"} <= {*options}) is (role is None)
