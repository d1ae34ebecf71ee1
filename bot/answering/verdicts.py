"""From a norm to the verdict that it gives in a situation, and which verdict is stricter."""

from __future__ import annotations

import re

from bot.answering.answer import Verdict
from knowledge.clause import Clause
from knowledge.function_words import FUNCTION_WORDS
from knowledge.norm import Norm, NormKind, Span
from knowledge.situation import Situation
from knowledge.terms import stem, terms_of, words_of

_PLAIN = {
    NormKind.PERMISSION: Verdict.PERMITTED,
    NormKind.PROHIBITION: Verdict.FORBIDDEN,
    NormKind.DUTY: Verdict.REQUIRED,
    NormKind.EXEMPTION: Verdict.NOT_REQUIRED,
    NormKind.ADVICE_FOR: Verdict.RECOMMENDED,
    NormKind.ADVICE_AGAINST: Verdict.DISCOURAGED,
}
_STRICTEST_FIRST = (
    Verdict.FORBIDDEN,
    Verdict.REQUIRED,
    Verdict.CONDITIONAL,
    Verdict.DISCOURAGED,
    Verdict.RECOMMENDED,
    Verdict.PERMITTED,
    Verdict.NOT_REQUIRED,
)
# The words of an approval: where a prohibition is lifted by one, it is a condition.
_APPROVAL = frozenset(
    terms_of("approval approved consent clearance cleared permission authorisation agreed guidance")
)
_NEGATION = re.compile(r"\b(?:not|no|never|without|nothing|none)\b|n['’]?t\b", re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:before|not yet|ahead of|prior to|n['’]?t yet)\b", re.IGNORECASE)
_AFTER = re.compile(r"^(?:only )?after\b", re.IGNORECASE)
# So much of a condition's own words must stand in the question for it to speak of the condition.
_ECHO = 0.5


def verdict_of(norm: Norm, clause: Clause, situation: Situation, asked: str) -> Verdict:
    """What ``norm`` does in ``situation``, for a question in the words of ``asked``.

    A prohibition that an approval lifts, and a permission that has a condition, are conditional,
    unless the question says that the condition is met, or that it is not.
    """
    condition = _words(norm, clause, "condition")
    exception = _words(norm, clause, "exception")
    match norm.kind:
        case NormKind.PERMISSION if condition:
            return _permitted_if(condition, norm, clause, situation, asked)
        case NormKind.PROHIBITION if exception:
            return _forbidden_unless(exception, situation, asked)
    return _PLAIN[norm.kind]


def holds(norm: Norm, clause: Clause, asked: str) -> bool:
    """Whether a prohibition that holds only on a condition is known to hold, by the question."""
    condition = _words(norm, clause, "condition")
    return norm.kind is not NormKind.PROHIBITION or not condition or _echoed(condition, asked)


def strictness(verdict: Verdict) -> int:
    """Smaller is stricter."""
    return _STRICTEST_FIRST.index(verdict)


def _permitted_if(
    condition: str, norm: Norm, clause: Clause, situation: Situation, asked: str
) -> Verdict:
    if _is_approval(condition):
        # One approval given may still not be all that the clause asks for.
        return Verdict.FORBIDDEN if situation.approved is False else Verdict.CONDITIONAL
    if norm.roles and situation.role:
        return Verdict.PERMITTED if situation.role in norm.roles else Verdict.FORBIDDEN
    if _AFTER.search(condition) and _NOT_YET.search(asked):
        return Verdict.FORBIDDEN
    # A list item that is itself the ground ("only for: (a) hate speech") leaves its siblings'
    # conditions open.
    if norm.condition == Span(0, len(clause.text)):
        return Verdict.CONDITIONAL
    return Verdict.PERMITTED if _echoed(condition, asked) else Verdict.CONDITIONAL


def _forbidden_unless(exception: str, situation: Situation, asked: str) -> Verdict:
    if _is_approval(exception):
        return Verdict.FORBIDDEN if situation.approved is False else Verdict.CONDITIONAL
    return Verdict.PERMITTED if _echoed(exception, asked) else Verdict.FORBIDDEN


def _is_approval(text: str) -> bool:
    return bool(_APPROVAL.intersection(terms_of(text)))


def _echoed(limb: str, asked: str) -> bool:
    """Whether the question says itself what the condition or exception says."""
    telling = {stem(word) for word in words_of(limb) if word not in FUNCTION_WORDS["en"]}
    telling -= {stem("provided")}
    told = telling.intersection(terms_of(asked))
    alike = bool(_NEGATION.search(limb)) == bool(_NEGATION.search(asked))
    return alike and bool(telling) and len(told) >= _ECHO * len(telling)


def _words(norm: Norm, clause: Clause, limb: str) -> str:
    span = norm.condition if limb == "condition" else norm.exception
    in_lead_in = norm.condition_in_lead_in if limb == "condition" else norm.exception_in_lead_in
    if span is None:
        return ""
    return span.of(clause.lead_in.text if in_lead_in and clause.lead_in else clause.text)
