"""From a norm to the verdict that it gives in a situation, and which verdict is stricter."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.answer import Verdict
from bot.answering.telling import Telling
from knowledge.clause import Clause
from knowledge.norm import Norm, NormKind, Span
from knowledge.situation import Situation
from knowledge.terms import terms_of

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
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_AFTER = re.compile(r"^(?:only )?after\b", re.IGNORECASE)


def verdict_of(norm: Norm, clause: Clause, situation: Situation, told: Telling) -> Verdict:
    """What ``norm`` does in ``situation``, for a question that tells ``told``.

    A prohibition that an approval lifts, and a permission or an exemption that has a condition, are
    conditional, unless the question says that the condition is met, or that it is not; so is one
    that has an exception, or is for others than the one who asks.
    """
    condition = _words(norm, clause, "condition")
    exception = _words(norm, clause, "exception")
    match norm.kind:
        case NormKind.PERMISSION | NormKind.EXEMPTION if exception:
            lifted = Verdict.FORBIDDEN if norm.kind is NormKind.PERMISSION else Verdict.REQUIRED
            return lifted if told.says(exception) else Verdict.CONDITIONAL
        case NormKind.PERMISSION if condition:
            return _permitted_if(condition, norm, clause, situation, told)
        case NormKind.PERMISSION if norm.roles and situation.role not in {None, *norm.roles}:
            return Verdict.FORBIDDEN if _ONLY.search(clause.text) else Verdict.CONDITIONAL
        case NormKind.EXEMPTION if condition and not told.says(condition):
            return Verdict.CONDITIONAL
        case NormKind.PROHIBITION if exception:
            return _forbidden_unless(exception, situation, told)
    return _PLAIN[norm.kind]


def holds(norm: Norm, clause: Clause, told: Telling) -> bool:
    """Whether a prohibition that holds only on a condition is known to hold, by the question."""
    condition = _words(norm, clause, "condition")
    return norm.kind is not NormKind.PROHIBITION or not condition or told.says(condition)


def strictness(verdict: Verdict) -> int:
    """Smaller is stricter."""
    return _STRICTEST_FIRST.index(verdict)


def approval_wanted(norm: Norm, clause: Clause) -> str:
    """The words on the approval that is the condition of a permission, or lifts a prohibition;
    empty where there is none."""
    limb = {NormKind.PERMISSION: "condition", NormKind.PROHIBITION: "exception"}.get(norm.kind)
    words = _words(norm, clause, limb) if limb else ""
    return words if _is_approval(words) else ""


def _permitted_if(
    condition: str, norm: Norm, clause: Clause, situation: Situation, told: Telling
) -> Verdict:
    if _is_approval(condition):
        # One approval told may still not be all that the clause asks for (see ``outcomes``).
        return Verdict.FORBIDDEN if situation.approved is False else Verdict.CONDITIONAL
    if norm.roles and situation.role:
        return Verdict.PERMITTED if situation.role in norm.roles else Verdict.FORBIDDEN
    if _AFTER.search(condition) and told.not_yet:
        return Verdict.FORBIDDEN
    # A list item that is itself the ground ("only for: (a) hate speech") leaves its siblings'
    # conditions open.
    if norm.condition == Span(0, len(clause.text)):
        return Verdict.CONDITIONAL
    return Verdict.PERMITTED if told.says(condition) else Verdict.CONDITIONAL


def _forbidden_unless(exception: str, situation: Situation, told: Telling) -> Verdict:
    if _is_approval(exception):
        return Verdict.FORBIDDEN if situation.approved is False else Verdict.CONDITIONAL
    return Verdict.PERMITTED if told.says(exception) else Verdict.FORBIDDEN


@lru_cache(maxsize=1024)  # the conditions of a directive are read again with each question
def _is_approval(text: str) -> bool:
    return bool(_APPROVAL.intersection(terms_of(text)))


def _words(norm: Norm, clause: Clause, limb: str) -> str:
    span = norm.condition if limb == "condition" else norm.exception
    in_lead_in = norm.condition_in_lead_in if limb == "condition" else norm.exception_in_lead_in
    if span is None:
        return ""
    return span.of(clause.lead_in.text if in_lead_in and clause.lead_in else clause.text)
