"""Answers for a command: to names that the vocabulary knows, and with the time that they took."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.engine import Engine
from bot.answering.question import Question
from knowledge.situation import Situation


def known(engine: Engine, given: Situation) -> Situation:
    """What was given of a situation, under the vocabulary's names; what is empty was not given.

    Raises ``UnknownNameError`` for words that name nothing, and tells which names there are.
    """

    def named(dimension: str, words: str | None) -> str | None:
        return engine.name_of(dimension, words) if words and words.strip() else None

    return replace(
        given,
        account=named("account", given.account),
        role=named("role", given.role),
        topic=named("topic", given.topic),
    )


def answers_to(engine: Engine, question: Question) -> Sequence[tuple[Answer, float]]:
    """The answers to the questions of a message, each with the milliseconds that it took."""
    return [timed(engine, one) for one in engine.questions(question)]


def timed(engine: Engine, question: Question) -> tuple[Answer, float]:
    """The answer and the milliseconds that it took."""
    began = time.perf_counter()
    answer = engine.answer(question)
    return answer, (time.perf_counter() - began) * 1000
