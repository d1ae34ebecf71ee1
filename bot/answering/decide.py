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
    Quote,
    Quoted,
    Ruled,
    Verdict,
)
from bot.answering.approval import is_of_the_approver, told_approval
from bot.answering.branching import BRANCH_DEPTH, Branching, choices_between
from bot.answering.kinds import QuestionKind
from bot.answering.outcomes import asks_to_know, hangs, is_met, is_settled, suffices, weighed
from bot.answering.telling import Telling
from bot.answering.understand import Understood
from bot.answering.verdicts import approval_wanted, strictness, verdict_of
from knowledge.directive import Rank
from knowledge.norm import Norm, NormKind
from knowledge.retrieval.match import Match, Matches
from knowledge.situation import Situation
from knowledge.snapshot.opened import Snapshot

# How near to the best match, as a share of its score, another one must come to be quoted with it.
NEAR_QUOTE = 0.35
# And how near one that suits the account, to be quoted before a stricter one that does not.
NEAR_FITTING = 0.6
# How near to the opening of a list an item of it must come, to be the one that was asked about.
TELLING_ITEM = 0.05
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
    def _branching(self) -> Branching:
        return Branching(self.understood, self.snapshot)

    @cached_property
    def _told(self) -> Telling:
        return Telling(self.understood.question.text, self.snapshot.vocabulary)

    def answer(self) -> Answer:
        """The answer to the question."""
        quotes = tuple(map(self._quote, self.matches.accepted))
        if not quotes or self.matches.confidence < self._needed():
            return self._not_covered(quotes)
        if "reference" in self.matches.accepted[0].features:
            return self._quoted(self._fitting(quotes))
        fitting = self._fitting(self._with_its_item(quotes))
        if self._informs(fitting[0]):
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
            verdict = weighed(ruled, match.outcomes)
            if verdict is Verdict.CONDITIONAL and self._meets_condition(norm, match):
                verdict = Verdict.PERMITTED
        return Quote(match.clause, directive, match.score, norm, verdict)

    def _with_its_item(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """``quotes``; where the opening of a list ("may post on:") comes first and an item of it
        stands out, the item instead: it is quoted with the opening, and says what was asked."""
        if self.understood.bare:
            return quotes
        first, *others = quotes
        items = (quote for quote in others if quote.clause.is_opened_by(first.clause))
        item = next(items, None)
        if item is None or item.score <= TELLING_ITEM * first.score:
            return quotes
        return (item, *(quote for quote in others if quote is not item))

    def _meets_condition(self, norm: Norm, match: Match) -> bool:
        """Whether by the examples what the question tells is all that a clause wants, of the
        article that it is about. An approval must be stated in words that are read as such; of the
        question before nothing counts."""
        said, wanted = self.understood.said, approval_wanted(norm, match.clause)
        if not wanted:
            about_it = match.clause.heading == self.matches.accepted[0].clause.heading
            whole = said == self.understood.question.text
            return about_it and whole and is_met(match.outcomes)
        stated = told_approval(said) is True and is_of_the_approver(said, wanted)
        return stated and suffices(match.outcomes)

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
        if not fitting:
            return quotes
        looser = _is_looser(fitting[0].verdict, quotes[0].verdict)
        near = (NEAR_FITTING if looser else NEAR_QUOTE) * quotes[0].score
        return fitting if fitting[0].score >= near else quotes

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
        ordered, precedence = self._branching.case().settled(quotes)
        if (approved := self._approved(ordered)) != ordered:
            ordered, precedence = self._branching.case().settled(approved)
        chances = self._chances(ordered[0])
        settled = is_settled(ordered[0].verdict, chances)
        branches = self._branching.branches(ordered, settled=settled, hangs=hangs(chances))
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
            choices=self._choices(first, ordered),
            precedence=precedence,
            runners_up=rest,
        )

    def _approved(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """``quotes``, the first of which permits what it allows on an approval, if it was chosen
        under it that this was given."""
        first = quotes[0]
        chosen = self.understood.question.chosen.approved
        if not chosen or first.verdict is not Verdict.CONDITIONAL or not _approval_of(first):
            return quotes
        return (replace(first, verdict=Verdict.PERMITTED), *quotes[1:])

    def _choices(self, first: Quote, quotes: Sequence[Quote]) -> tuple[Choice, ...]:
        """What would settle a verdict on a condition: the approval, or who acts, if not told."""
        norm = first.norm
        if norm is None or first.verdict is not Verdict.CONDITIONAL:
            return ()
        if _approval_of(first):
            return (Choice("approved", ("yes", "no")),)
        if norm.kind is not NormKind.PERMISSION or self.understood.situation.role is not None:
            return ()
        article = (one for one in quotes if one.clause.heading == first.clause.heading)
        others = {role for one in article if one.norm for role in one.norm.roles - norm.roles}
        both = norm.roles and others  # what some may, others may not
        return (Choice("role", (*sorted(norm.roles), *sorted(others))),) if both else ()

    def _depends(self, quotes: tuple[Quote, ...], branches: tuple[Branch, ...]) -> Ruled:
        shown = tuple(dict.fromkeys(quote for branch in branches for quote in branch.quotes))
        return Ruled(
            self.understood.question,
            self.understood.situation,
            Verdict.DEPENDS,
            shown,
            self.snapshot.name,
            branches=branches,
            choices=choices_between(branches),
            precedence=self._branching.precedence_in(branches),
            runners_up=tuple(quote for quote in quotes if quote not in shown),
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


def _is_looser(one: Verdict | None, other: Verdict | None) -> bool:
    return one is not None and other is not None and strictness(one) > strictness(other)


def _approval_of(quote: Quote) -> str:
    return approval_wanted(quote.norm, quote.clause) if quote.norm else ""


def _allows(restricted: frozenset[str], known: str | None) -> bool:
    return known is None or not restricted or known in restricted
