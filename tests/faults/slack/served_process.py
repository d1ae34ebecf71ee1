"""A bot in a process of its own, to be killed: ``python -m … <folder>``; the rest as settings."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from pathlib import Path

from bot.access.admission import Access
from bot.access.limits import Limiter, Rate
from bot.answering.answer import Answer, Quoted
from bot.answering.question import Question
from bot.assembly import slack_rules
from bot.console.serve import until_stopped
from bot.desk.desk import Desk
from bot.desk.working_days import WorkingCalendar
from bot.settings import Settings
from bot.slack_channel.service import SlackChannel
from bot.storage.database import open_database
from knowledge.situation import Situation
from tests.scenarios.slack.served import QUICK, Shelf
from tests.scenarios.telegram.model_engine import SNAPSHOT, ModelEngine, quote

_NUMBERED = re.compile(r"number (\d+)")


class NumberedEngine(ModelEngine):
    """Quotes a clause of the question's own number, so that each answer is known again."""

    def answer(self, question: Question) -> Answer:
        found = _NUMBERED.search(question.text)
        if found is None:
            return super().answer(question)
        number = found.group(1)
        clause = quote(f"9.{number}", f"This is clause number {number}.")
        return Quoted(question, Situation(), (clause,), SNAPSHOT)


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    folder = Path(sys.argv[1])
    settings = Settings.model_validate({"knowledge": {"directory": folder / "knowledge"}})
    database = open_database(f"sqlite:///{folder / 'attache.sqlite'}")
    access = Access(database, slack_rules(settings), questions=Limiter(Rate(6000, 6000)))
    desk = Desk(database, WorkingCalendar(), ())
    channel = SlackChannel(settings, NumberedEngine(), Shelf(), database, access, desk, QUICK)
    asyncio.run(until_stopped(channel.run))


if __name__ == "__main__":
    main()
