"""Which limb of a proposition is the condition and which the exception of its norm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.norms.limb_lexicon import Limb
from indexer.norms.marks import RELATIVE, LimbAt, Stretch
from indexer.norms.parts import Proposition
from indexer.norms.tokens import Sentence
from knowledge.norm import NormKind

_PERMISSION, _PROHIBITION = NormKind.PERMISSION, NormKind.PROHIBITION
# Which limbs are the condition and which the exception of a norm, by its kind.
_CONDITIONS: Mapping[NormKind, frozenset[Limb]] = {
    _PERMISSION: frozenset({Limb.CONDITION, Limb.ONLY, Limb.IF, Limb.WITHOUT, Limb.AFTER}),
    _PROHIBITION: frozenset({Limb.IF}),
    NormKind.DUTY: frozenset(),
    NormKind.EXEMPTION: frozenset({Limb.CONDITION, Limb.IF, Limb.ONLY}),
    NormKind.ADVICE_FOR: frozenset({Limb.CONDITION}),
    NormKind.ADVICE_AGAINST: frozenset(),
}
_EXCEPTIONS: Mapping[NormKind, frozenset[Limb]] = {
    _PERMISSION: frozenset({Limb.EXCEPTION, Limb.BUT_NOT}),
    _PROHIBITION: frozenset({Limb.EXCEPTION, Limb.WITHOUT, Limb.UNTIL_AGREED, Limb.CONDITION}),
    NormKind.DUTY: frozenset({Limb.EXCEPTION}),
    NormKind.EXEMPTION: frozenset({Limb.EXCEPTION}),
    NormKind.ADVICE_FOR: frozenset({Limb.EXCEPTION}),
    NormKind.ADVICE_AGAINST: frozenset({Limb.EXCEPTION}),
}
_REFERENCES = frozenset(
    {
        "paragraph", "paragraphs", "article", "articles", "section", "sections", "subsection",
        "part", "the",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """The condition and the exception of a norm, where it has any."""

    condition: Stretch | None
    exception: Stretch | None


def choose_limbs(kind: NormKind, proposition: Proposition, sentence: Sentence) -> Choice:
    """The limbs that count for a norm of this kind."""
    condition = _chosen(_CONDITIONS[kind], kind, proposition, sentence)
    exception = _chosen(_EXCEPTIONS[kind], kind, proposition, sentence)
    if kind is _PROHIBITION and condition is None:
        condition = _relative(sentence, proposition.subject)
    return Choice(condition, exception)


def _chosen(
    wanted: frozenset[Limb], kind: NormKind, proposition: Proposition, sentence: Sentence
) -> Stretch | None:
    chosen: LimbAt | None = None
    for limb in proposition.limbs:
        if limb.limb in wanted and _counts(limb, kind, proposition, sentence):
            chosen = _telling(chosen, limb, proposition)
    return chosen.at if chosen else None


def _relative(sentence: Sentence, subject: Stretch) -> Stretch | None:
    """The relative clause that narrows a subject: "a share that is altered" is not every share."""
    for at in range(subject.start + 1, subject.end):
        if sentence[at].lower in RELATIVE and sentence[at - 1].is_word:
            return Stretch(at, subject.end)
    return None


def _counts(limb: LimbAt, kind: NormKind, proposition: Proposition, sentence: Sentence) -> bool:
    first = sentence[limb.marker.start].lower
    if first == "only" and limb.at.start < proposition.trigger.at.start:
        return False  # "only the Spokesperson may": read from the subject
    if kind is _PROHIBITION and limb.limb is Limb.CONDITION and first != "only":
        return not (first == "subject" and _is_reference(sentence, limb))
    if kind is _PERMISSION and limb.limb is Limb.EXCEPTION and first == "without":
        return False  # "may open one without approval" asks nothing
    if kind is _PERMISSION and limb.limb is Limb.AFTER:
        return limb.at.start >= proposition.trigger.at.end
    return True


def _is_reference(sentence: Sentence, limb: LimbAt) -> bool:
    """Whether the limb is a cross-reference: "subject to Article 5"."""
    at = limb.marker.end
    return at < len(sentence) and sentence[at].lower in _REFERENCES


def _telling(known: LimbAt | None, found: LimbAt, proposition: Proposition) -> LimbAt:
    """Of two limbs the one after the trigger, which people can act on; else the first."""
    after = proposition.trigger.at.start
    if known is None or (known.at.start < after <= found.at.start):
        return found
    return known
