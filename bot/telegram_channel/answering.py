"""What Telegram asks of the engine; the tests' model of it implements the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.answering.answer import Answer, Comparison
from bot.answering.overview import Matrix
from bot.answering.question import Question
from knowledge.situation import Situation


class Answering(Protocol):
    """The engine."""

    def questions(self, question: Question) -> Sequence[Question]:
        """The questions of a message."""

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""

    def clause(self, number: str, directive: str | None = None) -> Answer:
        """The clause of that number, without a verdict, or ``NotCovered``."""

    def matrix(self, situation: Situation) -> Matrix:
        """What is allowed at a glance."""

    def compare(self, action: str) -> Comparison:
        """What other jurisdictions' texts say."""
