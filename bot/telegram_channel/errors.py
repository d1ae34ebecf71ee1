"""The faults that keep the channel from starting.

* TelegramChannelError
  * TokenError      there is no token, or Telegram refuses it
  * WebhookError    the webhook's settings cannot work
"""

from __future__ import annotations

from knowledge.errors import AttacheError


class TelegramChannelError(AttacheError):
    """Base of the faults of this channel."""


class TokenError(TelegramChannelError):
    """There is no token, or Telegram refuses it. Its text never holds the token."""

    remedy = "Get one from @BotFather and set ATTACHE_TELEGRAM__TOKEN (docs/operating.md)."


class WebhookError(TelegramChannelError):
    """The webhook's settings cannot work."""

    remedy = (
        "Set webhook_url under [telegram] to an https:// address with a path, and "
        "ATTACHE_TELEGRAM__WEBHOOK_SECRET to 16 or more of A-Z a-z 0-9 _ - (docs/operating.md)."
    )
