"""Fetches a file that an admin sent, however much Telegram stumbles, and hands it over.

A path is told by ``getFile`` and holds for an hour, and Telegram serves bots no more than 20 MB.
"""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.publishing.outcomes import NotDone
from bot.publishing.submitting import Submitting
from bot.storage.identity import Address, Platform
from bot.telegram_channel import publish_wording
from bot.telegram_channel.calls import Fetch
from bot.telegram_channel.delivery.outcome import TryAgain, outcome_of
from bot.telegram_channel.delivery.pace import Pace, longer

logger = logging.getLogger(__name__)

# With the usual pauses that is a minute and a half; then the admin hears of it.
TRIES = 8


class Fetcher:
    """Files on their way from Telegram into the folder of uploads."""

    def __init__(self, bot: Bot, submitting: Submitting, *, pace: Pace) -> None:
        self._bot = bot
        self._submitting = submitting
        self._pace = pace

    async def take_in(self, call: Fetch) -> str:
        """Fetches the file and hands it over; what to tell the admin, where it was not taken.

        Done again after a crash, it finds the file taken in already.
        """
        data = await self._fetched(call.file)
        if isinstance(data, str):
            return data
        where = Address(Platform.TELEGRAM, str(call.chat), message=str(call.message))
        result = await asyncio.to_thread(
            self._submitting.submit, data, call.name, by=call.person, where=where
        )
        return result.sentence if isinstance(result, NotDone) else ""

    async def _fetched(self, file_id: str) -> bytes | str:
        """The file's bytes, or why there are none."""
        pause, sentence = self._pace.first_pause, publish_wording.FILE_NOT_FETCHED
        for _ in range(TRIES):
            try:
                file = await self._bot.get_file(file_id)
                return bytes(await file.download_as_bytearray())
            except TelegramError as fault:
                if "file is too big" in fault.message.lower():
                    return NotDone.TOO_LARGE.sentence
                outcome = outcome_of(fault)
            if isinstance(outcome, TryAgain):
                # A path whose hour is over is refused as a wrong token would be: ask for another.
                logger.info("A file is fetched again: %s", outcome.why)
                sentence = publish_wording.FILE_NOT_FETCHED
                await asyncio.sleep(pause if outcome.seconds is None else outcome.seconds)
            else:
                # Telegram's one sentence for a file that is gone, and for one that it cannot find
                # at the moment.
                sentence = publish_wording.FILE_GONE
                await asyncio.sleep(pause)
            pause = longer(pause, self._pace)
        logger.warning("A file could not be fetched")
        return sentence
