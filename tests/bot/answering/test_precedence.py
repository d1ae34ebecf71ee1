"""Clauses that rule otherwise on one case, over two directives and a circular."""

from __future__ import annotations

import itertools
import json
import warnings
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.answering.answer import Answer, Precedence, PrecedenceRule, Ruled, Verdict
from bot.answering.decide import Decision
from bot.answering.engine import Engine
from bot.answering.question import Question
from bot.answering.understand import understand
from bot.answering.verdicts import strictness
from bot.answering.wording import precedence_line
from bot.console.machine import answer_object
from bot.console.render import render as render_for_terminal
from bot.settings import Settings
from bot.slack_channel.render.answer import render as render_for_slack
from bot.telegram_channel.render.answer import render as render_for_telegram
from knowledge.clause import ClauseRef
from knowledge.retrieval.match import Match, Matches
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore

TODAY = date(2026, 11, 22)
FACTS = """---
id: {id}
title: {id}
jurisdiction: {jurisdiction}
rank: {rank}
version: "1"
language: en
in_force_from: {since}
---

# {id}

"""
OLD = """## Article 1 Likes

1.1 On a personal account staff shall not like content on government or foreign affairs.

1.2 As an exception from paragraph 1.1, staff may like content of the Ministry.

## Article 2 Sharing and following

2.1 On a personal account staff may share family content.

2.2 On a personal account staff may follow any account.

2.3 On a personal account staff may share content.

2.4 On a personal account staff shall not share content on foreign affairs.

2.5 Except as provided in paragraph 2.6, staff shall not share videos on an official account.

2.6 Staff may share videos of the Ministry on an official account.

2.7 As an exception from paragraph 2.4, staff may share content on elections of other states.

2.8 On a personal account staff shall not share content on foreign affairs in a closed group either.

## Article 3 Official accounts

3.1 On an official account staff shall share content of international organisations.

3.2 On an official account staff shall comment on foreign affairs.

3.3 On an official account staff shall not comment on elections of other states.

3.4 On an official account staff shall not share content of the host government.
"""
NEW = """## Article 1 Sharing

1.1 On a personal account staff shall not share family content.

1.2 On an official account staff shall not share content of international organisations.

1.3 On an official account staff shall share content of the host government.

1.4 On a personal account staff shall not share content on foreign affairs.
"""
CIRCULAR = """## Article 1 Likes and following

1.1 On a personal account staff may like content on foreign affairs.

1.2 On a personal account staff shall not follow any account.

1.3 As an exception from paragraph 1.1 of OLD, staff may like content of the Ministry.
"""
ABROAD = """## Article 1 Likes

1.1 On a personal account staff may like content on government or foreign affairs.
"""
TEXTS = (
    ("OLD", "home", "directive", "2024-01-01", OLD),
    ("NEW", "home", "directive", "2026-01-01", NEW),
    ("CIRC", "home", "circular", "2026-06-01", CIRCULAR),
    ("KE", "Kenya", "directive", "2026-06-01", ABROAD),
)
LIKE_FOREIGN = "May I like a post on foreign affairs from my personal account?"
LIKE_MINISTRY = "May I like a post by the Ministry from my personal account?"
FOLLOW = "May I follow an account of a friend from my personal account?"
SHARE_FAMILY = "May I share a family photo from my personal account?"
SHARE_FOREIGN = "May I share content on foreign affairs from my personal account?"
SHARE_ELECTIONS = "May I share content on elections of other states from my personal account?"
SHARE_ORGANISATION = "May our official account share content of an international organisation?"
SHARE_HOST = "May our official account share content of the host government?"
SHARE_VIDEO = "May our official account share a video of the Ministry?"
COMMENT = "May our official account comment on elections of other states?"
FORBIDDEN, PERMITTED, REQUIRED = Verdict.FORBIDDEN, Verdict.PERMITTED, Verdict.REQUIRED
RANK, EXCEPTION, STRICTER, SPECIAL, NEWER = PrecedenceRule


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> LiveSnapshot:
    # Most test files need none of these, and torch takes seconds.
    from indexer.build import Binder
    from indexer.embedding import ModelChoice
    from indexer.shipped import VOCABULARY
    from tests.indexer.tiny_model import make_tiny_model

    folder: Path = tmp_path_factory.mktemp("conflicts")
    sources = folder / "sources"
    sources.mkdir()
    for name, jurisdiction, rank, since, text in TEXTS:
        facts = FACTS.format(id=name, jurisdiction=jurisdiction, rank=rank, since=since)
        (sources / f"{name.lower()}-v1.md").write_text(facts + text, encoding="utf-8")
    store = SnapshotStore(folder / "knowledge")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own
        model = make_tiny_model(folder / "model")
        binder = Binder(store, ModelChoice(str(model)), VOCABULARY)
        built = binder.build(binder.bind([sources], minimum_coverage=0.99))
        binder.publish(built.name, keep=3)
    return LiveSnapshot(store)


