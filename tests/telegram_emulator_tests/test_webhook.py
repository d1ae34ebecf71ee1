"""Updates that are posted: the secret, the order, the parallelism, the retries."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from tests.telegram_emulator import Person, TelegramEmulator
from tests.telegram_emulator.webhook import SECRET_HEADER

from .raw_bot import RawBot

Answer = Callable[["Receiver", dict[str, object]], Awaitable[web.Response]]


@dataclass
class Receiver:
    """A bot's own web server, which notes what is posted to it."""

    answer: Answer
    url: str = ""
    got: list[dict[str, object]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self.got.append(update)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self.answer(self, update)
        finally:
            self.at_once -= 1

    @property
    def texts(self) -> list[object]:
        return [update["message"]["text"] for update in self.got]


async def fine(receiver: Receiver, update: dict[str, object]) -> web.Response:
    return web.Response()


@asynccontextmanager
async def receiving(answer: Answer = fine) -> AsyncIterator[Receiver]:
    receiver = Receiver(answer)
    application = web.Application()
    application.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()


async def set_webhook(bot: RawBot, url: str, **more: object) -> None:
    await asyncio.to_thread(bot.result, "setWebhook", url=url, **more)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        (
            {"url": "http://bot.example.org/hook"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        ({"url": "rubbish"}, "invalid webhook URL specified"),
        (
            {"url": "https://bot.example.org:3000/hook"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            {"url": "https://bot.example.org/hook", "secret_token": "no spaces"},
            "secret token contains unallowed characters",
        ),
        (
            {"url": "https://bot.example.org/hook", "secret_token": "x" * 257},
            "secret token is too long",
        ),
    ],
)
def test_webhooks_that_telegram_refuses(bot: RawBot, params: dict[str, object], words: str):
    assert bot.complaint("setWebhook", **params) == f"Bad Request: {words}"


def test_updates_are_posted_with_the_secret(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    async def scenario() -> None:
        async with receiving() as receiver:
            await set_webhook(bot, receiver.url, secret_token="s3cret-_", max_connections=2)
            ada.send("hello")
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            assert receiver.texts == ["/start", "hello"]
            assert receiver.secrets == ["s3cret-_", "s3cret-_"]
            info = await asyncio.to_thread(bot.result, "getWebhookInfo")
            assert (info["url"], info["max_connections"]) == (receiver.url, 2)
            assert info["pending_update_count"] == 0

    asyncio.run(scenario())


def test_a_failed_post_is_tried_again_and_the_chats_order_kept(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    async def fail_twice(receiver: Receiver, update: dict[str, object]) -> web.Response:
        return web.Response(status=500 if len(receiver.got) < 3 else 200)

    async def scenario() -> None:
        async with receiving(fail_twice) as receiver:
            telegram.delivery.hold()
            ada.send("one")
            ada.send("two")
            await set_webhook(bot, receiver.url)
            telegram.delivery.release()
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            assert receiver.texts == ["/start", "/start", "/start", "one", "two"]
            posts = telegram.delivery.webhook_posts
            assert [(post.attempt, post.status) for post in posts[:3]] == [
                (1, 500),
                (2, 500),
                (3, 200),
            ]
            assert posts[0].error == ("Wrong response from the webhook: 500 Internal Server Error")
            info = await asyncio.to_thread(bot.result, "getWebhookInfo")
            assert info["last_error_message"] == posts[0].error

    asyncio.run(scenario())


def test_retry_after_is_honoured(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    async def later(receiver: Receiver, update: dict[str, object]) -> web.Response:
        if len(receiver.got) > 1:
            return web.Response()
        return web.Response(status=503, headers={"Retry-After": "40"})

    async def scenario() -> None:
        async with receiving(later) as receiver:
            await set_webhook(bot, receiver.url)
            began = time.monotonic()
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            # 40 s at the pace of a hundredth.
            assert time.monotonic() - began > 0.38

    asyncio.run(scenario())


def test_different_chats_are_served_at_once_up_to_the_limit(
    telegram: TelegramEmulator, bot: RawBot
):
    async def slow(receiver: Receiver, update: dict[str, object]) -> web.Response:
        await asyncio.sleep(0.05)
        return web.Response()

    async def scenario() -> None:
        async with receiving(slow) as receiver:
            telegram.delivery.hold()
            for name in ("Ada", "Bob", "Cem", "Dee", "Eve"):
                telegram.person(name).start()
            await set_webhook(bot, receiver.url, max_connections=3)
            telegram.delivery.release()
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            assert (len(receiver.got), receiver.most_at_once) == (5, 3)

    asyncio.run(scenario())


def test_duplicates_are_posted_at_the_same_moment(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    async def slow(receiver: Receiver, update: dict[str, object]) -> web.Response:
        await asyncio.sleep(0.05)
        return web.Response()

    async def scenario() -> None:
        async with receiving(slow) as receiver:
            await set_webhook(bot, receiver.url, drop_pending_updates=True)
            telegram.delivery.duplicate_next(3)
            ada.send("thrice")
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            assert receiver.texts == ["thrice"] * 3
            assert receiver.most_at_once == 3
            telegram.delivery.redeliver()
            await telegram.wait_until(lambda: len(receiver.got) == 4)

    asyncio.run(scenario())


def test_an_answer_can_carry_a_call(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    async def reply(receiver: Receiver, update: dict[str, object]) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": ada.id, "text": "Hello."})

    async def scenario() -> None:
        async with receiving(reply) as receiver:
            await set_webhook(bot, receiver.url)
            assert (await ada.chat.wait_for_reply()).text == "Hello."
            call = telegram.journal.calls("sendMessage")[0]
            assert (call.via, call.status) == ("webhook answer", 200)

    asyncio.run(scenario())


def test_a_stranger_may_post_too(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    async def check(receiver: Receiver, update: dict[str, object]) -> web.Response:
        return web.Response(status=200 if receiver.secrets[-1] == "right" else 403)

    async def scenario() -> None:
        async with receiving(check) as receiver:
            await set_webhook(bot, receiver.url, secret_token="right")
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            assert await telegram.delivery.post(secret="wrong") == 403
            assert await telegram.delivery.post(secret=None) == 403
            assert await telegram.delivery.post(secret="right") == 200

    asyncio.run(scenario())


def test_a_bot_that_is_down_gets_its_updates_later(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    async def scenario() -> None:
        async with receiving() as receiver:
            url = receiver.url
        await set_webhook(bot, url)
        await telegram.wait_until(lambda: len(telegram.delivery.webhook_posts) > 1)
        assert telegram.delivery.webhook_posts[0].status == 0
        async with receiving() as receiver:
            await set_webhook(bot, receiver.url)
            await telegram.wait_until(lambda: not telegram.delivery.waiting)
            assert receiver.texts == ["/start"]

    asyncio.run(scenario())
