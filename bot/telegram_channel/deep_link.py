"""Links that open the bot in Telegram."""

from __future__ import annotations

from telegram import Bot
from telegram.error import TelegramError

from bot.settings import TelegramSettings
from bot.telegram_channel.discreet_logging import keep_out_of_logs

UNKNOWN_BOT = "YOUR_BOT"


def deep_link(username: str, parameter: str) -> str:
    """``https://t.me/<bot>?start=<parameter>``."""
    return f"https://t.me/{username}?start={parameter}"


async def bot_username(settings: TelegramSettings) -> str:
    """The bot's name, where Telegram can be asked; else a name to be replaced by hand."""
    if settings.token is None:
        return UNKNOWN_BOT
    token = settings.token.get_secret_value()
    keep_out_of_logs(token)
    try:
        bot = Bot(token, base_url=f"{settings.base_url.rstrip('/')}/bot")
        async with bot:
            return bot.username
    except TelegramError:
        return UNKNOWN_BOT
