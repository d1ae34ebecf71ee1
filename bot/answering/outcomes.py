"""Weighs what the rules make of a question against what examples teach of questions like it.

The rules read a question's words; the examples know how people say the same in others. They tell
whether a piece of information is wanted, and whether what is told makes the verdict stricter: a
condition that is missed, a duty that is asked about. They make none looser, but that what is told
meets the condition of a permission, where they are all but certain; an approval must besides be
stated in words that are read as such.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.answering.answer import Verdict
from bot.answering.verdicts import strictness

_QUOTED = "quoted"
# How many times likelier the outcome of the rules is than it is by the examples alone, and how
# sure the examples must be of a verdict for it not to hang on the account: chosen on 900 questions
# that neither examples nor rules were made from, and on the tuned golden ones.
_TRUST_IN_KIND = 6.0
_TRUST_IN_VERDICT = 8.0
_SETTLED = 0.95
_MET = 0.97  # the chance of being permitted, by the examples, where a condition is met …
_ENOUGH = 0.9  # … and where an approval is told
_LIKELIER_THAN_NOT = 0.5
_LEAST = 0.001  # the chance that the verdict of the rules has at least
_RULING: list[Verdict] = [one for one in Verdict if one is not Verdict.DEPENDS]
_STRICTER = {
    verdict: [one for one in _RULING if strictness(one) < strictness(verdict)]
    for verdict in _RULING
}
_PERMISSIVE = (Verdict.PERMITTED, Verdict.NOT_REQUIRED)


def asks_to_know(chances: Mapping[str, float], *, by_its_words: bool) -> bool:
    """Whether a question wants a piece of information and no verdict; ``by_its_words`` is what
    the rules say."""
    if not chances:
        return by_its_words
    known = chances.get(_QUOTED, 0.0)
    if by_its_words:
        return known * _TRUST_IN_KIND > 1 - known
    return known > (1 - known) * _TRUST_IN_KIND


def weighed(verdict: Verdict, chances: Mapping[str, float]) -> Verdict:
    """``verdict``, which the rules give; or a stricter one that is likelier than not, and much
    likelier by the examples than the rules are trusted."""
    likely: dict[Verdict, float] = {
        one: chance
        for one in _STRICTER[verdict]
        if (chance := chances.get(one.value, 0.0)) > _LIKELIER_THAN_NOT
    }
    likely[verdict] = _TRUST_IN_VERDICT * max(chances.get(verdict.value, 0.0), _LEAST)
    return max(likely, key=lambda one: likely[one])


def suffices(chances: Mapping[str, float]) -> bool:
    """Whether the examples are sure that an approval that is told is all that was wanted."""
    return chances.get(Verdict.PERMITTED.value, 0.0) > _ENOUGH


def is_met(chances: Mapping[str, float]) -> bool:
    """Whether the examples are all but certain that what is told meets a condition."""
    return chances.get(Verdict.PERMITTED.value, 0.0) > _MET


def is_settled(verdict: Verdict | None, chances: Mapping[str, float]) -> bool:
    """Whether the examples are sure that a verdict holds, so that it does not hang on more; a
    permission always may: there, to be told more does less harm than to be told less."""
    if verdict is None or verdict in _PERMISSIVE:
        return False
    return chances.get(verdict.value, 0.0) > _SETTLED


def hangs(chances: Mapping[str, float]) -> bool:
    """Whether by the examples the verdict hangs on more than was told."""
    return chances.get(Verdict.DEPENDS.value, 0.0) > _LIKELIER_THAN_NOT
