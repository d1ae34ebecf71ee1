"""Which of two clauses prevails where they rule otherwise on one case, and by which rule.

The first rule that decides counts: the text of higher rank; an exception that the text itself
makes; the stricter clause, as directives say of themselves; the clause on the special case; of two
directives, the newer. Nothing but rank and such an exception makes an answer looser than the
clause found first does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.answering.answer import Precedence, PrecedenceRule, Quote, Verdict
from bot.answering.verdicts import strictness
from knowledge.directive import Directive, Rank
from knowledge.norm import Norm, NormKind
from knowledge.retrieval.references import parts_of, references_in
from knowledge.situation import Situation
from knowledge.vocabulary import Vocabulary

# How near to the best clause, as a share of its score, another one must come to be weighed with it;
# and among how many of the first a conflict is seen that is plain from the two texts.
NEAR_CONFLICT = 0.6
PLAIN_DEPTH = 6
# What each verdict is stricter than; what can hold together ("allowed", "required") is left out.
_OUTWEIGHS: Mapping[Verdict, tuple[Verdict, ...]] = {
    Verdict.FORBIDDEN: (
        Verdict.CONDITIONAL,
        Verdict.DISCOURAGED,
        Verdict.RECOMMENDED,
        Verdict.PERMITTED,
        Verdict.NOT_REQUIRED,
    ),
    Verdict.REQUIRED: (Verdict.DISCOURAGED, Verdict.RECOMMENDED, Verdict.NOT_REQUIRED),
    Verdict.CONDITIONAL: (Verdict.RECOMMENDED, Verdict.PERMITTED, Verdict.NOT_REQUIRED),
    Verdict.DISCOURAGED: (Verdict.PERMITTED,),
}
# What cannot hold together although neither is the stricter.
_CONTRARY = (
    {Verdict.FORBIDDEN, Verdict.REQUIRED},
    {Verdict.CONDITIONAL, Verdict.REQUIRED},
    {Verdict.DISCOURAGED, Verdict.RECOMMENDED},
)
_HIGHEST_FIRST = tuple(Rank)
_NAMELESS_ACT = "other"
# A situation's field, and the field of a norm that limits it.
_LIMITS = (("topic", "topics"), ("account", "accounts"), ("role", "roles"))
# Words before the numbers of the clauses that one is an exception from, or that it gives way to.
_EXCEPTION_FROM = re.compile(
    r"\b(?:exception (?:from|to)|notwithstanding|derogat\w+ from|despite)\b(.{1,40})", re.IGNORECASE
)
_GIVES_WAY_TO = re.compile(
    r"\b(?:except|save|subject to|without prejudice to)\b(.{1,40})", re.IGNORECASE
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A quote that rules: its clause, and what the norm in it does to what was asked."""

    quote: Quote
    norm: Norm
    verdict: Verdict

    @property
    def directive(self) -> Directive:
        return self.quote.directive

    @property
    def text(self) -> str:
        return self.quote.clause.full_text


