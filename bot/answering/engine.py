"""Answers questions: understands, searches, decides, and lets no fault out but by its number."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.answer import Answer
from bot.answering.question import Question
from bot.settings import AnsweringSettings
from knowledge.retrieval.match import Match
from knowledge.snapshot.live import LiveSnapshot


class Engine:
    """One engine serves every channel; each question is answered from one snapshot, whole."""

    def __init__(self, live: LiveSnapshot, *, home: str, answering: AnsweringSettings) -> None:
        self._live = live
        self._home = home
        self._answering = answering

    def answer(self, question: Question) -> Answer:
        """The answer; a fault becomes ``Unavailable`` with the number under which it is logged."""
        raise NotImplementedError

    def search(self, question: Question, limit: int) -> Sequence[Match]:
        """Ranked clauses without a verdict."""
        raise NotImplementedError
