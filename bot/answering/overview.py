"""What the norms do to each act at a glance, and what other jurisdictions do to one act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.answer import Branch, Comparison, Mark, Quote, Verdict
from bot.answering.telling import Telling
from bot.answering.verdicts import holds, strictness, verdict_of
from knowledge.clause import Clause
from knowledge.norm import Norm
from knowledge.situation import Situation
from knowledge.snapshot.opened import Snapshot

ACCOUNTS = ("personal", "official")
ACTS = ("view", "follow", "like", "share", "share_with_comment", "comment", "post", "message")
_SHARE_UNALTERED = "unaltered, without comment"
_SHARE_ALTERED = "altered or accompanied by a comment"
_PUBLIC = "public_affairs"
_LENIENT = (Verdict.PERMITTED, Verdict.NOT_REQUIRED, Verdict.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A cell for each act and account on which some clause rules, the acts in ``ACTS``'s order."""

    situation: Situation
    cells: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Looks norms up by act, account and topic, without a search."""

    snapshot: Snapshot
    home: str
    day: date

    def matrix(self, situation: Situation) -> Matrix:
        """What is known of ``situation`` narrows the cells: its account and topic."""
        accounts = (situation.account,) if situation.account else ACCOUNTS
        cells = [
            cell
            for act in ACTS
            for account in accounts
            if (cell := self._cell(replace(situation, action=act, account=account)))
        ]
        return Matrix(situation, tuple(cells))

    def compare(
        self, action: str, told: Situation | None = None, jurisdictions: Sequence[str] = ()
    ) -> Comparison:
        """What the texts of ``jurisdictions`` (all, where none is named) do to ``action``; on a
        personal account and public affairs, unless another account or topic is ``told``."""
        told = told or Situation()
        situation = Situation(
            action=action, account=told.account or "personal", topic=told.topic or _PUBLIC
        )
        found = {
            name: self._ruling(situation, name) for name in jurisdictions or self._jurisdictions()
        }
        home = self._ruling(situation, self.home)
        marks = tuple((name, self._mark(name, quote, home)) for name, quote in found.items())
        quotes = tuple(quote for quote in found.values() if quote is not None)
        return Comparison(situation, quotes, marks)

    def _cell(self, situation: Situation) -> Branch | None:
        if situation.action == "share_with_comment":
            return self._stricter_of(
                situation,
                self._ruling(replace(situation, action="share"), self.home, asked=_SHARE_ALTERED),
                self._ruling(replace(situation, action="comment"), self.home),
            )
        quote = self._ruling(situation, self.home, asked=_SHARE_UNALTERED)
        return self._stricter_of(situation, quote)

    def _stricter_of(self, situation: Situation, *quotes: Quote | None) -> Branch | None:
        ruling = [(quote.verdict, quote) for quote in quotes if quote and quote.verdict]
        if not ruling:
            return None
        verdict, quote = min(ruling, key=lambda pair: strictness(pair[0]))
        return Branch(situation, verdict, (quote,))

    def _ruling(self, situation: Situation, jurisdiction: str, *, asked: str = "") -> Quote | None:
        """The clause that rules: the one nearest to the topic, of these the strictest."""
        told = Telling(asked, self.snapshot.vocabulary)
        ranked = [
            (self._distance(norm, situation), strictness(quote.verdict), order, quote)
            for order, (norm, quote) in enumerate(self._candidates(situation, jurisdiction, told))
            if quote.verdict is not None
        ]
        return min(ranked, key=lambda row: row[:3])[3] if ranked else None

    def _candidates(
        self, situation: Situation, jurisdiction: str, told: Telling
    ) -> Iterator[tuple[Norm, Quote]]:
        for clause in self._in_force(jurisdiction):
            for norm in clause.norms:
                if (
                    situation.action in norm.actions
                    and self._speaks_of(norm, situation)
                    and holds(norm, clause, told)
                ):
                    verdict: Verdict = verdict_of(norm, clause, situation, told)
                    if verdict in _LENIENT and not self._covers(norm, situation):
                        continue
                    directive = self.snapshot.directive_of(clause)
                    yield norm, Quote(clause, directive, 1.0, norm, verdict)

    def _in_force(self, jurisdiction: str) -> Sequence[Clause]:
        directives = self.snapshot.directives.values()
        keys = {
            directive.key
            for directive in directives
            if directive.in_force(self.day)
            and directive.jurisdiction.casefold() == jurisdiction.casefold()
        }
        return [
            clause
            for clause in self.snapshot.clauses
            if self.snapshot.directive_of(clause).key in keys
        ]

    def _speaks_of(self, norm: Norm, situation: Situation) -> bool:
        account = (
            not norm.accounts or situation.account is None or situation.account in norm.accounts
        )
        topic = not norm.topics or situation.topic is None or bool(self._shared(norm, situation))
        return account and topic

    def _covers(self, norm: Norm, situation: Situation) -> bool:
        """Whether a norm speaks of the whole topic, not only of a part of it."""
        if situation.topic is None or not norm.topics:
            return True
        wider = self.snapshot.vocabulary.lineage("topic", situation.topic)
        return not norm.topics.isdisjoint(wider)

    def _distance(self, norm: Norm, situation: Situation) -> int:
        """Smaller is nearer: a norm on this very topic, then on a wider one, then on any."""
        if situation.topic is None or not norm.topics:
            return 2
        return int(situation.topic not in norm.topics)

    def _shared(self, norm: Norm, situation: Situation) -> set[str]:
        lineage = self.snapshot.vocabulary.lineage
        wanted = set(lineage("topic", situation.topic or ""))
        return {
            topic
            for topic in norm.topics
            if topic in wanted or situation.topic in lineage("topic", topic)
        }

    def _jurisdictions(self) -> tuple[str, ...]:
        """Those whose texts are in force, home first."""
        directives = self.snapshot.directives.values()
        others = sorted({one.jurisdiction for one in directives if one.in_force(self.day)})
        return (self.home, *(name for name in others if name.casefold() != self.home.casefold()))

    def _mark(self, jurisdiction: str, quote: Quote | None, home: Quote | None) -> Mark:
        if quote is None or quote.verdict is None:
            return Mark.SILENT
        if jurisdiction.casefold() == self.home.casefold():
            return Mark.HOME
        if home is None or home.verdict is None:
            return Mark.ALONE
        difference = strictness(quote.verdict) - strictness(home.verdict)
        return Mark.ALIKE if not difference else Mark.STRICTER if difference < 0 else Mark.LOOSER
