"""What Telegram asks of the engine; the tests' fake implements the same."""

from __future__ import annotations

from typing import Protocol

from bot.answering.answer import Answer, Branch, Quote
from bot.answering.question import Question
from knowledge.situation import Situation


class Matrix(Protocol):
    """What holds for each action, by account."""

    @property
    def situation(self) -> Situation:
        """What all cells share."""

    @property
    def cells(self) -> tuple[Branch, ...]:
        """One for each action and account; the situation of each names both."""


class Comparison(Protocol):
    """What several jurisdictions' texts do to one action."""

    @property
    def action(self) -> str:
        """The action."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """One for each jurisdiction, home first; ``verdict`` is what that clause alone does."""


class Answering(Protocol):
    """The engine."""

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""

    def clause(self, number: str, directive: str | None = None) -> Answer:
        """The clause of that number, without a verdict, or ``NotCovered``."""

    def matrix(self, situation: Situation) -> Matrix:
        """What is allowed at a glance."""

    def compare(self, action: str) -> Comparison:
        """What other jurisdictions' texts say."""
