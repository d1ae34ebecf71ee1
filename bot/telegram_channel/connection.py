"""The bot of python-telegram-bot, as this channel uses it: calls out, no Updater."""

from __future__ import annotations

import asyncio
import logging
import os

from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.settings import TelegramSettings
from bot.telegram_channel.delivery.pace import Pace, longer
from bot.telegram_channel.discreet_logging import keep_out_of_logs
from bot.telegram_channel.errors import TokenError
from bot.telegram_channel.incoming import Me

logger = logging.getLogger(__name__)

CONNECTIONS = 64


def open_bot(settings: TelegramSettings, pace: Pace) -> ExtBot[int]:
    """The bot at the configured address; nothing is called yet."""
    if settings.token is None:
        raise TokenError("There is no Telegram token.")
    token = settings.token.get_secret_value()
    keep_out_of_logs(token)
    # Without it the library warns, in the middle of flood control, that seconds will become a
    # timedelta; ``outcome_of`` takes either.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    base = settings.base_url.rstrip("/")
    limiter = None
    if pace.overall_rate:
        # It only paces; what to make of a refusal is decided by the sender, on record. A group's
        # own limit is met there too: waiting here for one group would hold up other chats.
        limiter = AIORateLimiter(
            overall_max_rate=pace.overall_rate,
            group_max_rate=0,
            group_time_period=0,
            max_retries=0,
        )
    try:
        return ExtBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=new_request(pace, CONNECTIONS),
            get_updates_request=new_request(pace, 1),
            rate_limiter=limiter,
        )
    except InvalidToken:
        raise TokenError("The Telegram token is not one.") from None


def new_request(pace: Pace, connections: int) -> HTTPXRequest:
    """A pool of connections to Telegram."""
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=pace.answer,
        read_timeout=pace.answer,
        write_timeout=pace.answer,
        # Calls queue for a connection: that is no fault.
        pool_timeout=None,
    )


async def introduce(bot: ExtBot[int], pace: Pace) -> Me:
    """Asks Telegram who the bot is, until it answers."""
    pause = pace.first_pause
    while True:
        try:
            await bot.initialize()
            return Me(bot.id, bot.username)
        except InvalidToken:
            # Without its cause: the library's message holds the token.
            raise TokenError("Telegram refuses the token.") from None
        except TelegramError as fault:
            logger.warning("Telegram does not answer yet (%s)", type(fault).__name__)
        await asyncio.sleep(pause)
        pause = longer(pause, pace)
