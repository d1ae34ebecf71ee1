"""What the figures of the golden questions must reach, so that a release that falls short stops."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass, fields

from bot.evaluation.golden import Score
from knowledge.errors import AttacheError

NAMES = tuple(one.name for one in fields(Score))


class QualityError(AttacheError):
    """Figures that fall short of what was demanded."""

    remedy = "See which questions are missed: `attache eval --misses`."


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of the score and the least, or the most, that it may be."""

    name: str
    value: float
    at_most: bool = False

    @classmethod
    def parse(cls, words: str, *, at_most: bool = False) -> Limit:
        """Read ``verdict=0.85``; ``ValueError`` says what is wrong with it."""
        name, _, value = (part.strip() for part in words.partition("="))
        if name not in NAMES:
            raise ValueError(f"there is no figure {name!r}; there are {', '.join(NAMES)}")
        try:
            return cls(name, float(value), at_most=at_most)
        except ValueError:
            raise ValueError(f"{words!r} names no number; write {name}=0.85") from None

    def shortfall(self, score: Score) -> str | None:
        """What falls short, in words; ``None`` where the figure is good enough."""
        figure = getattr(score, self.name)
        reaches, bound = (operator.le, "most") if self.at_most else (operator.ge, "least")
        if reaches(figure, self.value):
            return None
        return f"{self.name} is {figure:.3f}, wanted at {bound} {self.value:g}"


def demand(score: Score, limits: Sequence[Limit]) -> None:
    """Raise ``QualityError`` naming each figure that falls short, or where nothing was asked."""
    short = [words for limit in limits if (words := limit.shortfall(score))]
    if limits and not score.questions:
        short = ["no question was asked"]
    if short:
        raise QualityError(f"the answers to the held-out questions fall short: {'; '.join(short)}")
