"""setWebhook and the deliveries that follow from it: order, parallelism, retries."""

import asyncio
import ipaddress
import json
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiogram.methods import DeleteWebhook, GetWebhookInfo, SetWebhook

from .records import Json
from .refusals import Misused, bad_request
from .requests import RawCall
from .updates import QueuedUpdate
from .world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = re.compile(r"[A-Za-z0-9_-]+")
PORTS = (443, 80, 88, 8443)
LONGEST_RETRY_AFTER = 3600
LOOK_AGAIN = 0.2
# A webhook's own answer may not do these.
NOT_BY_ANSWER = ("deletewebhook", "setwebhook", "close", "logout")


@dataclass(frozen=True, slots=True)
class WebhookPost:
    """One POST to the bot, as the emulator saw it; a status of 0 means no answer."""

    update_id: int
    attempt: int
    status: int
    t: float
    error: str = ""


@dataclass(slots=True)
class Retries:
    """How often an update failed, and when it may be tried again."""

    failures: int = 0
    delay: float = 1.0
    not_before: float = 0.0


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to; an empty `url` means that the bot polls."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    has_certificate: bool = False
    last_error: str = ""
    last_error_date: int = 0
    posts: list[WebhookPost] = field(default_factory=list)

    def info(self, world: World, call: GetWebhookInfo) -> Json:
        written: Json = {
            "url": self.url,
            "has_custom_certificate": self.has_certificate,
            "pending_update_count": len(world.updates.waiting),
        }
        if self.url:
            written["max_connections"] = self.max_connections
            if self.ip_address:
                written["ip_address"] = self.ip_address
        if self.last_error:
            written |= {
                "last_error_date": self.last_error_date,
                "last_error_message": self.last_error,
            }
        if world.updates.allowed:
            written["allowed_updates"] = sorted(world.updates.allowed)
        return written

    def set(self, world: World, call: SetWebhook) -> str:
        """Sets the webhook; the words are those that Telegram describes its success with."""
        if not call.url:
            return self.delete(world, DeleteWebhook(drop_pending_updates=call.drop_pending_updates))
        check_address(call.url)
        if call.secret_token:
            if len(call.secret_token) > 256:
                raise bad_request("secret token is too long")
            if not SECRET.fullmatch(call.secret_token):
                raise bad_request("secret token contains unallowed characters")
        if call.max_connections is not None and not 1 <= call.max_connections <= 100:
            raise Misused(f"max_connections of {call.max_connections}, not 1-100")
        if call.allowed_updates is not None:
            world.updates.allow(call.allowed_updates)
        if call.drop_pending_updates:
            world.updates.drop_all()
        same = (self.url, self.secret) == (call.url, call.secret_token or "")
        self.url = call.url
        self.secret = call.secret_token or ""
        self.max_connections = call.max_connections or 40
        self.ip_address = call.ip_address
        self.has_certificate = call.certificate is not None
        self.last_error = ""
        world.changes.notify()
        return "Webhook is already set" if same else "Webhook was set"

    def delete(self, world: World, call: DeleteWebhook) -> str:
        had = bool(self.url)
        self.url = self.secret = self.last_error = ""
        if call.drop_pending_updates:
            world.updates.drop_all()
        world.changes.notify()
        return "Webhook was deleted" if had else "Webhook is already deleted"


