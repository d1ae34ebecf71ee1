"""Keeps the bot's token out of the log, whoever writes it."""

from __future__ import annotations

import logging


class _WithoutToken(logging.Filter):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        if self._token in record.getMessage():
            record.msg, record.args = record.getMessage().replace(self._token, "…"), None
        if record.exc_info and self._token in logging.Formatter().formatException(record.exc_info):
            # A traceback cannot be edited in place; its kind is told, its words are not.
            record.msg = f"{record.getMessage()} ({record.exc_info[0]})"
            record.args = record.exc_info = record.exc_text = None
        return True


def keep_out_of_logs(token: str) -> None:
    """The HTTP library logs each address it calls, and Telegram's addresses hold the token."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_WithoutToken(token))
