"""Decides: which of the found clauses rule, what they do, and on what that depends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answering.answer import (
    Answer,
    Branch,
    Choice,
    NotCovered,
    Precedence,
    Quote,
    Quoted,
    Ruled,
    Verdict,
)
from bot.answering.kinds import QuestionKind
from bot.answering.outcomes import asks_to_know, is_settled, suffices, weighed
from bot.answering.precedence import Case
from bot.answering.telling import Telling
from bot.answering.understand import Understood
from bot.answering.verdicts import hinges_on_approval, verdict_of
from knowledge.directive import Rank
from knowledge.norm import Norm
from knowledge.retrieval.match import Match, Matches
from knowledge.situation import Situation
from knowledge.snapshot.opened import Snapshot

ACCOUNTS = ("personal", "official")
# How near to the best match, as a share of its score, another one must come to be quoted with it.
NEAR_QUOTE = 0.35
# Among how many of the best matches the rules for the other account are looked for.
BRANCH_DEPTH = 6
# How many topics are told apart for one account.
MOST_WAYS = 3
# The confidence that is enough where a country's own text was asked for.
NAMED_COUNTRY = 0.02
# A clause without a norm that widens or details the rule of its article.
_WIDENS = re.compile(
    r"\b(?:counts? (?:also )?as|within the meaning of|paragraph \d|covers?|includes?|"
    r"appl(?:y|ies)|runs from|governed by|on (?:paragraph|article))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Decision:
    """The material of a decision: the question understood and what was found for it."""

    understood: Understood
    matches: Matches
    snapshot: Snapshot
    minimum_confidence: float
    most_quotes: int

    @cached_property
    def _told(self) -> Telling:
        return Telling(self.understood.question.text, self.snapshot.vocabulary)

    def answer(self) -> Answer:
        """The answer to the question."""
        quotes = tuple(map(self._quote, self.matches.accepted))
        if not quotes or self.matches.confidence < self._needed():
            return self._not_covered(quotes)
        fitting = self._fitting(quotes)
        if "reference" in self.matches.accepted[0].features or self._informs(fitting[0]):
            return self._quoted(fitting)
        if self.understood.bare:  # the opening of a list ("may follow:") rules by its items
            fitting = tuple(quote for quote in fitting if quote.norm) or fitting
        if fitting[0].norm is None:
            verdict = self._of_its_items(fitting[0]) or self._of_what_it_widens(fitting)
            if verdict is None:
                return self._quoted(fitting)
            fitting = (replace(fitting[0], verdict=verdict), *fitting[1:])
        return self._ruled(fitting)

    def _needed(self) -> float:
        """Whoever names a country asks for its text; the few clauses of a note are all there is.
        An act that is named and nothing else ("May I like this post?") leaves nothing to doubt in
        a text that tells by examples what it covers."""
        if self.snapshot.is_taught and self.understood.bare and self._on_the_act():
            return 0.0
        return NAMED_COUNTRY if self.understood.jurisdictions else self.minimum_confidence

    def _on_the_act(self) -> bool:
        action = self.understood.situation.action
        return any(
            action in norm.actions
            for match in self.matches.accepted[:BRANCH_DEPTH]
            for norm in match.clause.norms
        )

    def _quote(self, match: Match) -> Quote:
        directive = self.snapshot.directive_of(match.clause)
        norm = self._norm_of(match)
        verdict = None
        if norm is not None:
            ruled = verdict_of(norm, match.clause, self.understood.situation, self._told)
            approved = ruled is Verdict.CONDITIONAL and self._is_approved(norm, match)
            verdict = Verdict.PERMITTED if approved else weighed(ruled, match.outcomes)
        return Quote(match.clause, directive, match.score, norm, verdict)

    def _is_approved(self, norm: Norm, match: Match) -> bool:
        """Whether the approval that a clause wants was given: chosen under its quote, or told in
        words that examples take for enough."""
        if not hinges_on_approval(norm, match.clause):
            return False
        chosen = self.understood.question.chosen.approved
        return bool(chosen or (self.understood.situation.approved and suffices(match.outcomes)))

    def _norm_of(self, match: Match) -> Norm | None:
        """The norm of the clause that speaks of what was asked, else its first."""
        account = self.understood.situation.account
        speaking = [norm for norm in match.clause.norms if _allows(norm.accounts, account)]
        asked = self._widened_act(self.understood.situation.action)
        on_it = [norm for norm in speaking if norm.actions & asked]
        about = [norm for norm in speaking if norm.actions & self.understood.actions]
        return next(iter(on_it or about or speaking or match.clause.norms), None)

    def _widened_act(self, action: str | None) -> frozenset[str]:
        lineage = self.snapshot.vocabulary.lineage
        return frozenset(lineage("action", action)) if action else frozenset()

    def _fitting(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """Those that speak of the account; all, where the best of those is far from the best."""
        fitting = tuple(filter(self._fits, quotes))
        near = fitting and fitting[0].score >= NEAR_QUOTE * quotes[0].score
        return fitting if near else quotes

    def _fits(self, quote: Quote) -> bool:
        situation = self.understood.situation
        return quote.norm is None or _allows(quote.norm.accounts, situation.account)

    def _informs(self, first: Quote) -> bool:
        if first.directive.rank is Rank.PRACTICE_NOTE:
            return True
        by_its_words = self.understood.kind is QuestionKind.INFORMATION
        return asks_to_know(self._chances(first), by_its_words=by_its_words)

    def _chances(self, quote: Quote) -> Mapping[str, float]:
        found = self.matches.accepted
        return next(match.outcomes for match in found if match.clause is quote.clause)

    def _of_its_items(self, first: Quote) -> Verdict | None:
        """The verdict of the opening of a list ("shall not publish:"): the one of all its items."""
        items = (Match(one, first.score) for one in self.snapshot.items_of(first.clause))
        verdicts = {self._quote(item).verdict for item in items}
        return verdicts.pop() if len(verdicts) == 1 else None

    def _of_what_it_widens(self, quotes: Sequence[Quote]) -> Verdict | None:
        """The verdict of the rule that the first clause widens: of the best match with a norm in
        its article."""
        first = quotes[0]
        if not _WIDENS.search(first.clause.text):
            return None
        siblings = (quote for quote in quotes[1:] if quote.clause.heading == first.clause.heading)
        return next((quote.verdict for quote in siblings if quote.norm is not None), None)

    def _not_covered(self, quotes: tuple[Quote, ...]) -> NotCovered:
        understood = self.understood
        return NotCovered(understood.question, understood.situation, quotes[:3], self.snapshot.name)

    def _quoted(self, quotes: tuple[Quote, ...]) -> Quoted:
        understood = self.understood
        shown, rest = self._split(quotes)
        return Quoted(
            understood.question,
            understood.situation,
            tuple(replace(quote, verdict=None) for quote in shown),
            self.snapshot.name,
            rest,
        )

    def _ruled(self, quotes: tuple[Quote, ...]) -> Ruled:
        ordered, precedence = self._case().settled(quotes)
        branches = self._branches(ordered)
        if len({branch.verdict for branch in branches}) > 1:
            return self._depends(ordered, branches)
        shown, rest = self._split(ordered, at_least=2 if precedence else 1)
        first = shown[0]
        return Ruled(
            self.understood.question,
            self._situation_of(first),
            first.verdict or Verdict.DEPENDS,
            shown,
            self.snapshot.name,
            choices=self._choice_of_approval(first),
            precedence=precedence,
            runners_up=rest,
        )

    def _choice_of_approval(self, first: Quote) -> tuple[Choice, ...]:
        """Yes or no, where the verdict hinges on an approval of which nothing is told."""
        hinges = first.norm is not None and hinges_on_approval(first.norm, first.clause)
        if first.verdict is not Verdict.CONDITIONAL or not hinges:
            return ()
        told = self.understood.situation.approved
        return (Choice("approved", ("yes", "no")),) if told is None else ()

    def _depends(self, quotes: tuple[Quote, ...], branches: tuple[Branch, ...]) -> Ruled:
        shown = tuple(dict.fromkeys(quote for branch in branches for quote in branch.quotes))
        return Ruled(
            self.understood.question,
            self.understood.situation,
            Verdict.DEPENDS,
            shown,
            self.snapshot.name,
            branches=branches,
            choices=_choices(branches),
            precedence=self._precedence_in(branches),
            runners_up=tuple(quote for quote in quotes if quote not in shown),
        )

    def _branches(self, quotes: Sequence[Quote]) -> tuple[Branch, ...]:
        """The ways in which the answer can go: by account, and by topic where none is named."""
        first = quotes[0].norm
        settled = is_settled(quotes[0].verdict, self._chances(quotes[0]))
        known = self.understood.situation.account
        open_to_more = not settled or (self.understood.bare and known is None)
        if first is None or first.accounts == frozenset(ACCOUNTS) or not open_to_more:
            return ()
        depth = len(quotes) if self.understood.bare else BRANCH_DEPTH
        alike = [quote for quote in quotes[:depth] if self._alike(quote, first)]
        branches: list[Branch] = []
        for account in (known,) if known else ACCOUNTS:
            mine = [quote for quote in alike if quote.norm and quote.norm.accounts == {account}]
            branches += self._ways(account, mine, quotes)
        return tuple(branches)

    def _alike(self, quote: Quote, first: Norm) -> bool:
        """Whether a clause rules on the act, and not on another topic than the first does."""
        norm = quote.norm
        if norm is None or not (
            norm.actions & first.actions & (self.understood.actions or first.actions)
        ):
            return False
        if self.understood.bare or not norm.topics or not first.topics:
            return True
        return bool(self._widest(norm.topics) & self._widest(first.topics))

    def _widest(self, topics: frozenset[str]) -> set[str]:
        lineage = self.snapshot.vocabulary.lineage
        return {wider for topic in topics for wider in lineage("topic", topic)}

    def _ways(
        self, account: str | None, mine: Sequence[Quote], quotes: Sequence[Quote]
    ) -> list[Branch]:
        """The verdicts for one account: one, or where only the act is known, one for each topic on
        which its clauses differ."""
        if self.understood.bare and self.understood.situation.topic is None:
            return self._by_topic(account, mine)
        return self._settled_way(account, mine, quotes) if mine else []

    def _settled_way(
        self, account: str | None, mine: Sequence[Quote], quotes: Sequence[Quote]
    ) -> list[Branch]:
        """The best clause's verdict, or that of what prevails over it, be it for any account."""
        first, *rest = mine
        for_any = [quote for quote in quotes if quote.norm and len(quote.norm.accounts) != 1]
        rivals = (quote for quote in quotes if quote in rest or quote in for_any)
        ordered, precedence = self._case(account).settled((first, *rivals))
        shown = ordered[: 2 if precedence else 1]
        verdict = shown[0].verdict
        return [Branch(Situation(account=account), verdict, shown)] if verdict else []

    def _by_topic(self, account: str | None, quotes: Sequence[Quote]) -> list[Branch]:
        ways: dict[str | None, list[Quote]] = {}
        for quote in quotes:
            alike = ways.setdefault(self._topic_of(quote), [])
            if quote.verdict is not None and all(one.verdict is quote.verdict for one in alike):
                alike.append(quote)
        branches = [
            Branch(Situation(account=account, topic=topic), found[0].verdict, tuple(found[:2]))
            for topic, found in ways.items()
            if found and found[0].verdict is not None
        ]
        return _most_telling(branches)

    def _precedence_in(self, branches: Sequence[Branch]) -> Precedence | None:
        """The rule that decided in a branch."""
        settled = (
            self._case(branch.situation.account).settled(branch.quotes)[1] for branch in branches
        )
        return next(filter(None, settled), None)

    def _topic_of(self, quote: Quote) -> str | None:
        topics = quote.norm.topics if quote.norm else frozenset()
        lines = [set(self.snapshot.vocabulary.lineage("topic", topic)) for topic in topics]
        common = set.intersection(*lines) if lines else set()
        found = common or topics
        vocabulary = self.snapshot.vocabulary
        return min(found, key=lambda topic: vocabulary.precedence("topic", topic), default=None)

    def _case(self, account: str | None = None) -> Case:
        """The case to settle conflicts in: as asked, or for the branch of one account."""
        situation = self.understood.situation
        return Case(
            replace(situation, account=account or situation.account),
            self.understood.actions,
            self.snapshot.vocabulary,
        )

    def _situation_of(self, first: Quote) -> Situation:
        """The situation as asked, with the account that the deciding norm is limited to."""
        situation = self.understood.situation
        limited = first.norm is not None and len(first.norm.accounts) == 1
        if first.norm and limited and situation.account not in first.norm.accounts:
            return replace(situation, account=next(iter(first.norm.accounts)))
        return situation

    def _split(
        self, quotes: tuple[Quote, ...], *, at_least: int = 1
    ) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
        nearest = NEAR_QUOTE * max(quote.score for quote in quotes)
        others = quotes[at_least : self.most_quotes]
        near = (quote for quote in others if quote.score >= nearest)
        shown = (*quotes[:at_least], *near)
        return shown, tuple(quote for quote in quotes if quote not in shown)


def _allows(restricted: frozenset[str], known: str | None) -> bool:
    return known is None or not restricted or known in restricted


def _most_telling(branches: list[Branch]) -> list[Branch]:
    """``MOST_WAYS`` of the branches, the best of each verdict before a second of any."""
    of_each = {branch.verdict: branch for branch in reversed(branches)}.values()
    chosen = sorted(branches, key=lambda branch: branch not in of_each)[:MOST_WAYS]
    return [branch for branch in branches if branch in chosen]


def _choices(branches: Sequence[Branch]) -> tuple[Choice, ...]:
    choices = []
    for about in ("account", "topic"):
        values = [getattr(branch.situation, about) for branch in branches]
        options = tuple(dict.fromkeys(value for value in values if value is not None))
        if len(options) > 1:
            choices.append(Choice(about, options))
    return tuple(choices)
