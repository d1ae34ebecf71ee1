"""From a norm to the verdict that it gives in a situation, and which verdict is stricter."""

from __future__ import annotations

from bot.answering.answer import Verdict
from knowledge.clause import Clause
from knowledge.norm import Norm, NormKind
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
_APPROVAL = frozenset(terms_of("approval approved consent clearance permission authorisation"))


def verdict_of(norm: Norm, clause: Clause, situation: Situation) -> Verdict:
    """What ``norm`` does in ``situation``.

    A prohibition that an approval lifts, and a permission that has a condition, are conditional;
    where the situation says that the approval is missing, such a clause forbids.
    """
    conditional = norm.kind is NormKind.PERMISSION and norm.condition is not None
    conditional |= norm.kind is NormKind.PROHIBITION and lifted_by_approval(norm, clause)
    if not conditional:
        return _PLAIN[norm.kind]
    if situation.approved is None:
        return Verdict.CONDITIONAL
    if needs_approval(norm, clause):
        # One approval given may still not be all that the clause asks for.
        return Verdict.CONDITIONAL if situation.approved else Verdict.FORBIDDEN
    return Verdict.CONDITIONAL


def needs_approval(norm: Norm, clause: Clause) -> bool:
    """Whether the norm's condition or exception is somebody's approval."""
    spans = [span for span in (norm.condition, norm.exception) if span is not None]
    return any(_APPROVAL.intersection(terms_of(span.of(clause.text))) for span in spans)


def lifted_by_approval(norm: Norm, clause: Clause) -> bool:
    """Whether the prohibition has an exception that is somebody's approval."""
    span = norm.exception or norm.condition
    return span is not None and bool(_APPROVAL.intersection(terms_of(span.of(clause.text))))


def strictness(verdict: Verdict) -> int:
    """Smaller is stricter."""
    return _STRICTEST_FIRST.index(verdict)
