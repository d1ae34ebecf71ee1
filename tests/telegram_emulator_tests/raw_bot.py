"""Calls of the Bot API by plain aiohttp, so that mistakes no library makes can be made."""

import asyncio
from typing import Any

import aiohttp

from tests.telegram_emulator import TelegramEmulator


class RawBot:
    """Each call is a request of its own; the answer is Telegram's JSON."""

    def __init__(self, telegram: TelegramEmulator) -> None:
        self._telegram = telegram

    def url(self, method: str) -> str:
        return f"{self._telegram.base_url}{self._telegram.token}/{method}"

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A POST with a JSON body."""
        answer: dict[str, Any] = self.request("POST", self.url(method), json=params)
        return answer

    def result(self, method: str, **params: Any) -> Any:
        answer = self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def download(self, path: str) -> tuple[int, bytes]:
        """The status and the bytes of a file."""
        url = f"{self._telegram.base_file_url}{self._telegram.token}/{path}"

        async def fetch() -> tuple[int, bytes]:
            async with aiohttp.ClientSession() as session, session.get(url) as response:
                return response.status, await response.read()

        return asyncio.run(fetch())

    def complaint(self, method: str, **params: Any) -> str:
        """The description of a refusal."""
        answer = self.call(method, **params)
        assert answer["ok"] is False, answer
        return str(answer["description"])

    def request(self, verb: str, url: str, **more: Any) -> Any:
        async def ask() -> Any:
            async with (
                aiohttp.ClientSession() as session,
                session.request(verb, url, **more) as response,
            ):
                answer: Any = await response.json()
                if "error_code" in answer:
                    assert answer["error_code"] == response.status
                return answer

        return asyncio.run(ask())
