"""The webhook: an update is stored, then Telegram hears 200."""

from __future__ import annotations

import hmac
import json
import logging
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.telegram_channel.delivery.intake import Intake

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
LARGEST_UPDATE = 1024 * 1024


class WebhookRoute:
    """Answers POSTs to the webhook's path; only those that know the secret are believed."""

    def __init__(self, intake: Intake, *, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()

    def application(self, url: str) -> web.Application:
        """An application with the one route that the webhook's address names."""
        application = web.Application(client_max_size=LARGEST_UPDATE)
        application.router.add_post(urlsplit(url).path or "/", self.handle)
        return application

    async def handle(self, request: web.Request) -> web.Response:
        """200 once it is stored; 500 makes Telegram bring it again."""
        told = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(told, self._secret):
            logger.warning("A request to the webhook did not know the secret")
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            # Telegram would bring it again for a day, and it would not get better.
            logger.error("The webhook was sent something that is not JSON")
            return web.Response()
        try:
            await self._intake.take([update])
        except SQLAlchemyError as fault:
            logger.error("An update cannot be stored (%s)", type(fault).__name__)
            return web.Response(status=500)
        return web.Response()
