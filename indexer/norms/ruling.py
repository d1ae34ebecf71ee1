"""What a proposition rules: its kind, and the limbs that are its condition and its exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.norms.address import is_spoken_to
from indexer.norms.lexicon import Force
from indexer.norms.limb_choice import choose_limbs
from indexer.norms.marks import Stretch, Trigger
from indexer.norms.negation import denies_its_object, has_negative_subject
from indexer.norms.parts import Proposition
from indexer.norms.tokens import Sentence
from indexer.norms.word_sets import APPROVALS
from knowledge.norm import NormKind

_PERMISSION, _PROHIBITION = NormKind.PERMISSION, NormKind.PROHIBITION
_KINDS: Mapping[Force, tuple[NormKind, NormKind | None]] = {
    # the kind, and the kind under a negative subject ("no mission may")
    Force.PERMIT: (_PERMISSION, _PROHIBITION),
    Force.ALLOW: (_PERMISSION, _PROHIBITION),
    Force.FORBID: (_PROHIBITION, None),
    Force.OBLIGE: (NormKind.DUTY, _PROHIBITION),
    Force.STATED: (NormKind.DUTY, None),
    Force.DUTY_TO: (NormKind.DUTY, None),
    Force.NEED: (NormKind.DUTY, NormKind.EXEMPTION),
    Force.EXEMPT: (NormKind.EXEMPTION, None),
    Force.ADVISE: (NormKind.ADVICE_FOR, NormKind.ADVICE_AGAINST),
    Force.DISADVISE: (NormKind.ADVICE_AGAINST, None),
    Force.UNLESS_APPROVED: (_PERMISSION, NormKind.EXEMPTION),
    Force.IMPERATIVE_NOT: (_PROHIBITION, None),
    Force.IMPERATIVE: (NormKind.DUTY, None),
    Force.IMPERATIVE_AVOID: (NormKind.ADVICE_AGAINST, None),
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A norm in terms of the tokens of its sentence."""

    kind: NormKind
    proposition: Proposition
    condition: Stretch | None = None
    exception: Stretch | None = None
    about_subject: bool = False  # what is allowed or due is named before the trigger


def rule(proposition: Proposition, sentence: Sentence) -> Ruling | None:
    """What the proposition rules; ``None`` where that is not sure."""
    trigger = proposition.trigger
    if not is_spoken_to(proposition, sentence):
        return None
    negative = has_negative_subject(sentence, proposition.subject, proposition.limbs)
    kind = _KINDS[trigger.force][negative]
    if kind is None:
        return None
    if not negative and denies_its_object(sentence, proposition):
        if trigger.force in (Force.PERMIT, Force.OBLIGE):
            kind = _PROHIBITION
        elif trigger.force is not Force.FORBID:
            return None
    chosen = choose_limbs(kind, proposition, sentence)
    about_subject = _is_about_subject(proposition, sentence)
    ruling = Ruling(kind, proposition, chosen.condition, chosen.exception, about_subject)
    return _reserved(_approved(ruling, sentence), sentence)


def _is_about_subject(proposition: Proposition, sentence: Sentence) -> bool:
    trigger = proposition.trigger
    last = sentence[trigger.at.end - 1].lower
    if trigger.force is Force.UNLESS_APPROVED:
        return True
    if trigger.force in (Force.NEED, Force.ALLOW, Force.FORBID, Force.ADVISE, Force.DISADVISE):
        return last.endswith("ed") or last in ("free", "mandatory", "compulsory", "forbidden")
    return False


def _approved(ruling: Ruling, sentence: Sentence) -> Ruling:
    """Where an approval is what is needed, the act is allowed on that condition."""
    proposition = ruling.proposition
    trigger, predicate = proposition.trigger, proposition.predicate
    if ruling.kind is _PERMISSION and trigger.force is Force.UNLESS_APPROVED:
        return replace(ruling, condition=Stretch(_approval(sentence, trigger), _end(ruling)))
    if ruling.kind is NormKind.DUTY and trigger.force is Force.NEED and ruling.about_subject:
        subject = sentence[proposition.subject.start : proposition.subject.end]
        head = [token.lower for token in subject[:6]]
        if APPROVALS.intersection(head) and predicate.end > predicate.start:
            return replace(ruling, kind=_PERMISSION, condition=proposition.subject)
    return ruling


def _approval(sentence: Sentence, trigger: Trigger) -> int:
    """Where the words of the approval begin: after "is subject to", after "requires"."""
    for at in range(trigger.at.start, trigger.at.end):
        if sentence[at].lower in ("to", "require", "requires", "need", "needs"):
            return at + 1
    return trigger.at.start


def _end(ruling: Ruling) -> int:
    after = [
        limb.at.start
        for limb in ruling.proposition.limbs
        if limb.at.start >= ruling.proposition.trigger.at.end
    ]
    return min([ruling.proposition.predicate.end, *after])


def _reserved(ruling: Ruling, sentence: Sentence) -> Ruling:
    """Of "only the Spokesperson may speak": a permission whose condition is to be that person."""
    proposition = ruling.proposition
    if ruling.kind not in (_PERMISSION, NormKind.DUTY):
        return ruling
    for at in range(proposition.subject.start, proposition.subject.end):
        if at + 1 == proposition.trigger.at.start:
            return ruling  # "you only need to": no person follows the "only"
        if sentence[at].lower == "only" and sentence[at - 1].lower != "not":
            if proposition.trigger.force not in (Force.PERMIT, Force.ALLOW, Force.OBLIGE):
                return ruling
            who = Stretch(at, proposition.trigger.at.start)
            return replace(ruling, kind=_PERMISSION, condition=ruling.condition or who)
    return ruling