def check_address(url: str) -> None:
    """HTTPS on Telegram's four ports; this machine is let off, as there is no TLS in tests."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise bad_request("invalid webhook URL specified")
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    if is_here:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


Perform = Callable[[RawCall], Awaitable[Any]]


class WebhookSender:
    """Posts waiting updates: in order within a lane, at most `max_connections` at a time."""

    def __init__(
        self, world: World, webhook: Webhook, perform: Perform, *, pace: float, timeout: float
    ) -> None:
        self._world = world
        self._webhook = webhook
        self._perform = perform
        self._pace = pace
        self._timeout = timeout
        self._random = random.Random(world.seed)
        self._retries: dict[int, Retries] = {}
        self._busy_lanes: set[int] = set()
        self._in_flight = 0
        self._posting: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        async with aiohttp.ClientSession() as session:
            try:
                while True:
                    update = await self._world.changes.until(self._next_ready, LOOK_AGAIN)
                    if update is not None:
                        task = asyncio.create_task(self._deliver(session, update))
                        self._posting.add(task)
                        task.add_done_callback(self._posting.discard)
            finally:
                for task in self._posting:
                    task.cancel()
                await asyncio.gather(*self._posting, return_exceptions=True)

    def _next_ready(self) -> QueuedUpdate | None:
        """The first update whose lane is free, marked as being on its way."""
        with self._world.lock:
            queue = self._world.updates
            if not self._webhook.url or queue.held:
                return None
            if self._in_flight >= self._webhook.max_connections:
                return None
            if queue.again:
                self._in_flight += 1
                return queue.again.pop(0)
            blocked = set(self._busy_lanes)
            for update in queue.waiting.values():
                if update.lane in blocked:
                    continue
                if self._retries.get(update.id, Retries()).not_before <= time.monotonic():
                    self._busy_lanes.add(update.lane)
                    self._in_flight += 1
                    return update
                blocked.add(update.lane)
            return None

    async def _deliver(self, session: aiohttp.ClientSession, update: QueuedUpdate) -> None:
        redelivered = update.confirmed
        try:
            copies, update.copies = update.copies, 1
            posts = [self.post(session, update, self._webhook.secret) for _ in range(copies)]
            outcomes = await asyncio.gather(*posts)
            with self._world.lock:
                status, retry_after, error = outcomes[0]
                if 200 <= status < 300:
                    self._world.updates.take(update)
                elif not redelivered:
                    self._schedule_retry(update, retry_after, error)
        finally:
            with self._world.lock:
                self._in_flight -= 1
                if not redelivered:
                    self._busy_lanes.discard(update.lane)
            self._world.changes.notify()

    async def post(
        self, session: aiohttp.ClientSession, update: QueuedUpdate, secret: str
    ) -> tuple[int, float, str]:
        """One POST: the status, the seconds of Retry-After, and what went wrong."""
        url = self._webhook.url
        headers = {SECRET_HEADER: secret} if secret else {}
        update.deliveries += 1
        attempt = update.deliveries
        try:
            async with session.post(
                url,
                data=json.dumps(update.as_json()),
                headers=headers | {"Content-Type": "application/json"},
                timeout=aiohttp.ClientTimeout(total=self._timeout),
                allow_redirects=False,
            ) as response:
                body = await response.read()
                status = response.status
                retry_after = _seconds(response.headers.get("Retry-After"))
                reason = response.reason
        except (aiohttp.ClientError, TimeoutError) as error:
            self._note(update, attempt, 0, str(error) or type(error).__name__)
            return 0, 0.0, "Webhook connection closed"
        if not 200 <= status < 300:
            words = f"Wrong response from the webhook: {status} {reason}"
            self._note(update, attempt, status, words)
            return status, retry_after, words
        self._note(update, attempt, status, "")
        await self._do_as_answered(body, response.headers.get("Content-Type", ""))
        return status, 0.0, ""

    def _note(self, update: QueuedUpdate, attempt: int, status: int, error: str) -> None:
        with self._world.lock:
            post = WebhookPost(update.id, attempt, status, time.monotonic(), error)
            self._webhook.posts.append(post)
            if error:
                self._webhook.last_error = error
                self._webhook.last_error_date = self._world.clock.now()
        self._world.changes.notify()

    def _schedule_retry(self, update: QueuedUpdate, retry_after: float, error: str) -> None:
        """After 1 s, doubling to a minute or two, or when Retry-After says."""
        retries = self._retries.setdefault(update.id, Retries())
        wait = min(retry_after, LONGEST_RETRY_AFTER)
        if not wait:
            wait = retries.delay
            retries.delay = min(2 * retries.delay, self._random.uniform(60, 120))
        retries.failures += 1
        retries.not_before = time.monotonic() + wait * self._pace

    async def _do_as_answered(self, body: bytes, content_type: str) -> None:
        """A 200 whose body names a method is a call of that method."""
        if "json" not in content_type or not body:
            return
        try:
            answered = json.loads(body)
        except ValueError:
            return
        method = answered.pop("method", "") if isinstance(answered, dict) else ""
        lower = str(method).lower()
        if lower and lower not in NOT_BY_ANSWER and not lower.startswith("get"):
            await self._perform(RawCall("", str(method), answered))


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdigit() else 0.0