@dataclass(frozen=True, slots=True)
class Case:
    """What was asked, as far as it tells which clauses rule on it."""

    situation: Situation
    actions: frozenset[str]
    vocabulary: Vocabulary

    def settled(self, quotes: tuple[Quote, ...]) -> tuple[tuple[Quote, ...], Precedence | None]:
        """``quotes``, which come best first, with the clause that prevails in front and the one
        that it goes before next; and the rule that decided, where clauses near the best differ."""
        first = _rule_of(quotes[0])
        if first is None:
            return quotes, None
        best, precedence = first, None
        beaten: Quote | None = None
        for other, near in _rivals(quotes):
            rule, prevails = self._between(best, other)
            if rule is None or not (near or _is_plain(rule, best, other, prevails)):
                continue
            if prevails is other:
                best, beaten, precedence = other, best.quote, _precedence(other, best, rule)
            elif beaten is None:
                beaten, precedence = other.quote, _precedence(best, other, rule)
        return _in_front(quotes, best.quote, beaten), precedence

    def _between(self, first: _Rule, other: _Rule) -> tuple[PrecedenceRule | None, _Rule]:
        """The rule that decides, and the clause that prevails; no rule where they agree, speak of
        two cases, or cannot be told apart."""
        excepted = _names_as_exception(first, other) or _names_as_exception(other, first)
        one_case = excepted or self._speak_of_one_case(first.norm, other.norm)
        if not (_conflict(first, other) and self._on_one_act(first.norm, other.norm) and one_case):
            return None, first
        if first.directive.rank is not other.directive.rank:
            higher = min(first, other, key=lambda one: _HIGHEST_FIRST.index(one.directive.rank))
            return PrecedenceRule.RANK, higher
        if excepted:
            return self._by_exception(first, other)
        if _is_exception_in_article_of(first, other):
            return None, first
        return self._by_weight(first, other)

    def _by_exception(self, first: _Rule, other: _Rule) -> tuple[PrecedenceRule | None, _Rule]:
        """An exception found first goes before its rule; one found after it, only where the
        question itself says that it is in the exception's case."""
        if _names_as_exception(first, other):
            return PrecedenceRule.EXCEPTION, first
        if self._asks_for(other.norm, first.norm):
            return PrecedenceRule.EXCEPTION, other
        return None, first

    def _by_weight(self, first: _Rule, other: _Rule) -> tuple[PrecedenceRule | None, _Rule]:
        rules: tuple[tuple[PrecedenceRule, Callable[[_Rule, _Rule], bool]], ...] = (
            (PrecedenceRule.STRICTER, _is_stricter),
            (PrecedenceRule.SPECIAL, self._is_more_special),
            (PrecedenceRule.NEWER, _is_newer),
        )
        for rule, goes_before in rules:
            if goes_before(first, other):
                return rule, first
            if goes_before(other, first):
                loosens = strictness(other.verdict) > strictness(first.verdict)
                return (None, first) if loosens else (rule, other)
        return None, first

    def _on_one_act(self, first: Norm, other: Norm) -> bool:
        asked = {act for act in self.actions if first.actions & self._wider("action", act)}
        acts = {wide for act in asked or first.actions for wide in self._wider("action", act)}
        return bool(acts & other.actions - {_NAMELESS_ACT})

    def _speak_of_one_case(self, first: Norm, other: Norm) -> bool:
        """Whether ``other`` holds too in the case asked, which the limits of ``first`` complete."""
        for known, limited in _LIMITS:
            name, limits = getattr(self.situation, known), getattr(first, limited)
            fits = name is not None and self._within(known, {name}, limits)
            if not self._within(known, {name} if fits else limits, getattr(other, limited)):
                return False
        return True

    def _asks_for(self, exception: Norm, general: Norm) -> bool:
        """Whether the question names what sets ``exception`` apart from ``general``."""
        told_apart = False
        for known, limited in _LIMITS:
            name, usual = getattr(self.situation, known), getattr(general, limited)
            limits = getattr(exception, limited)
            if not self._within(known, {name} if name else usual, limits):
                return False
            told_apart |= not self._within(known, usual, limits)
        return told_apart

    def _is_more_special(self, one: _Rule, other: _Rule) -> bool:
        pairs = [
            (known, getattr(one.norm, limited), getattr(other.norm, limited))
            for known, limited in _LIMITS
        ]
        narrower = all(self._within(known, its, others) for known, its, others in pairs)
        return narrower and not all(
            self._within(known, others, its) for known, its, others in pairs
        )

    def _within(self, known: str, names: Iterable[str], limits: frozenset[str]) -> bool:
        """Whether all ``names`` fall under ``limits``; no names stand for anything at all."""
        if not limits:
            return True
        under = [not limits.isdisjoint(self._wider(known, name)) for name in names]
        return bool(under) and all(under)

    def _wider(self, known: str, name: str) -> frozenset[str]:
        return frozenset(self.vocabulary.lineage(known, name))


def _rule_of(quote: Quote) -> _Rule | None:
    if quote.norm is None or quote.verdict is None:
        return None
    return _Rule(quote, quote.norm, quote.verdict)