@pytest.fixture
def snapshot(library: LiveSnapshot) -> Snapshot:
    return library.current()


def refs(*clauses: str) -> list[ClauseRef]:
    return [ClauseRef(name, "1", number) for name, number in map(str.split, clauses)]


def decided(snapshot: Snapshot, asked: str, found: list[ClauseRef], quotes: int = 3) -> Answer:
    """The answer where these clauses are found, each nearly as good as the one before."""
    matches = tuple(
        Match(snapshot.by_ref[ref], 0.9 * 0.9**place) for place, ref in enumerate(found)
    )
    understood = understand(Question(asked), snapshot, today=TODAY)
    return Decision(understood, Matches(matches, confidence=0.9), snapshot, 0.5, quotes).answer()


@pytest.mark.parametrize(
    ("asked", "found", "verdict", "rule"),
    [
        # A circular loosens no directive, be it found first, and tightens none either.
        (LIKE_FOREIGN, ["CIRC 1.1", "OLD 1.1"], FORBIDDEN, RANK),
        (LIKE_FOREIGN, ["OLD 1.1", "CIRC 1.1"], FORBIDDEN, RANK),
        (LIKE_MINISTRY, ["CIRC 1.3", "OLD 1.1"], FORBIDDEN, RANK),
        (FOLLOW, ["CIRC 1.2", "OLD 2.2"], PERMITTED, RANK),
        # An exception goes before its rule, but only in the case that it is made for.
        (LIKE_MINISTRY, ["OLD 1.2", "OLD 1.1"], PERMITTED, EXCEPTION),
        (LIKE_MINISTRY, ["OLD 1.1", "OLD 1.2"], PERMITTED, EXCEPTION),
        (LIKE_FOREIGN, ["OLD 1.1", "OLD 1.2"], FORBIDDEN, None),
        (SHARE_VIDEO, ["OLD 2.6", "OLD 2.5"], PERMITTED, EXCEPTION),
        (SHARE_VIDEO, ["OLD 2.5", "OLD 2.6"], PERMITTED, EXCEPTION),
        # What repeats the rule in its article is no conflict; what another one forbids, is.
        (SHARE_ELECTIONS, ["OLD 2.7", "OLD 2.4"], PERMITTED, EXCEPTION),
        (SHARE_ELECTIONS, ["OLD 2.7", "OLD 2.8"], PERMITTED, None),
        (SHARE_ELECTIONS, ["OLD 2.7", "NEW 1.4"], FORBIDDEN, STRICTER),
        (SHARE_FAMILY, ["OLD 2.1", "NEW 1.1"], FORBIDDEN, STRICTER),
        (SHARE_FAMILY, ["NEW 1.1", "OLD 2.1"], FORBIDDEN, STRICTER),
        (SHARE_FOREIGN, ["OLD 2.3", "OLD 2.4"], FORBIDDEN, STRICTER),
        (COMMENT, ["OLD 3.2", "OLD 3.3"], FORBIDDEN, SPECIAL),
        (COMMENT, ["OLD 3.3", "OLD 3.2"], FORBIDDEN, SPECIAL),
        (SHARE_ORGANISATION, ["OLD 3.1", "NEW 1.2"], FORBIDDEN, NEWER),
        (SHARE_ORGANISATION, ["NEW 1.2", "OLD 3.1"], FORBIDDEN, NEWER),
        (SHARE_HOST, ["NEW 1.3", "OLD 3.4"], REQUIRED, NEWER),
        # A newer duty makes nothing of an older prohibition that was found first.
        (SHARE_HOST, ["OLD 3.4", "NEW 1.3"], FORBIDDEN, None),
        # Another topic, another act, another country: another case.
        (SHARE_FAMILY, ["OLD 2.3", "OLD 2.4"], PERMITTED, None),
        (FOLLOW, ["OLD 2.2", "NEW 1.1"], PERMITTED, None),
        (LIKE_FOREIGN, ["OLD 1.1", "KE 1.1"], FORBIDDEN, None),
        # The last of three: what prevails over the first meets a text of higher rank.
        (LIKE_MINISTRY, ["CIRC 1.3", "OLD 1.1", "OLD 1.2"], PERMITTED, EXCEPTION),
    ],
)
def test_which_clause_prevails_and_why(
    snapshot: Snapshot, asked: str, found: list[str], verdict: Verdict, rule: PrecedenceRule | None
) -> None:
    answer = decided(snapshot, asked, refs(*found))
    assert isinstance(answer, Ruled)
    assert (answer.verdict, answer.precedence and answer.precedence.rule) == (verdict, rule)
    if answer.precedence:
        shown = [quote.clause.ref for quote in answer.quotes[:2]]
        assert shown == [answer.precedence.prevails, answer.precedence.over]
        assert answer.quotes[0].verdict is verdict


