"""A small bot of python-telegram-bot, and the ways to run it against the emulator.

Run as a module it is a process of its own, which a test may kill.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    AIORateLimiter,
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

if TYPE_CHECKING:
    # A process that only runs the bot starts in a third of the time without the emulator.
    from tests.telegram_emulator import TelegramEmulator

App = Application[Any, Any, Any, Any, Any, Any]
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Helpful", callback_data="fb:1:u")]])


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    payload = " ".join(context.args or [])
    await update.message.reply_text(f"Welcome {payload}".strip())


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_chat_action("typing")
    await update.message.reply_text(
        f"<b>No.</b>\n<blockquote>{update.message.text}</blockquote>",
        parse_mode=ParseMode.HTML,
        reply_markup=KEYBOARD,
        do_quote=True,
    )


async def thank(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Thank you")
    await update.callback_query.edit_message_reply_markup(None)


async def slowly(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Takes its time, so that a test can kill it in the middle."""
    assert update.message is not None
    await update.message.reply_chat_action("typing")
    await asyncio.sleep(30)
    await update.message.reply_text("at last")


def build(
    base_url: str, base_file_url: str, token: str, *, limiter: bool = False, read_timeout: float = 5
) -> App:
    builder = (
        Application.builder()
        .token(token)
        .base_url(base_url)
        .base_file_url(base_file_url)
        .read_timeout(read_timeout)
        .get_updates_read_timeout(5)
    )
    if limiter:
        builder = builder.rate_limiter(AIORateLimiter(max_retries=2))
    return builder.build()


def with_handlers(app: App) -> App:
    app.add_handler(CommandHandler("start", greet))
    app.add_handler(CommandHandler("slow", slowly))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, answer))
    app.add_handler(CallbackQueryHandler(thank))
    return app


@asynccontextmanager
async def polling(
    telegram: "TelegramEmulator",
    *,
    limiter: bool = False,
    read_timeout: float = 5,
    handler: Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]] | None = None,
) -> AsyncIterator[tuple[App, list[BaseException]]]:
    """The bot, polling, and the errors that reach its error handler."""
    app = build(
        telegram.base_url,
        telegram.base_file_url,
        telegram.token,
        limiter=limiter,
        read_timeout=read_timeout,
    )
    errors: list[BaseException] = []

    async def note(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert context.error is not None
        errors.append(context.error)

    app.add_error_handler(note)
    if handler is not None:
        app.add_handler(MessageHandler(filters.ALL, handler))
    else:
        with_handlers(app)
    async with app:
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0, timeout=5)
        await app.start()
        try:
            yield app, errors
        finally:
            await app.updater.stop()
            await app.stop()


def main() -> None:
    base_url, base_file_url, token = sys.argv[1:]
    with_handlers(build(base_url, base_file_url, token)).run_polling(stop_signals=[])


if __name__ == "__main__":
    main()
