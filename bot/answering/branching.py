"""The ways in which an answer can go: by account, and by topic where only an act is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Branch, Choice, Precedence, Quote
from bot.answering.precedence import Case
from bot.answering.understand import Understood
from knowledge.norm import Norm
from knowledge.situation import Situation
from knowledge.snapshot.opened import Snapshot

ACCOUNTS = ("personal", "official")
# Among how many of the best matches the rules for the other account are looked for.
BRANCH_DEPTH = 6
# How many topics are told apart for one account.
MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class Branching:
    """Tells the ways apart by the norms of the clauses that were found."""

    understood: Understood
    snapshot: Snapshot

    def branches(
        self, quotes: Sequence[Quote], *, settled: bool, hangs: bool
    ) -> tuple[Branch, ...]:
        """The ways for what was asked, for which ``quotes`` come best first; none where there is
        but one. By the examples, ``settled``: the verdict is sure; ``hangs``: it hangs on more
        than was told, so that topics are told apart too."""
        first = quotes[0].norm
        known = self.understood.situation.account
        open_to_more = not settled or (self.understood.bare and known is None)
        if first is None or first.accounts == frozenset(ACCOUNTS) or not open_to_more:
            return ()
        depth = len(quotes) if self.understood.bare else BRANCH_DEPTH
        by_topic = self.understood.bare or hangs
        alike = [quote for quote in quotes[:depth] if self._alike(quote, first, by_topic=by_topic)]
        branches: list[Branch] = []
        for account in (known,) if known else ACCOUNTS:
            mine = [quote for quote in alike if quote.norm and quote.norm.accounts == {account}]
            if by_topic and self.understood.situation.topic is None:
                branches += self._by_topic(account, mine)
            elif mine:
                branches += self._settled_way(account, mine, quotes)
        return tuple(branches)

    def _alike(self, quote: Quote, first: Norm, *, by_topic: bool) -> bool:
        """Whether a clause rules on the act, and unless topics are told apart, not on another one
        than the first does."""
        norm = quote.norm
        if norm is None or not (
            norm.actions & first.actions & (self.understood.actions or first.actions)
        ):
            return False
        if by_topic or not norm.topics or not first.topics:
            return True
        return bool(self._widest(norm.topics) & self._widest(first.topics))

    def _widest(self, topics: frozenset[str]) -> set[str]:
        lineage = self.snapshot.vocabulary.lineage
        return {wider for topic in topics for wider in lineage("topic", topic)}

    def _settled_way(
        self, account: str | None, mine: Sequence[Quote], quotes: Sequence[Quote]
    ) -> list[Branch]:
        """The best clause's verdict, or that of what prevails over it, be it for any account."""
        first, *rest = mine
        for_any = [quote for quote in quotes if quote.norm and len(quote.norm.accounts) != 1]
        rivals = (quote for quote in quotes if quote in rest or quote in for_any)
        ordered, precedence = self.case(account).settled((first, *rivals))
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

    def precedence_in(self, branches: Sequence[Branch]) -> Precedence | None:
        """The rule that decided in a branch."""
        settled = (
            self.case(branch.situation.account).settled(branch.quotes)[1] for branch in branches
        )
        return next(filter(None, settled), None)

    def _topic_of(self, quote: Quote) -> str | None:
        topics = quote.norm.topics if quote.norm else frozenset()
        lines = [set(self.snapshot.vocabulary.lineage("topic", topic)) for topic in topics]
        common = set.intersection(*lines) if lines else set()
        found = common or topics
        vocabulary = self.snapshot.vocabulary
        return min(found, key=lambda topic: vocabulary.precedence("topic", topic), default=None)

    def case(self, account: str | None = None) -> Case:
        """The case to settle conflicts in: as asked, or for the branch of one account."""
        situation = self.understood.situation
        return Case(
            replace(situation, account=account or situation.account),
            self.understood.actions,
            self.snapshot.vocabulary,
        )


def _most_telling(branches: list[Branch]) -> list[Branch]:
    """``MOST_WAYS`` of the branches, the best of each verdict before a second of any."""
    of_each = {branch.verdict: branch for branch in reversed(branches)}.values()
    chosen = sorted(branches, key=lambda branch: branch not in of_each)[:MOST_WAYS]
    return [branch for branch in branches if branch in chosen]


def choices_between(branches: Sequence[Branch]) -> tuple[Choice, ...]:
    """The facts that would narrow an answer to one of ``branches``."""
    choices = []
    for about in ("account", "topic"):
        values = [getattr(branch.situation, about) for branch in branches]
        options = tuple(dict.fromkeys(value for value in values if value is not None))
        if len(options) > 1:
            choices.append(Choice(about, options))
    return tuple(choices)
