"""HTTP mode: signed requests to the app's URLs."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp

from tests.slack_emulator.clock import Clock
from tests.slack_emulator.identifiers import Identifiers
from tests.slack_emulator.journal import Journal

from .parcel import Attempt, DeliveryFault, Parcel

ACK_SECONDS: Final = 3.0
STALE_SECONDS: Final = 60 * 10


@dataclass(frozen=True, slots=True)
class RequestUrls:
    """Where the app listens."""

    events: str
    interactivity: str
    commands: str


class HttpEvents:
    """Posts to the app's request URLs; a transport of the outbox."""

    name = "http"

    def __init__(
        self, urls: RequestUrls, signing_secret: str, verification_token: str, clock: Clock,
        identifiers: Identifiers, journal: Journal,
    ) -> None:  # fmt: skip
        self._urls = urls
        self._secret = signing_secret
        self._verification_token = verification_token
        self._clock = clock
        self._identifiers = identifiers
        self._journal = journal
        self._session = aiohttp.ClientSession(auto_decompress=False)
        self.statuses: list[int] = []

    async def verify_url(self) -> None:
        """What Slack does when the request URL is saved: it sends a challenge."""
        challenge = self._identifiers.secret(40)
        body = json.dumps(
            {
                "token": self._verification_token,
                "challenge": challenge,
                "type": "url_verification",
            }
        )
        status, text, _ = await self._post(self._urls.events, body, "application/json", {})
        if status != 200 or challenge not in text:
            detail = f"HTTP {status}: {text[:200]}"
            raise ConnectionError(f"the request URL did not answer the challenge: {detail}")

    async def check_ssl(self) -> int:
        """What Slack does to a slash command's URL from time to time."""
        body = urlencode({"ssl_check": "1", "token": self._verification_token})
        form = "application/x-www-form-urlencoded"
        status, _, _ = await self._post(self._urls.commands, body, form, {})
        return status

    async def tell_rate_limited(self, team_id: str, app_id: str) -> int:
        """Tell the app that it is sent more than 30,000 events an hour."""
        body = json.dumps(
            {
                "token": self._verification_token,
                "type": "app_rate_limited",
                "team_id": team_id,
                "minute_rate_limited": int(self._clock.now() // 60 * 60),
                "api_app_id": app_id,
            }
        )
        status, _, _ = await self._post(self._urls.events, body, "application/json", {})
        return status

    async def ready(self) -> None:
        """HTTP can always be tried."""

    async def send(
        self, parcel: Parcel, attempt: int, reason: str, fault: DeliveryFault | None
    ) -> Attempt:
        """Post it once, signed, and wait three seconds at most."""
        action = fault.action if fault else ""
        url, body, content_type = self._request_for(parcel)
        headers = {}
        if attempt:
            headers = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        if action == "drop":
            return Attempt("connection_failed", scripted=True)
        started = self._clock.now()
        post = asyncio.create_task(self._post(url, body, content_type, headers, action))
        expiry = asyncio.create_task(self._clock.sleep_until(started + ACK_SECONDS))
        await asyncio.wait({post, expiry}, return_when=asyncio.FIRST_COMPLETED)
        expiry.cancel()
        seconds = self._clock.now() - started
        if not post.done():
            post.cancel()
            return Attempt("timeout", seconds, scripted=bool(action))
        if post.exception() is not None:
            return Attempt("connection_failed", seconds, scripted=bool(action))
        status, text, no_retry = post.result()
        self.statuses.append(status)
        if action == "lose_ack" or not 200 <= status < 300:
            return Attempt("http_error", seconds, status, {}, no_retry, bool(action))
        return Attempt("acked", seconds, status, self._read(parcel, text), no_retry)

    def _request_for(self, parcel: Parcel) -> tuple[str, str, str]:
        form = "application/x-www-form-urlencoded"
        match parcel.kind:
            case "events_api":
                return self._urls.events, json.dumps(parcel.payload), "application/json"
            case "interactive":
                body = urlencode({"payload": json.dumps(parcel.payload)})
                return self._urls.interactivity, body, form
            case "slash_commands":
                return self._urls.commands, urlencode(dict(parcel.payload)), form

    async def _post(
        self, url: str, body: str, content_type: str, extra: Mapping[str, str], action: str = ""
    ) -> tuple[int, str, bool]:
        headers = {"Content-Type": content_type, **self._sign(body, action), **extra}
        headers["User-Agent"] = "Slackbot 1.0 (+https://api.slack.com/robots)"
        times = 2 if action in {"replay", "duplicate"} else 1
        answer = (0, "", False)
        for _ in range(times):
            async with self._session.post(url, data=body.encode(), headers=headers) as response:
                no_retry = response.headers.get("X-Slack-No-Retry") == "1"
                answer = (response.status, await response.text(), no_retry)
        return answer

    def _sign(self, body: str, action: str) -> dict[str, str]:
        # Real time, not the emulator's: the app compares it with its own clock.
        moment = int(time.time()) - (STALE_SECONDS if action == "stale_timestamp" else 0)
        secret = "wrong" if action == "bad_signature" else self._secret
        base = f"v0:{moment}:{body}".encode()
        digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "X-Slack-Request-Timestamp": str(moment),
            "X-Slack-Signature": f"v0={digest}",
        }

    def _read(self, parcel: Parcel, text: str) -> dict[str, Any]:
        if not text:
            return {}
        try:
            loaded = json.loads(text)
        except ValueError:
            loaded = {"text": text}
        if not isinstance(loaded, dict):
            loaded = {"text": text}
        if loaded and not parcel.accepts_response and not parcel.is_event:
            self._journal.violate("ack_payload_not_accepted", parcel.name, text[:200])
        return loaded

    async def close(self) -> None:
        """Close the client."""
        await self._session.close()
