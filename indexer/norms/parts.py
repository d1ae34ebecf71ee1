"""A sentence taken apart into propositions: one trigger each, what it governs, and its limbs.

A trigger inside a limb, in a relative clause ("content that may harm") or in what another trigger
governs ("shall ensure that images must …") carries no norm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.norms.borders import JOINS, TURNS, border, last_stop, stop
from indexer.norms.lexicon import IMPERATIVES
from indexer.norms.limbs import stretch_limbs
from indexer.norms.marks import LimbAt, Stretch, Trigger, is_live, marks_of
from indexer.norms.tokens import Sentence, Token


@dataclass(frozen=True, slots=True)
class Proposition:
    """One trigger with what stands before it (``subject``), after it, and its limbs."""

    trigger: Trigger
    subject: Stretch
    predicate: Stretch
    limbs: tuple[LimbAt, ...]
    follows: bool = False  # the subject may be that of the proposition before


def propositions_of(sentence: Sentence, item: int | None = None) -> tuple[Proposition, ...]:
    """The propositions of a sentence, in order; ``item`` is where a list item begins in it."""
    marks = tuple(marks_of(sentence))
    triggers = [one for one in marks if isinstance(one, Trigger) and is_live(one, sentence)]
    limb_marks = [one for one in marks if isinstance(one, LimbAt)]
    limbs = stretch_limbs(limb_marks, triggers, sentence, len(sentence) if item is None else item)
    free = [one for one in triggers if not any(limb.at.holds(one.at.start) for limb in limbs)]
    return tuple(_propositions(_clauses(free, limbs, sentence), limbs, sentence))


def _clauses(
    triggers: Sequence[Trigger], limbs: Sequence[LimbAt], sentence: Sentence
) -> list[tuple[Trigger, int]]:
    """Each trigger that governs a clause of its own, with the position where that begins."""
    clauses: list[tuple[Trigger, int]] = []
    for trigger in triggers:
        if clauses and trigger.force in IMPERATIVES:
            continue
        begin: int | None = 0
        if clauses:
            begin = border(sentence, clauses[-1][0].at.end, trigger.at.start, limbs)
        if begin is not None:
            clauses.append((trigger, begin))
    return clauses


def _propositions(
    clauses: Sequence[tuple[Trigger, int]], limbs: Sequence[LimbAt], sentence: Sentence
) -> Iterator[Proposition]:
    for number, (trigger, begin) in enumerate(clauses):
        end = clauses[number + 1][1] if number + 1 < len(clauses) else len(sentence)
        end = min(end, stop(sentence, trigger.at.end))
        begin = max(begin, last_stop(sentence, trigger.at.start))
        own = tuple(limb for limb in limbs if begin <= limb.at.start < end)
        subject = Stretch(_subject_start(sentence, begin, trigger, own), trigger.at.start)
        yield Proposition(trigger, subject, Stretch(trigger.at.end, end), own, number > 0)


def _joins(token: Token) -> bool:
    return not token.is_word or token.lower in JOINS | TURNS


def _subject_start(
    sentence: Sentence, begin: int, trigger: Trigger, limbs: Sequence[LimbAt]
) -> int:
    start = begin
    for limb in limbs:
        if limb.at.start <= start and limb.at.end <= trigger.at.start:
            start = limb.at.end
    while start < trigger.at.start and _joins(sentence[start]):
        start += 1
    return start
