"""The control API over HTTP, and a bot in a process of its own that is killed."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp

from tests.slack_emulator import SlackEmulator

from .apps import bolt_app, button, in_socket_mode, modal

ROOT = Path(__file__).parents[2]
BOT = """
import asyncio, os, sys
from slack_bolt.async_app import AsyncApp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

async def main():
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"],
                            base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)

    @app.event("message")
    async def answer(event, say):
        await say(f"{sys.argv[1]} heard {event['text']}")

    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()

asyncio.run(main())
"""


def start_bot(slack: SlackEmulator, name: str) -> "subprocess.Popen[bytes]":
    """A bot in another process."""
    environment = {**os.environ, **slack.environment}
    return subprocess.Popen([sys.executable, "-c", BOT, name], env=environment)


def test_a_bot_in_another_process_is_killed_and_the_next_one_gets_what_it_missed():
    with SlackEmulator() as slack:
        ada = slack.add_user("Ada")
        first = start_bot(slack, "first")
        slack.wait_for_socket(timeout=20).result()
        ada.say("one")
        assert ada.dm.wait_for_reply(timeout=10).result().shown == "first heard one"
        first.kill()
        first.wait()
        slack.wait_for(lambda: slack.service.sockets.connections == []).result()
        ada.say("two")
        second = start_bot(slack, "second")
        try:
            reply = ada.dm.wait_for_reply(timeout=20).result()
            assert reply.shown == "second heard two"
        finally:
            second.kill()
            second.wait()
        slack.assert_clean()


def test_everything_can_be_done_over_http():
    async def scenario() -> None:
        async with SlackEmulator() as slack, aiohttp.ClientSession() as session:
            app = bolt_app(slack)

            @app.event("message")
            async def ignore() -> None:
                pass

            @app.event("app_mention")
            async def answer(event: dict[str, Any], say: Any) -> None:
                blocks = [{"type": "actions", "elements": [button("Ask", "ask")]}]
                await say(text="x", blocks=blocks, thread_ts=event["ts"])

            @app.action("ask")
            async def ask(ack: Any, body: dict[str, Any], client: Any) -> None:
                await ack()
                await client.views_open(trigger_id=body["trigger_id"], view=modal())

            @app.view("ask_desk")
            async def done(ack: Any) -> None:
                await ack()

            async def sim(verb: str, path: str, **body: Any) -> Any:
                extra: dict[str, Any] = {"params": body} if verb == "GET" else {"json": body}
                url = f"{slack.url}/_sim/{path}"
                async with session.request(verb, url, **extra) as response:
                    if response.content_type == "text/html":
                        return await response.text()
                    loaded = await response.json()
                    return loaded["result"] if loaded["ok"] else loaded["error"]

            async with in_socket_mode(app, slack):
                ada = (await sim("POST", "users", name="Ada"))["id"]
                channel = (await sim("POST", "channels", name="general", members=[ada]))["id"]
                said = await sim("POST", "mention", user=ada, channel=channel, text="May I?")
                await slack.wait_for_call("chat.postMessage")
                thread = await sim("GET", "thread", channel=channel, ts=said["ts"], viewer=ada)
                assert thread[1]["buttons"][0]["label"] == "Ask"
                where = {"user": ada, "channel": channel, "ts": thread[1]["ts"]}
                assert "there is no 'No'" in await sim("POST", "press", **where, button="No")
                assert (await sim("POST", "press", **where, button="Ask"))["acked"]
                await slack.wait_for_call("views.open")
                assert (await sim("GET", "modal", user=ada))["title"] == "Ask the desk"
                assert "Ask the desk" in await sim("GET", "page", user=ada)
                await sim("POST", "submit", user=ada, values={"text": "hello"})
                assert await sim("GET", "modal", user=ada) is None
                await sim("POST", "faults", method="chat.postMessage", status=500, body="<x>")
                assert "May I?" in await sim("GET", "page", channel=channel, viewer=ada)
                await sim("POST", "clear_faults")
                await sim("POST", "clock", advance=60)
                assert await sim("GET", "violations") == []
                methods = [call["method"] for call in await sim("GET", "journal")]
                assert "views.open" in methods
                state = await sim("GET", "state")
                assert state["environment"]["SLACK_BOT_TOKEN"] == slack.bot_token

    asyncio.run(scenario())


def test_an_emulator_can_be_started_by_hand():
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.slack_emulator"], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert b"SLACK_API_URL" in process.stdout.readline()
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
