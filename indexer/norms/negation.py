"""Negation that stands outside the trigger: "no mission may", "must: (a) avoid …"."""

from __future__ import annotations

from indexer.norms.marks import RELATIVE, LimbAt, Stretch
from indexer.norms.parts import Proposition
from indexer.norms.patterns import after_filling
from indexer.norms.tokens import Sentence

_NEGATIVES = frozenset({"no", "nobody", "none", "neither", "nothing", "nor"})
_AVOIDING = frozenset({"avoid", "refrain", "abstain"})
_MEASURES = frozenset({"later", "longer", "more", "less", "fewer", "sooner", "earlier"})


def has_negative_subject(sentence: Sentence, subject: Stretch, limbs: tuple[LimbAt, ...]) -> bool:
    for at in range(subject.start, subject.end):
        if any(limb.at.holds(at) for limb in limbs):
            continue
        if sentence[at].lower in RELATIVE and at > subject.start:
            return False  # "criticism that falls under none of the grounds"
        if sentence[at].lower in _NEGATIVES and not _measures(sentence, at):
            return True
    return False


def denies_its_object(sentence: Sentence, proposition: Proposition) -> bool:
    end = proposition.predicate.end
    start = after_filling(sentence, proposition.predicate.start, end)
    if start < end and sentence[start].lower in _AVOIDING:
        return True
    for at in range(start, min(start + 3, end)):
        if sentence[at].lower in _NEGATIVES | {"not", "never"} and not _measures(sentence, at):
            return True
    return False


def _measures(sentence: Sentence, at: int) -> bool:
    """Whether a "no" belongs to a measure: "no later than"."""
    return at + 1 < len(sentence) and sentence[at + 1].lower in _MEASURES
