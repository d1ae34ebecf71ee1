"""Fetches the files that people give.

Slack refuses a download with a page to sign in, and HTTP 200. So what came is believed only where
it has exactly the size that Slack describes.
"""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urljoin, urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.publishing.outcomes import LARGEST_FILE
from bot.slack_channel.delivery.outcome import (
    FAULTS,
    ResponseRefusedError,
    TargetGone,
    TryAgain,
    outcome_of,
)
from bot.slack_channel.delivery.pace import Pace, longer
from bot.slack_channel.fetched import UNDESCRIBED, Fetched, Fetching, NotFetched
from bot.slack_channel.incoming import GivenFile
from bot.slack_channel.reading import given_file

logger = logging.getLogger(__name__)

_HOSTED = frozenset({"hosted", "snippet"})
_MOST_MOVES = 3


class Files:
    """Slack's files, for the bot's token."""

    def __init__(self, client: AsyncWebClient, *, pace: Pace) -> None:
        self._client = client
        self._pace = pace

    async def fetch(self, given: GivenFile) -> Fetching:
        """The file; tries again for a while where Slack is in trouble."""
        pause = self._pace.first_pause
        for _ in range(self._pace.fetches):
            try:
                return await self._fetch(given)
            except FAULTS as fault:
                outcome = outcome_of(fault)
            if isinstance(outcome, TargetGone):
                return NotFetched.GONE
            if not isinstance(outcome, TryAgain):
                logger.error("Slack does not hand out a file: %s", outcome.why)
                return NotFetched.NOT_ALLOWED
            await asyncio.sleep(pause if outcome.seconds is None else outcome.seconds)
            pause = longer(pause, self._pace)
        logger.warning("A file could not be fetched: %s", outcome.why)
        return NotFetched.TROUBLE

    async def _fetch(self, given: GivenFile) -> Fetching:
        file = given
        if file.mode == UNDESCRIBED:
            answer = await self._client.files_info(file=file.id)
            file = given_file(answer["file"])
        if refusal := _refusal(file):
            return refusal
        data = await self._download(file)
        if len(data) == file.size:
            return Fetched(file, data)
        if data.lstrip()[:9].lower().startswith((b"<!doctype", b"<html")):
            logger.error("Slack shows a page instead of a file: is files:read granted?")
            return NotFetched.NOT_ALLOWED
        raise ValueError("cut off")

    async def _download(self, file: GivenFile) -> bytes:
        url, timeout = file.url, aiohttp.ClientTimeout(total=self._client.timeout)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            for _ in range(_MOST_MOVES):
                # Followed by hand: aiohttp takes the token away on the way to another host of
                # Slack's, and would not keep it from a host that is none.
                headers = {"Authorization": f"Bearer {self._client.token}"}
                async with session.get(
                    url, headers=headers if self._is_slack(url) else None, allow_redirects=False
                ) as answer:
                    moved = answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""
                    if not moved:
                        return await _content(answer)
                    url = urljoin(url, moved)
        raise ValueError("moved too often")

    def _is_slack(self, url: str) -> bool:
        """Whether it lies with the API, or beside it (``files.slack.com``, ``slack-gov.com``)."""
        place, api = urlsplit(url), urlsplit(self._client.base_url)
        beside = f".{place.hostname}".endswith(f".{api.hostname}")
        return place.scheme == api.scheme and beside


def _refusal(file: GivenFile) -> NotFetched | None:
    if file.mode == "tombstone":
        return NotFetched.GONE
    if file.mode == "external":
        return NotFetched.ELSEWHERE
    if file.mode not in _HOSTED or not file.url:
        return NotFetched.NO_FILE
    return NotFetched.TOO_LARGE if file.size > LARGEST_FILE else None


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    if answer.status != 200:
        raise ResponseRefusedError(answer.status, "", answer.headers)
    data = b""
    async for piece in answer.content.iter_any():
        data += piece
        if len(data) > LARGEST_FILE:
            break
    return data
