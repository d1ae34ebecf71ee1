"""HTTP mode: signatures, challenges, retries with their headers."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.slack_emulator import SlackEmulator

from .apps import behind_http, bolt_app


def test_bolt_answers_the_challenge_and_gets_signed_events():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)

            @app.event("message")
            async def answer(say: Any) -> None:
                await say("by HTTP")

            async with behind_http(app, slack):
                ada.say("hello")
                assert (await ada.dm.wait_for_reply()).shown == "by HTTP"
                await slack.quiet(0.1)
                assert {one.transport for one in slack.deliveries()} == {"http"}
                assert await slack.check_ssl() == 200
            slack.assert_clean()

    asyncio.run(scenario())


def test_commands_and_interactions_come_as_forms():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            general = slack.add_channel("general", members=[ada])
            app = bolt_app(slack)

            @app.command("/ask")
            async def ask(ack: Any, command: dict[str, Any]) -> None:
                await ack(f"You asked: {command['text']}")

            async with behind_http(app, slack):
                outcome = await ada.command("/ask", "may I?", at=general)
                assert outcome.acked
                assert [one.shown for one in general.transcript(ada)] == ["You asked: may I?"]
                assert general.transcript() == ()
            slack.assert_clean()

    asyncio.run(scenario())


@pytest.mark.parametrize("mishap", ["bad_signature", "stale_timestamp"])
def test_bolt_refuses_requests_that_are_not_slacks(mishap: Any):
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)
            seen: list[str] = []

            @app.event("message")
            async def note(event: dict[str, Any]) -> None:
                seen.append(event["text"])

            async with behind_http(app, slack) as http:
                slack.script_delivery(mishap, "message")
                ada.say("hello")
                await slack.wait_for(lambda: len(http.statuses) >= 2)
                await slack.quiet(0.1)
                assert http.statuses == [401, 200], "refused, then sent again as it should be"
            assert seen == ["hello"]
            slack.assert_clean()

    asyncio.run(scenario())


def test_a_failing_app_gets_the_event_again_until_it_says_no_retry():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            retries: list[tuple[str | None, str | None]] = []
            verifier = SignatureVerifier(slack.signing_secret)

            async def handle(request: web.Request) -> web.Response:
                text = await request.text()
                assert verifier.is_valid_request(text, dict(request.headers))
                body = await request.json()
                if body["type"] == "url_verification":
                    return web.json_response({"challenge": body["challenge"]})
                number = request.headers.get("X-Slack-Retry-Num")
                retries.append((number, request.headers.get("X-Slack-Retry-Reason")))
                headers = {"X-Slack-No-Retry": "1"} if len(retries) == 3 else {}
                return web.Response(status=500, headers=headers)

            application = web.Application()
            application.router.add_post("/", handle)
            runner = web.AppRunner(application)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            await slack.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}/")
            ada.say("hello")
            await slack.wait_for(lambda: len(slack.journal.deliveries) == 2)
            assert retries == [(None, None), ("1", "http_error")]
            slack.advance(60)
            await slack.wait_for(lambda: len(slack.journal.deliveries) == 3)
            slack.advance(300)
            await slack.quiet(0.1)
            assert retries[2:] == [("2", "http_error")]
            await runner.cleanup()

    asyncio.run(scenario())


def test_a_slow_app_is_told_http_timeout_and_an_absent_one_connection_failed():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            reasons: list[str | None] = []
            release = asyncio.Event()

            async def handle(request: web.Request) -> web.Response:
                body = await request.json()
                if body["type"] == "url_verification":
                    return web.Response(text=body["challenge"])
                reasons.append(request.headers.get("X-Slack-Retry-Reason"))
                if len(reasons) == 1:
                    await release.wait()
                return web.Response()

            application = web.Application()
            application.router.add_post("/", handle)
            runner = web.AppRunner(application, shutdown_timeout=0.1)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            await slack.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}/")
            ada.say("slow")
            await slack.wait_for(lambda: len(reasons) == 1)
            slack.advance(3.1)
            await slack.quiet(0.1)
            assert reasons == [None, "http_timeout"]
            release.set()
            await runner.cleanup()
            ada.say("nobody listens")
            await slack.wait_for(lambda: len(slack.journal.deliveries) == 4)
            assert slack.deliveries()[-1].outcome == "connection_failed"

    asyncio.run(scenario())


def test_a_wrong_challenge_is_refused():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            application = web.Application()
            runner = web.AppRunner(application)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            with pytest.raises(ConnectionError, match="did not answer the challenge: HTTP 404"):
                await slack.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}/")
            await runner.cleanup()

    asyncio.run(scenario())


def test_bolt_answers_404_to_an_event_without_a_listener():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            async with behind_http(bolt_app(slack), slack):
                ada.say("hello")
                await slack.wait_for(lambda: len(slack.journal.deliveries) == 2)
            details = [str(one) for one in slack.violations]
            assert details[0].startswith("not_acked in message: http_error 404")

    asyncio.run(scenario())


def test_a_replayed_request_is_the_same_to_the_byte():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)
            seen: list[str] = []

            @app.event("message")
            async def note(body: dict[str, Any]) -> None:
                seen.append(body["event_id"])

            async with behind_http(app, slack):
                slack.script_delivery("replay", "message")
                ada.say("hello")
                await slack.quiet(0.2)
            assert len(seen) == 2
            assert len(set(seen)) == 1

    asyncio.run(scenario())


def test_bolt_has_no_answer_to_app_rate_limited():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            async with behind_http(bolt_app(slack), slack):
                assert await slack.tell_rate_limited() == 404
            slack.assert_clean()

    asyncio.run(scenario())
