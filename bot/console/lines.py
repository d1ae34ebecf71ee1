"""``--jsonl``: a question a line in, an object a line out, in order.

What a line leaves open, the options of the command say; a line that cannot be read is told in its
place, and the next one is read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.answering.engine import Engine
from bot.answering.question import Question
from bot.console import machine
from bot.console.answers import answers_to, known
from knowledge.errors import AttacheError


def answer_lines(engine: Engine, defaults: Question) -> None:
    """Answer every line."""
    _each_line(
        engine,
        defaults,
        lambda question: machine.answers_object(question, answers_to(engine, question)),
    )


def search_lines(engine: Engine, defaults: Question, limit: int) -> None:
    """Rank clauses for every line."""
    _each_line(
        engine,
        defaults,
        lambda question: machine.hits_object(question, engine.search(question, limit)),
    )


def print_line(found: object) -> None:
    """Print an object as one line of JSON, at once."""
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _each_line(
    engine: Engine, defaults: Question, told: Callable[[Question], dict[str, Any]]
) -> None:
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            question = _question(engine, line, defaults)
        except AttacheError as fault:
            print_line(machine.refused_object(line, fault))
            continue
        print_line(told(question))


def _question(engine: Engine, line: str, defaults: Question) -> Question:
    question = machine.read_question(line)
    return replace(
        question,
        profile=known(engine, question.profile).filled_from(defaults.profile),
        post=question.post or defaults.post,
        day=question.day or defaults.day,
    )
