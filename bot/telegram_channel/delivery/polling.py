"""Long polling that confirms an update only when it is stored, and never gives up silently.

python-telegram-bot's own Updater confirms updates as soon as they are in memory, and stops for
good, without a word, when Telegram answers 401 or 404. Hence this loop on its HTTP layer.
"""

from __future__ import annotations

import asyncio
import json
import logging
from urllib.parse import urlencode

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.delivery.intake import Intake
from bot.telegram_channel.delivery.outcome import TryAgain, outcome_of
from bot.telegram_channel.delivery.pace import Pace, longer

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
BATCH = 100


class GarbledAnswerError(TelegramError):
    """Telegram's answer is not what the Bot API says it is."""


class Poller:
    """Fetches updates until it is cancelled."""

    def __init__(
        self, bot: Bot, request: BaseRequest, intake: Intake, *, pace: Pace, health: Health
    ) -> None:
        self._bot = bot
        self._request = request
        self._intake = intake
        self._pace = pace
        self._health = health
        self._offset = 0

    async def run(self) -> None:
        """Poll for ever; each failure is logged, and tried again after a longer pause."""
        pause = self._pace.first_pause
        while True:
            try:
                await self._poll()
                pause = self._pace.first_pause
                continue
            except Conflict as fault:
                await self._conflict(fault)
            except RetryAfter as fault:
                outcome = outcome_of(fault)
                pause = (outcome.seconds if isinstance(outcome, TryAgain) else None) or pause
                self._note("Telegram's flood control")
            except TelegramError as fault:
                outcome = outcome_of(fault)
                self._note(outcome.why if isinstance(outcome, TryAgain) else type(fault).__name__)
            except SQLAlchemyError as fault:
                # Nothing was confirmed, so Telegram keeps the updates until the disk is well.
                self._note(f"updates cannot be stored ({type(fault).__name__})")
            await asyncio.sleep(pause)
            pause = longer(pause, self._pace)

    async def _poll(self) -> None:
        updates = await self._fetch()
        highest = await self._intake.take(updates)
        self._health.polled()
        # An empty answer shows that the offset was taken. It is not sent again: after a quiet
        # week Telegram begins with new numbers, which may be lower.
        self._offset = 0 if highest is None else highest + 1
        if updates and highest is None:
            await asyncio.sleep(self._pace.first_pause)

    async def _fetch(self) -> list[object]:
        parameters = {
            "timeout": int(self._pace.poll),
            "limit": BATCH,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        if self._offset:
            parameters["offset"] = self._offset
        answer = await self._request.retrieve(
            f"{self._bot.base_url}/getUpdates?{urlencode(parameters)}",
            read_timeout=self._pace.poll + self._pace.answer,
            connect_timeout=self._pace.answer,
        )
        return _result_of(answer)

    async def _conflict(self, fault: Conflict) -> None:
        self._note(f"409: {fault.message}")
        if "webhook" in fault.message:
            try:
                await self._bot.delete_webhook(drop_pending_updates=False)
            except TelegramError as further:
                self._note(type(further).__name__)

    def _note(self, fault: str) -> None:
        # The watchdog speaks up if it lasts; a burst is told once.
        level = logging.DEBUG if fault == self._health.last_fault else logging.WARNING
        logger.log(level, "No updates could be fetched: %s", fault)
        self._health.last_fault = fault


def _result_of(answer: bytes) -> list[object]:
    try:
        parsed = json.loads(answer)
    except ValueError as fault:
        raise GarbledAnswerError("Invalid server response") from fault
    result = parsed.get("result") if isinstance(parsed, dict) else None
    if not isinstance(result, list):
        raise GarbledAnswerError("Invalid server response")
    return result
