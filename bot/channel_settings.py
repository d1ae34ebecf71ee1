"""What the settings of a channel lack, as its mode needs them, before anybody is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import SlackSettings, TelegramSettings

SHORTEST_SECRET = 16


@dataclass(frozen=True, slots=True)
class Lack:
    """What is lacking, and what to do."""

    what: str
    cure: str


def webhook_lacks(telegram: TelegramSettings) -> Iterator[Lack]:
    """Why the webhook, where there is to be one, could not be found or not be believed."""
    if telegram.mode != "webhook":
        return
    if not telegram.webhook_url:
        yield Lack(
            "The webhook has no address.",
            "Set webhook_url under [telegram] to an https:// address with a path.",
        )
    secret = telegram.webhook_secret.get_secret_value() if telegram.webhook_secret else ""
    if len(secret) < SHORTEST_SECRET:
        yield Lack(
            "The webhook has no secret, or one that can be guessed.",
            f"Set ATTACHE_TELEGRAM__WEBHOOK_SECRET to {SHORTEST_SECRET} or more of "
            "A-Z a-z 0-9 _ - (docs/operating.md).",
        )


def connection_lacks(slack: SlackSettings) -> Iterator[Lack]:
    """Why Slack could not be reached, or not be believed."""
    if slack.mode == "socket" and slack.app_token is None:
        yield Lack(
            "Socket Mode needs an app-level token.",
            "Set ATTACHE_SLACK__APP_TOKEN (docs/operating.md).",
        )
    if slack.mode == "http" and slack.signing_secret is None:
        yield Lack(
            "HTTP mode needs the signing secret.",
            "Set ATTACHE_SLACK__SIGNING_SECRET (docs/operating.md).",
        )