@pytest.mark.parametrize(
    ("asked", "found", "verdict", "rule"),
    [
        # What one directive permits and another forbids on the same topic, conflicts however far
        # the search finds them apart; so does an exception with the rule that it names.
        (SHARE_FAMILY, ["OLD 2.1", "NEW 1.1"], FORBIDDEN, STRICTER),
        (LIKE_FOREIGN, ["CIRC 1.1", "OLD 1.1"], FORBIDDEN, RANK),
        (LIKE_MINISTRY, ["OLD 1.2", "OLD 1.1"], PERMITTED, EXCEPTION),
        # What else comes after the best clause by far is another matter, and loosens nothing.
        (SHARE_FOREIGN, ["OLD 2.3", "OLD 2.4"], PERMITTED, None),
        (LIKE_MINISTRY, ["OLD 1.1", "OLD 1.2"], FORBIDDEN, None),
        (FOLLOW, ["CIRC 1.2", "OLD 2.2"], FORBIDDEN, None),
    ],
)
def test_a_clause_far_from_the_best_counts_only_where_the_conflict_is_plain(
    snapshot: Snapshot, asked: str, found: list[str], verdict: Verdict, rule: PrecedenceRule | None
) -> None:
    best, far = (snapshot.by_ref[ref] for ref in refs(*found))
    understood = understand(Question(asked), snapshot, today=TODAY)
    matches = Matches((Match(best, 0.9), Match(far, 0.01)), confidence=0.9)
    answer = Decision(understood, matches, snapshot, 0.5, 3).answer()
    assert isinstance(answer, Ruled)
    assert (answer.verdict, answer.precedence and answer.precedence.rule) == (verdict, rule)
    assert len(answer.quotes) == (2 if rule else 1)


def test_both_clauses_are_shown_even_where_one_quote_is_the_most(snapshot: Snapshot) -> None:
    answer = decided(snapshot, SHARE_FAMILY, refs("OLD 2.1", "NEW 1.1", "OLD 2.3"), quotes=1)
    assert isinstance(answer, Ruled)
    assert [quote.clause.ref for quote in answer.quotes] == refs("NEW 1.1", "OLD 2.1")


