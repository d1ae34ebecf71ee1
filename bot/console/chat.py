"""A conversation at the terminal: follow-ups, and choices taken by their number."""

from __future__ import annotations

import re
from dataclasses import replace

from rich.console import Console

from bot.answering.answer import Answer, Choice, Refused, Ruled, Unavailable
from bot.answering.conversation import following, still_chosen, with_choice
from bot.answering.engine import Engine
from bot.answering.question import Question
from bot.console.explain import explanation
from bot.console.render import render
from knowledge.situation import Situation

_WHY = re.compile(r"(?:but )?why(?: not| so| is that)?\W*|pourquoi\W*|ለምን\W*", re.IGNORECASE)


class Chat:
    """Asks, answers, and remembers what was chosen until the conversation ends."""

    def __init__(self, engine: Engine, out: Console, desk: str, profile: Situation) -> None:
        self._engine = engine
        self._out = out
        self._desk = desk
        self._profile = profile
        self._before: Question | None = None
        self._choices: tuple[Choice, ...] = ()

    def run(self) -> None:
        """Talk until an empty line or the end of input."""
        self._out.print(
            "Ask a question; a number takes a choice, “why?” shows how the answer was found, "
            "an empty line ends."
        )
        while line := self._read():
            if self._before is not None and _WHY.fullmatch(line):
                self._out.print(explanation(self._engine.explain(self._before)))
                continue
            for question in self._engine.questions(self._question(line)):
                answer = self._engine.answer(question)
                self._out.print()
                self._out.print(render(answer, desk=self._desk))
                self._out.print()
                self._remember(answer)

    def _read(self) -> str:
        try:
            return self._out.input("[bold]› [/]").strip()
        except EOFError:
            return ""

    def _question(self, line: str) -> Question:
        taken = _taken(line, self._choices)
        if taken is None or self._before is None:
            return following(Question(line, profile=self._profile), self._before)
        about, option = taken
        return with_choice(self._before, about, option)

    def _remember(self, answer: Answer) -> None:
        if isinstance(answer, Unavailable | Refused):
            return
        self._before = replace(answer.question, chosen=still_chosen(answer))
        self._choices = choices_of(answer)


def choices_of(answer: Answer) -> tuple[Choice, ...]:
    """The choices that an answer offers."""
    return answer.choices if isinstance(answer, Ruled) else ()


def _taken(line: str, choices: tuple[Choice, ...]) -> tuple[str, str] | None:
    options = [(choice.about, option) for choice in choices for option in choice.options]
    if line.isdigit() and 1 <= int(line) <= len(options):
        return options[int(line) - 1]
    return None
