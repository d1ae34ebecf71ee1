"""Whether both channels and the database could be served, from their settings alone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.channel_settings import Lack, connection_lacks, webhook_lacks
from bot.console.finding import Finding
from bot.settings import SlackSettings, TelegramSettings
from knowledge.errors import AttacheError


def telegram_findings(telegram: TelegramSettings) -> Iterator[Finding]:
    """The token, and the webhook where there is to be one."""
    if telegram.token is None:
        yield _not_served("Telegram", "Set ATTACHE_TELEGRAM__TOKEN to serve it")
        return
    lacks = list(webhook_lacks(telegram))
    yield from _lacking("Telegram", lacks)
    if not lacks:
        yield Finding(good=True, what=f"Telegram has a token, and what {telegram.mode} needs.")


def slack_findings(slack: SlackSettings) -> Iterator[Finding]:
    """The tokens, the signing secret, and whether anybody may ask."""
    if slack.bot_token is None:
        yield _not_served("Slack", "Set ATTACHE_SLACK__BOT_TOKEN to serve it")
        return
    lacks = list(connection_lacks(slack))
    if not slack.allowed_teams:
        lacks.append(
            Lack(
                "Nobody may ask: no workspace is allowed.",
                'Name yours in config.toml: [slack] allowed_teams = ["T…"].',
            )
        )
    yield from _lacking("Slack", lacks)
    if not lacks:
        yield Finding(good=True, what=f"Slack has a bot token, and what {slack.mode} mode needs.")


def database_finding(url: str) -> Finding:
    """Whether the database can be opened; it is neither made nor changed."""
    # SQLAlchemy takes half a second to import: a question at the terminal does not wait for it.
    from bot.storage.inspection import Condition, inspect

    try:
        condition, place = inspect(url)
    except AttacheError as fault:
        return Finding(good=False, what=str(fault), cure=fault.remedy)
    told = {
        Condition.MISSING: ("is not there yet", "Whatever needs it first makes it."),
        Condition.OLDER: (
            "was made by an earlier version",
            "Make a backup: `attache serve` migrates it (docs/operating.md).",
        ),
        Condition.READY: ("can be opened, and is of this version", ""),
    }
    what, cure = told[condition]
    return Finding(good=True, what=f"The database {place} {what}.", cure=cure)


def _not_served(name: str, cure: str) -> Finding:
    what = f"{name} has no token, so it is not served."
    return Finding(good=True, what=what, cure=f"{cure} (docs/operating.md).")


def _lacking(name: str, lacks: list[Lack]) -> Iterator[Finding]:
    for lack in lacks:
        yield Finding(good=False, what=f"{name}: {lack.what}", cure=lack.cure)
