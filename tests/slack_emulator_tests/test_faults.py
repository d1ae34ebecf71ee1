"""Mishaps: what goes wrong between an app and Slack, and what slack-sdk makes of it."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)

from tests.slack_emulator import Fault, SlackEmulator

from .apps import bolt_app, in_socket_mode, raw_app


def test_a_rate_limit_is_an_error_unless_a_handler_waits():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            client = bolt_app(slack).client
            slack.add_fault(Fault.rate_limited("chat.postMessage", retry_after=1, times=2))
            with pytest.raises(SlackApiError, match="ratelimited") as refused:
                await client.chat_postMessage(channel=ada.id, text="x")
            assert refused.value.response.headers["Retry-After"] == "1"
            patient = bolt_app(slack, [AsyncRateLimitErrorRetryHandler(max_retry_count=1)]).client
            started = time.monotonic()
            await patient.chat_postMessage(channel=ada.id, text="x")
            assert time.monotonic() - started >= 1
            assert len(ada.dm.transcript()) == 1

    asyncio.run(scenario())


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_is_a_page_of_html(status: int):
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            slack.add_fault(Fault.server_error("chat.postMessage", status))
            patient = bolt_app(slack, [AsyncServerErrorRetryHandler(max_retry_count=1)]).client
            await patient.chat_postMessage(channel=ada.id, text="x")
            assert [call.status for call in slack.calls("chat.postMessage")] == [status, 200]
            assert len(ada.dm.transcript()) == 1

    asyncio.run(scenario())


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "ratelimited"])
def test_slack_may_say_no_with_http_200(code: str):
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            slack.add_fault(Fault.error("chat.postMessage", code))
            ada = slack.add_user("Ada")
            refused = await app.call("chat.postMessage", channel=ada.id, text="x")
            assert refused == {"ok": False, "error": code}
            assert (await app.call("chat.postMessage", channel=ada.id, text="x"))["ok"]

    asyncio.run(scenario())


def test_a_retry_after_a_lost_answer_posts_twice():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            client = bolt_app(slack, [AsyncConnectionErrorRetryHandler()]).client
            slack.add_fault(Fault.dropped("chat.postMessage", after_commit=True))
            await client.chat_postMessage(channel=ada.id, text="x")
            assert len(ada.dm.transcript()) == 2, "the SDK's own handler repeats what was done"
            slack.add_fault(Fault.dropped("chat.postMessage", reset=True))
            await client.chat_postMessage(channel=ada.id, text="y")
            assert len(ada.dm.transcript()) == 3, "lost before it took effect: once is right"

    asyncio.run(scenario())


def test_a_lost_answer_can_be_reconciled_by_its_metadata():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            question = ada.say("May I?")
            client = bolt_app(slack).client
            slack.add_fault(Fault.dropped("chat.postMessage", after_commit=True))
            metadata = {"event_type": "answer", "event_payload": {"key": "k1"}}
            with pytest.raises(aiohttp.ClientError):
                await client.chat_postMessage(
                    channel=ada.dm.id, text="No.", thread_ts=question.ts, metadata=metadata
                )
            thread = await client.conversations_replies(
                channel=ada.dm.id, ts=question.ts, include_all_metadata=True
            )
            assert thread["messages"][1]["metadata"]["event_payload"] == {"key": "k1"}

    asyncio.run(scenario())


def test_answers_may_be_cut_off_or_be_no_json():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            slack.add_fault(Fault("auth.test", "truncate"))
            with pytest.raises(aiohttp.ClientPayloadError):
                await app.call("auth.test")
            slack.add_fault(Fault("auth.test", "malformed"))
            with pytest.raises(ValueError, match="Expecting value"):
                await app.call("auth.test")
            assert (await app.call("auth.test"))["ok"]

    asyncio.run(scenario())


def test_a_slow_answer_comes_when_the_clock_says_so_and_may_come_too_late():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            slack.add_fault(Fault.slow("auth.test", seconds=35))
            pending = asyncio.create_task(app.call("auth.test"))
            await asyncio.sleep(0.1)
            assert not pending.done()
            slack.advance(35)
            assert (await pending)["ok"]
            slack.add_fault(Fault.slow("auth.test", seconds=35))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(app.call("auth.test"), 0.2)

    asyncio.run(scenario())


def test_a_fault_may_be_meant_for_some_calls_only():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            slack.add_fault(
                Fault("chat.postMessage", body={"ok": False, "error": "x"}, match={"text": "b"})
            )
            answers = [
                (await app.call("chat.postMessage", channel=ada.id, text=text))["ok"]
                for text in ("a", "b", "b")
            ]
            assert answers == [True, False, True]
            slack.add_fault(Fault.error("auth.test", times=99))
            slack.clear_faults()
            assert (await app.call("auth.test"))["ok"]

    asyncio.run(scenario())


def test_connections_open_may_be_rate_limited():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            slack.add_fault(Fault.rate_limited("apps.connections.open", retry_after=1))
            async with in_socket_mode(bolt_app(slack), slack):
                assert len(slack.calls("apps.connections.open")) == 2

    asyncio.run(scenario())


def test_a_token_may_be_revoked_in_the_middle():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)
            errors: list[str] = []

            @app.event("message")
            async def answer(say: Any) -> None:
                await say("x")

            @app.error
            async def note(error: Exception) -> None:
                assert isinstance(error, SlackApiError)
                errors.append(error.response["error"])

            async with in_socket_mode(app, slack):
                ada.say("hello")
                await ada.dm.wait_for_reply()
                slack.script_delivery("delay", seconds=0.1)
                ada.say("again")
                slack.revoke_token("account_inactive")
                await slack.wait_for(lambda: errors == ["account_inactive"])

    asyncio.run(scenario())


def test_no_socket_means_that_a_command_fails_before_the_users_eyes():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            outcome = await slack.add_user("Ada").command("/ask", "x")
            assert (outcome.acked, outcome.error) == (False, "dispatch_failed")

    asyncio.run(scenario())


def test_a_lost_ack_brings_the_event_again():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)
            attempts: list[str] = []

            @app.event("message")
            async def note(request: Any) -> None:
                attempts.extend(request.headers["x-slack-retry-num"])

            async with in_socket_mode(app, slack):
                slack.script_delivery("lose_ack", "message")
                ada.say("hello")
                await slack.wait_for(lambda: attempts == ["0"])
                slack.advance(3.1)
                await slack.wait_for(lambda: attempts == ["0", "1"])
            slack.assert_clean()

    asyncio.run(scenario())
