"""Passes on what happens to publications, each piece of news once, however many processes run."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Collection

from sqlalchemy.exc import SQLAlchemyError

from bot.slack_channel import wording
from bot.slack_channel.calls import Calls, payload_of
from bot.slack_channel.delivery.directory import Directory
from bot.slack_channel.delivery.pace import Pace
from bot.slack_channel.delivery.plans import address_of
from bot.slack_channel.front import Front
from bot.slack_channel.listeners.publish_news import calls_of, to_sender
from bot.slack_channel.publish_messages import accounts_of
from bot.storage.news import News
from bot.storage.outbox import Message
from bot.storage.people import People
from bot.storage.role import Role
from knowledge.errors import AttacheError

logger = logging.getLogger(__name__)

LISTENER = "slack"


class Newsroom:
    """Plans the messages of each piece of news in the transaction that notes it as told."""

    def __init__(
        self, front: Front, directory: Directory, admins: Collection[str], pace: Pace
    ) -> None:
        self._front = front
        self._directory = directory
        self._admins = admins
        self._pace = pace

    async def run(self) -> None:
        """Looks now and then, until cancelled."""
        while True:
            try:
                await self._look()
            except (SQLAlchemyError, OSError, AttacheError) as fault:
                logger.error("The news cannot be passed on (%s)", type(fault).__name__)
            await asyncio.sleep(self._pace.glance)

    async def _look(self) -> None:
        # Here too, since the workshop may be at work on another file for minutes.
        await asyncio.to_thread(self._front.publishing.releasing.carry_out_due)
        untold = await asyncio.to_thread(self._front.publishing.news.untold, LISTENER)
        for news in untold:
            admins = await self._directory.members_of(self._admins)
            await asyncio.to_thread(self._tell, news, admins)
        await asyncio.to_thread(self._front.changes.tell)

    def _tell(self, news: News, configured: frozenset[str]) -> None:
        front = self._front
        calls = self._calls(news, configured | self._known_admins())
        with front.database.write():
            if not front.publishing.news.told(news.id, LISTENER):
                return
            for number, call in enumerate(calls):
                key = f"slack news {news.id} {number:03}"
                front.outbox.plan(Message(key, address_of(call), payload_of(call)))

    def _calls(self, news: News, admins: frozenset[str]) -> Calls:
        try:
            return calls_of(self._front, news, admins)
        except Exception:
            # Told again, it would fail again, and nothing after it would be told.
            incident = secrets.token_hex(4)
            logger.exception("Incident %s: news %s cannot be drawn", incident, news.id)
            submission = self._front.publishing.submitting.get(news.submission_id or "")
            return to_sender(submission, wording.fault_line(incident)) if submission else ()

    def _known_admins(self) -> frozenset[str]:
        """Those who are admins by invitation, with an account here."""
        people = People(self._front.database).everyone()
        admins = [one for one in people if one.role is Role.ADMIN and not one.revoked]
        return frozenset(user for person in admins for user in accounts_of(person))
