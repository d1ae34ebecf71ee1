"""The agent: suggested prompts, status, titles, streams that grow, stop and expire."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp

from tests.slack_emulator import AppConfig, SlackEmulator

from .apps import RawApp, bolt_app, feedback, in_socket_mode, mrkdwn, quotation, raw_app

CONFIG = AppConfig().with_events("app_context_changed", "agent_session_stopped")


def agent(app: AsyncApp, release: asyncio.Event) -> None:
    """A bot that streams its answer to a direct message."""

    @app.event("app_home_opened")
    async def offer(event: dict[str, Any], set_suggested_prompts: Any = None) -> None:
        if event["tab"] == "messages":
            await set_suggested_prompts(
                prompts=["May I like a post?", {"title": "Approval", "message": "Who approves?"}],
                title="Try",
            )

    @app.event("message")
    async def answer(set_status: Any, say_stream: Any) -> None:
        await set_status("is reading…", loading_messages=["Opening the directive"])
        await release.wait()
        stream = await say_stream(buffer_size=1)
        await stream.append(markdown_text="The directive ")
        await stream.append(markdown_text="**forbids** this.")
        await stream.stop(blocks=[quotation("Staff shall not like …"), feedback()])


def test_an_agent_offers_prompts_shows_its_status_and_streams_its_answer():
    async def scenario() -> None:
        async with SlackEmulator(CONFIG) as slack:
            app, release = bolt_app(slack), asyncio.Event()
            agent(app, release)
            ada = slack.add_user("Ada")
            async with in_socket_mode(app, slack):
                pane = ada.open_agent()
                prompts = await pane.wait_for_prompts()
                assert prompts.titles == ("May I like a post?", "Approval")
                question = ada.choose_prompt("Approval")
                assert question.text == "Who approves?"
                status = await pane.wait_for_status(question)
                assert status.text == "is reading…"
                assert status.loading_messages == ("Opening the directive",)
                release.set()
                answer = await pane.wait_for_reply(to=question)
                assert answer.thread_ts == question.ts
                assert answer.quotations == ("Staff shall not like …",)
                assert answer.shown.startswith("The directive **forbids** this.")
                assert answer.button_labels == ("Good answer", "Bad answer")
                assert pane.status(question) is None
                await slack.quiet(0.1)
            slack.assert_clean()

    asyncio.run(scenario())


async def _stream(app: RawApp, slack: SlackEmulator, ada: Any) -> dict[str, Any]:
    said = ada.say("hello")
    started = await app.call("chat.startStream", channel=ada.dm.id, thread_ts=said.ts)
    assert started["ok"], started
    return {"channel": ada.dm.id, "ts": started["ts"]}


def test_a_stream_obeys_its_state_machine():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            lost = await app.call("chat.startStream", channel=ada.dm.id, thread_ts="1.000001")
            assert lost["error"] == "invalid_thread_ts"
            rootless = await app.call("chat.startStream", channel=ada.dm.id)
            assert rootless["error"] == "invalid_arguments"
            place = await _stream(app, slack, ada)
            assert ada.dm.messages()[-1].is_streaming
            assert (await app.call("chat.appendStream", **place))["error"] == "no_text"
            long = await app.call("chat.appendStream", **place, markdown_text="x" * 12_001)
            assert long["error"] == "msg_too_long"
            chunk = [{"type": "markdown_text", "text": "x"}]
            both = await app.call("chat.appendStream", **place, markdown_text="x", chunks=chunk)
            assert both["error"] == "markdown_text_conflict"
            wrong = await app.call("chat.appendStream", **place, chunks=[{"type": "text"}])
            assert wrong["error"] == "invalid_chunks"
            assert (await app.call("chat.appendStream", **place, chunks=chunk))["ok"]
            busy = await app.call("chat.update", **place, text="x")
            assert busy["error"] == "streaming_state_conflict"
            assert (await app.call("chat.stopStream", **place))["ok"]
            for method in ("chat.appendStream", "chat.stopStream"):
                over = await app.call(method, **place, markdown_text="x")
                assert over["error"] == "message_not_in_streaming_state"
            assert (await app.call("chat.update", **place, text="now"))["ok"]
            mine = ada.say("not a stream")
            foreign = await app.call(
                "chat.appendStream", channel=ada.dm.id, ts=mine.ts, markdown_text="x"
            )
            assert foreign["error"] == "message_not_owned_by_app"
            slack.assert_clean()

    asyncio.run(scenario())


def test_a_stream_in_a_channel_needs_its_recipient():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            general = slack.add_channel("general", members=[ada])
            said = ada.say("hello", to=general)
            place = {"channel": general.id, "thread_ts": said.ts}
            answer = await app.call("chat.startStream", **place)
            assert answer["error"] == "missing_recipient_team_id"
            place["recipient_team_id"] = slack.team.id
            answer = await app.call("chat.startStream", **place)
            assert answer["error"] == "missing_recipient_user_id"
            place["recipient_user_id"] = ada.id
            assert (await app.call("chat.startStream", **place))["ok"]

    asyncio.run(scenario())


def test_a_stream_expires_after_five_minutes_and_can_be_stopped_by_its_reader():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            place = await _stream(app, slack, ada)
            slack.advance(301)
            late = await app.call("chat.appendStream", **place, markdown_text="x")
            assert late["error"] == "message_not_in_streaming_state"
            place = await _stream(app, slack, ada)
            ada.stop_stream(ada.dm.messages()[-1])
            stopped = await app.call("chat.appendStream", **place, markdown_text="x")
            assert stopped["error"] == "stopped_by_user"

    asyncio.run(scenario())


def test_a_stream_that_ends_too_long_is_refused():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            place = await _stream(app, slack, slack.add_user("Ada"))
            await app.call("chat.appendStream", **place, markdown_text="x" * 11_000)
            blocks = [{"type": "section", "text": mrkdwn("y" * 2500)}]
            ended = await app.call("chat.stopStream", **place, blocks=blocks)
            assert ended["error"] == "msg_blocks_too_long"

    asyncio.run(scenario())


def test_a_status_is_gone_after_two_minutes_and_prompts_are_at_most_four():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            said = ada.say("hello")
            thread = {"channel_id": ada.dm.id, "thread_ts": said.ts}
            await app.call("assistant.threads.setStatus", **thread, status="is thinking…")
            assert ada.dm.status(said) is not None
            slack.advance(121)
            assert ada.dm.status(said) is None
            many = await app.call(
                "assistant.threads.setStatus", **thread, status="x", loading_messages=["x"] * 11
            )
            assert many["error"] == "invalid_arguments"
            await app.call("assistant.threads.setTitle", **thread, title="Liking posts")
            assert ada.dm.title(said) == "Liking posts"
            prompts = [{"title": "x", "message": "x"}] * 5
            five = await app.call(
                "assistant.threads.setSuggestedPrompts", channel_id=ada.dm.id, prompts=prompts
            )
            assert five["error"] == "invalid_arguments"
            slack.assert_clean()

    asyncio.run(scenario())


def test_prompts_in_a_thread_of_an_agent_fail_in_silence():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            said = ada.say("hello")
            answer = await app.call(
                "assistant.threads.setSuggestedPrompts",
                channel_id=ada.dm.id,
                thread_ts=said.ts,
                prompts=[{"title": "x", "message": "x"}],
            )
            assert answer["ok"]
            assert ada.dm.suggested_prompts is None
            rules = [one.rule for one in slack.violations]
            assert rules == ["prompts_in_a_thread_of_an_agent"]

    asyncio.run(scenario())


def test_an_agent_hears_what_its_user_looks_at():
    async def scenario() -> None:
        async with SlackEmulator(CONFIG) as slack:
            app = bolt_app(slack)
            contexts: list[Any] = []

            @app.event("app_home_opened")
            @app.event("app_context_changed")
            async def note(event: dict[str, Any]) -> None:
                contexts.append((event["type"], event["context"]["entities"]))

            ada = slack.add_user("Ada")
            general = slack.add_channel("general", members=[ada])
            async with in_socket_mode(app, slack):
                ada.open_agent()
                ada.look_at(general)
                await slack.quiet(0.1)
            assert contexts[0] == ("app_home_opened", [])
            kind, entities = contexts[1]
            assert kind == "app_context_changed"
            assert entities[0]["value"] == general.id
            slack.assert_clean()

    asyncio.run(scenario())
