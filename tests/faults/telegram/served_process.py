"""A bot for a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from pydantic import SecretStr

from bot.access.admission import Access
from bot.access.limits import Limiter, Rate
from bot.access.rules import SlackRules
from bot.answering.answer import Answer, Quoted
from bot.answering.question import Question
from bot.console.serve import until_stopped
from bot.desk.desk import Desk
from bot.desk.working_days import WorkingCalendar
from bot.publishing.publishing import open_publishing
from bot.settings import Settings
from bot.storage.database import open_database
from bot.telegram_channel.service import TelegramChannel
from knowledge.situation import Situation
from tests.scenarios.telegram.model_engine import SNAPSHOT, ModelEngine, quote
from tests.scenarios.telegram.served import QUICK

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


def channel(address: str, token: str, folder: Path) -> TelegramChannel:
    """The channel as ``attache serve telegram`` runs it, but for the engine."""
    database = open_database(f"sqlite:///{folder / 'attache.sqlite'}")
    settings = Settings.model_validate(
        {
            "telegram": {"token": token, "base_url": address},
            "knowledge": {"directory": folder / "knowledge"},
        }
    )
    assert isinstance(settings.telegram.token, SecretStr)
    access = Access(database, SlackRules(), questions=Limiter(Rate(6000, 6000)))
    desk = Desk(database, WorkingCalendar(), ())
    publishing = open_publishing(settings, database)
    return TelegramChannel(settings, NumberedEngine(), database, access, desk, publishing, QUICK)


def serve(address: str, token: str, folder: str) -> None:
    """Serves until it is told to stop, or killed."""
    asyncio.run(until_stopped(channel(address, token, Path(folder)).run))
