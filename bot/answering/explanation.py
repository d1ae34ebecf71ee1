"""How an answer came about, for those who want to know why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.understand import Understood
from knowledge.retrieval.match import Matches


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was understood, what was found and rejected, and the confidence an answer needs."""

    understood: Understood
    matches: Matches
    minimum_confidence: float
