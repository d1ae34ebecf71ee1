"""What silence buys: the share of questions answered against the share of wrong answers, for each
confidence that an answer might be asked to have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.answering.engine import Engine
from bot.evaluation.golden import Golden, Marked

THRESHOLDS = (0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Tried:
    """A question answered at any confidence and at full confidence only, and the confidence that
    its first clause has."""

    confidence: float
    bold: Marked
    cautious: Marked

    def at(self, threshold: float) -> Marked:
        """The answer that an engine of that threshold gives."""
        return self.bold if self.confidence >= threshold else self.cautious


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: what share of all questions is answered, what share of these answers is
    wrong (clause or verdict, or nothing covers the question), and what share is answered of the
    questions that nothing covers."""

    threshold: float
    answered: float
    wrong: float
    uncovered_answered: float


def try_all(questions: Iterable[Golden], engine_at: Callable[[float], Engine]) -> tuple[Tried, ...]:
    """Ask every question of an engine that answers whatever it finds, and of one that must be
    certain; ``engine_at`` makes an engine of a minimum confidence."""
    bold, cautious = engine_at(0.0), engine_at(1.0)
    return tuple(
        Tried(
            bold.explain(golden.question).matches.confidence,
            Marked(golden, bold.answer(golden.question), 0.0),
            Marked(golden, cautious.answer(golden.question), 0.0),
        )
        for golden in questions
    )


def curve(tried: Sequence[Tried], thresholds: Sequence[float] = THRESHOLDS) -> tuple[Point, ...]:
    """A point for each threshold."""
    return tuple(
        _point(threshold, [one.at(threshold) for one in tried]) for threshold in thresholds
    )


def _point(threshold: float, marked: Sequence[Marked]) -> Point:
    answered = [one for one in marked if one.covered]
    uncovered = [one for one in marked if one.golden.outcome == "not_covered"]
    return Point(
        threshold,
        len(answered) / max(len(marked), 1),
        sum(one.place != 1 or not one.verdict_right for one in answered) / max(len(answered), 1),
        sum(one.covered for one in uncovered) / max(len(uncovered), 1),
    )