def _rivals(quotes: tuple[Quote, ...]) -> Iterator[tuple[_Rule, bool]]:
    """What rules besides the best of ``quotes``, and whether it comes near to that."""
    nearest = NEAR_CONFLICT * quotes[0].score
    for place, quote in enumerate(quotes[1:], start=1):
        rule, near = _rule_of(quote), quote.score >= nearest
        if rule is not None and (near or place < PLAIN_DEPTH):
            yield rule, near


def _is_plain(rule: PrecedenceRule, best: _Rule, other: _Rule, prevails: _Rule) -> bool:
    """Whether a conflict is beyond doubt although the search finds one of the two much better: an
    exception and the rule that it names, a permission and what its article makes of it, or two
    directives that both name the topic. Nothing is loosened on that ground."""
    if strictness(prevails.verdict) > strictness(best.verdict):
        return False
    if prevails is other and _is_proviso_of(other, best):
        return True
    two_directives = best.directive.id != other.directive.id
    by_topic = two_directives and bool(best.norm.topics and other.norm.topics)
    return by_topic or rule is PrecedenceRule.EXCEPTION


def _is_proviso_of(one: _Rule, other: _Rule) -> bool:
    """Whether ``one`` allows only on a condition of its own what ``other``, in the same article,
    allows: "may be deleted for threats", "may be deleted only after a screenshot"."""
    both_allow = one.norm.kind is other.norm.kind is NormKind.PERMISSION
    condition = one.norm.condition is not None and not one.norm.condition_in_lead_in
    opens_a_list = one.quote.clause.text.rstrip().endswith(":")
    only = both_allow and condition and not opens_a_list and _ONLY.search(one.text) is not None
    return only and _in_one_article(one, other)


def _in_one_article(one: _Rule, other: _Rule) -> bool:
    return one.directive == other.directive and (
        one.quote.clause.heading == other.quote.clause.heading
    )


def _precedence(prevails: _Rule, over: _Rule, rule: PrecedenceRule) -> Precedence:
    return Precedence(prevails.quote.clause.ref, over.quote.clause.ref, rule)


def _in_front(quotes: tuple[Quote, ...], best: Quote, beaten: Quote | None) -> tuple[Quote, ...]:
    rest = tuple(quote for quote in quotes if quote is not best and quote is not beaten)
    return (best, *([beaten] if beaten else []), *rest)


def _conflict(one: _Rule, other: _Rule) -> bool:
    """Whether both cannot hold together; what two countries rule is no conflict."""
    homes = {rule.directive.jurisdiction.casefold() for rule in (one, other)}
    contrary = {one.verdict, other.verdict} in _CONTRARY
    return len(homes) == 1 and (contrary or _is_stricter(one, other) or _is_stricter(other, one))


def _is_stricter(one: _Rule, other: _Rule) -> bool:
    return other.verdict in _OUTWEIGHS.get(one.verdict, ())


def _is_newer(one: _Rule, other: _Rule) -> bool:
    since, before = one.directive.in_force_from, other.directive.in_force_from
    two_directives = one.directive.id != other.directive.id
    return two_directives and since is not None and before is not None and since > before


def _names_as_exception(one: _Rule, other: _Rule) -> bool:
    """Whether ``one`` names ``other`` as what it is an exception from, or is itself named there
    as what ``other`` gives way to."""
    return _names(_EXCEPTION_FROM, one, other) or _names(_GIVES_WAY_TO, other, one)


def _names(words: re.Pattern[str], one: _Rule, other: _Rule) -> bool:
    number = parts_of(other.quote.clause.ref.number)
    return any(
        number[: len(address)] == address
        for found in words.finditer(one.text)
        if one.directive.id == other.directive.id or other.directive.id in found.group(1)
        for address in references_in(found.group(1)).addresses
    )


def _is_exception_in_article_of(one: _Rule, other: _Rule) -> bool:
    """Whether ``one`` is an exception in the article of ``other``: what repeats there the rule that
    is excepted from ("nor in a closed group") does not take the exception back."""
    return _in_one_article(one, other) and bool(_EXCEPTION_FROM.search(one.text))
