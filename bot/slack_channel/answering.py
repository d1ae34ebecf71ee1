"""What Slack asks of the engine and of the library; the tests' fakes implement the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.answering.answer import Answer
from bot.answering.overview import Matrix
from bot.answering.question import Question
from knowledge.directive import Directive
from knowledge.situation import Situation


class Answering(Protocol):
    """The engine."""

    def questions(self, question: Question) -> Sequence[Question]:
        """The questions of a message."""

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""

    def matrix(self, situation: Situation) -> Matrix:
        """What is allowed at a glance."""


class Library(Protocol):
    """The texts that answers come from."""

    def directives(self) -> Sequence[Directive]:
        """All of them, whatever their dates."""
