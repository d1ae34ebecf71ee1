"""Weighs what the rules make of a question against what examples teach of questions like it.

The rules read a question's words; the examples know how people say the same in others. What a
clause does is never theirs to change: they tell whether a piece of information is wanted, and
whether a condition that the clause makes is known to be missed.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.answering.answer import Verdict
from knowledge.norm import Norm

_QUOTED = "quoted"
# How many times likelier the outcome of the rules is than it is by the examples alone: chosen on
# questions that neither examples nor rules were made from.
_TRUST_IN_KIND = 6.0
_TRUST_IN_VERDICT = 100.0
# What the examples may make of a verdict: something stricter, never something looser.
_STRICTER = {
    Verdict.PERMITTED: (Verdict.CONDITIONAL, Verdict.FORBIDDEN),
    Verdict.CONDITIONAL: (Verdict.FORBIDDEN,),
}


def asks_to_know(chances: Mapping[str, float], *, by_its_words: bool) -> bool:
    """Whether a question wants a piece of information and no verdict; ``by_its_words`` is what
    the rules say."""
    if not chances:
        return by_its_words
    known = chances.get(_QUOTED, 0.0)
    if by_its_words:
        return known * _TRUST_IN_KIND > 1 - known
    return known > (1 - known) * _TRUST_IN_KIND


def weighed(verdict: Verdict, norm: Norm, chances: Mapping[str, float]) -> Verdict:
    """``verdict``, which the rules give; or, of a norm on a condition or with an exception, a
    stricter one where the examples are sure that it is missed, or left open."""
    if norm.condition is None and norm.exception is None:
        return verdict
    likely = {one: chances.get(one.value, 0.0) for one in _STRICTER.get(verdict, ())}
    likely[verdict] = _TRUST_IN_VERDICT * chances.get(verdict.value, 0.0)
    return max(likely, key=lambda one: likely[one]) if any(likely.values()) else verdict