def test_a_conflict_in_one_branch_is_settled_there(snapshot: Snapshot) -> None:
    asked = "May I share content of an international organisation?"
    answer = decided(snapshot, asked, refs("OLD 2.3", "OLD 3.1", "NEW 1.2"))
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.DEPENDS
    verdicts = {branch.situation.account: branch.verdict for branch in answer.branches}
    assert verdicts == {"personal": PERMITTED, "official": FORBIDDEN}
    newer, older = refs("NEW 1.2", "OLD 3.1")
    assert [quote.clause.ref for quote in answer.branches[1].quotes] == [newer, older]
    assert answer.precedence == Precedence(newer, older, NEWER)
    console = Console(width=120)
    with console.capture() as captured:
        console.print(render_for_terminal(answer))
    assert precedence_line(answer.precedence) in captured.get()


def test_nothing_but_rank_and_an_exception_loosens_what_was_found_first(
    snapshot: Snapshot,
) -> None:
    asked = (LIKE_FOREIGN, LIKE_MINISTRY, FOLLOW, SHARE_FAMILY, SHARE_ELECTIONS, SHARE_HOST)
    loosened = set()
    for text in asked:
        for first, other in itertools.permutations(snapshot.by_ref, 2):
            alone = decided(snapshot, text, [first])
            both = decided(snapshot, text, [first, other])
            if not (isinstance(alone, Ruled) and isinstance(both, Ruled)) or both.branches:
                continue
            if first not in {quote.clause.ref for quote in (*both.quotes, *both.runners_up)}:
                continue  # it speaks of the other account, and was not weighed
            if strictness(both.verdict) > strictness(alone.verdict):
                assert both.precedence is not None, (text, first, other)
                loosened.add(both.precedence.rule)
    assert loosened == {RANK, EXCEPTION}


def test_every_channel_and_the_machine_name_the_rule(snapshot: Snapshot) -> None:
    answer = decided(snapshot, LIKE_FOREIGN, refs("CIRC 1.1", "OLD 1.1"))
    line = "OLD v1 §1.1 prevails over CIRC v1 §1.1: its text ranks higher."
    console = Console(width=120)
    with console.capture() as captured:
        console.print(render_for_terminal(answer))
    slack = json.dumps(render_for_slack(answer)[0].blocks, ensure_ascii=False)
    shown = (captured.get(), render_for_telegram(answer)[0].text, slack)
    for text in shown:
        assert line in text
        assert "OLD v1 §1.1 · Article 1 Likes" in text
        assert "CIRC v1 §1.1 · Article 1 Likes" in text
    assert answer_object(answer, 1.0)["precedence"] == {
        "prevails": "OLD v1 §1.1",
        "over": "CIRC v1 §1.1",
        "rule": "rank",
    }


def test_where_nothing_conflicts_the_machine_says_so(snapshot: Snapshot) -> None:
    answer = decided(snapshot, SHARE_FAMILY, refs("OLD 2.1"))
    assert answer_object(answer, 1.0)["precedence"] is None


@pytest.mark.parametrize("rule", PrecedenceRule)
def test_every_rule_has_its_words(rule: PrecedenceRule) -> None:
    prevails, over = refs("NEW 1.1", "OLD 2.1")
    line = precedence_line(Precedence(prevails, over, rule))
    assert line.startswith("NEW v1 §1.1 prevails over OLD v1 §2.1: ")


def test_the_search_finds_both_and_the_circular_loosens_nothing(library: LiveSnapshot) -> None:
    engine = Engine(library, home="home", answering=Settings().answering, today=lambda: TODAY)
    answer = engine.answer(
        Question("May staff like content on foreign affairs on a personal account?")
    )
    assert isinstance(answer, Ruled)
    assert answer.verdict is FORBIDDEN
    assert answer.precedence == Precedence(*refs("OLD 1.1", "CIRC 1.1"), RANK)
