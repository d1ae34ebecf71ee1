"""The client, who the bot is, and the Bolt app through which everything comes in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import SlackSettings
from bot.slack_channel.delivery.intake import Intake
from bot.slack_channel.delivery.outcome import FAULTS, outcome_of
from bot.slack_channel.delivery.pace import Pace, longer
from bot.slack_channel.errors import SlackSettingsError
from bot.slack_channel.incoming import Me
from bot.slack_channel.listeners.publish_forms import mistakes
from bot.slack_channel.windows import OPENERS

logger = logging.getLogger(__name__)


def open_client(settings: SlackSettings, pace: Pace) -> AsyncWebClient:
    """A client that never tries again by itself: the SDK's own retries post messages twice."""
    if settings.bot_token is None:
        raise SlackSettingsError("There is no bot token for Slack.")
    base = settings.base_url.rstrip("/") + "/"
    return AsyncWebClient(
        settings.bot_token.get_secret_value(),
        base_url=base,
        timeout=max(1, round(pace.answer)),
        retry_handlers=[],
    )


async def introduce(client: AsyncWebClient, pace: Pace) -> Me:
    """Who the bot is; waits until Slack says."""
    pause = pace.first_pause
    while True:
        try:
            answer = await client.auth_test()
            return Me(str(answer["user_id"]), str(answer["bot_id"]), str(answer["team_id"]))
        except FAULTS as fault:
            logger.warning("Slack does not say who the bot is: %s", outcome_of(fault).why)
        await asyncio.sleep(pause)
        pause = longer(pause, pace)


def open_app(settings: SlackSettings, client: AsyncWebClient, me: Me, intake: Intake) -> AsyncApp:
    """The app. Whatever arrives is stored before it is acknowledged; windows are for Bolt, and a
    form with mistakes goes back to whoever filled it in."""
    secret = settings.signing_secret
    app = AsyncApp(
        # Of its own, without a token: each request gets it from ``authorize``.
        client=AsyncWebClient(base_url=client.base_url, timeout=client.timeout, retry_handlers=[]),
        signing_secret=secret.get_secret_value() if secret else None,
        authorize=_authorize(client, me),
    )

    @app.middleware
    async def keep(
        body: dict[str, Any], next: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        if opens_window(body):
            await next()
            return None
        if errors := mistakes(body):
            return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
        await intake.take(body)
        return BoltResponse(status=200, body="")

    return app


def _authorize(client: AsyncWebClient, me: Me) -> Callable[..., Awaitable[AuthorizeResult]]:
    # Asking Slack here, as Bolt does by default, would lose what comes while Slack is in trouble.
    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=client.token,
            bot_id=me.bot,
            bot_user_id=me.user,
        )

    return authorize


def opens_window(body: dict[str, Any]) -> bool:
    """Whether a modal is to be opened for it."""
    if body.get("type") != "block_actions":
        return False
    return any(action.get("action_id") in OPENERS for action in body.get("actions", ()))
