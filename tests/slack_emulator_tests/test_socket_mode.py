"""Socket Mode: tickets, envelopes, acks, retries, connections that come and go."""

import asyncio
import json
import time
from typing import Any

import aiohttp
import pytest

from tests.slack_emulator import SlackEmulator

from .apps import bolt_app, in_socket_mode, next_envelope, raw_app


def test_a_ticket_is_good_for_one_connection():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            opened = await app.call("apps.connections.open", token=slack.app_token)
            socket = await app.session.ws_connect(opened["url"])
            hello = json.loads((await socket.receive()).data)
            assert hello["num_connections"] == 1
            assert hello["connection_info"] == {"app_id": slack.app_id}
            assert hello["debug_info"]["approximate_connection_time"] > 0
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await app.session.ws_connect(opened["url"])
            assert [one.rule for one in slack.violations] == ["ticket_used_or_expired"]

    asyncio.run(scenario())


def test_ten_connections_are_the_most():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            sockets = [await app.open_socket() for _ in range(10)]
            opened = await app.call("apps.connections.open", token=slack.app_token)
            assert opened["error"] == "too_many_websockets"
            await sockets[0].close()
            await slack.wait_for(lambda: len(slack.service.sockets.connections) == 9)
            assert (await app.call("apps.connections.open", token=slack.app_token))["ok"]

    asyncio.run(scenario())


def test_a_mention_comes_as_two_events_about_one_message():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            general = slack.add_channel("general", members=[ada])
            socket = await app.open_socket()
            said = ada.mention_app("is R&D < 3?", to=general)
            envelopes = [await next_envelope(socket) for _ in range(2)]
            for envelope in envelopes:
                assert envelope["type"] == "events_api"
                assert envelope["accepts_response_payload"] is False
                assert envelope["retry_attempt"] == 0
                await socket.send_json({"envelope_id": envelope["envelope_id"]})
            events = {one["payload"]["event"]["type"]: one["payload"] for one in envelopes}
            assert set(events) == {"message", "app_mention"}
            assert {one["event"]["ts"] for one in events.values()} == {said.ts}
            assert len({one["event_id"] for one in events.values()}) == 2
            mention = events["app_mention"]
            assert mention["event"]["text"] == f"{slack.bot_mention} is R&amp;D &lt; 3?"
            assert mention["team_id"] == slack.team.id
            assert mention["authorizations"][0]["user_id"] == slack.bot_user_id
            await slack.quiet(0.1)
            slack.assert_clean()

    asyncio.run(scenario())


def test_an_event_that_is_not_acked_in_three_seconds_comes_again_with_the_same_event_id():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            socket = await app.open_socket()
            slack.add_user("Ada").say("hello")
            first = await next_envelope(socket)
            slack.advance(3.1)
            second = await next_envelope(socket)
            assert second["envelope_id"] != first["envelope_id"]
            assert second["payload"]["event_id"] == first["payload"]["event_id"]
            assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
            await socket.send_json({"envelope_id": second["envelope_id"]})
            await slack.quiet(0.1)
            outcomes = [one.outcome for one in slack.deliveries()]
            assert outcomes == ["timeout", "acked"]
            assert [one.rule for one in slack.violations] == ["not_acked"]

    asyncio.run(scenario())


def test_an_event_is_given_up_after_five_minutes():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            socket = await app.open_socket()
            slack.add_user("Ada").say("hello")
            attempts = []
            for pause in (3.1, 3.1 + 60, 3.1 + 300, 3.1):
                attempts.append((await next_envelope(socket))["retry_attempt"])
                slack.advance(3.1)
                await asyncio.sleep(0.05)
                slack.advance(pause)
            assert attempts == [0, 1, 2, 3]
            await slack.wait_for(lambda: slack.violations[-1].rule == "event_given_up")

    asyncio.run(scenario())


def test_wrong_acks_are_violations():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            socket = await app.open_socket()
            slack.add_user("Ada").say("hello")
            envelope_id = (await next_envelope(socket))["envelope_id"]
            await socket.send_str("not json")
            await socket.send_json({"envelope_id": "made-up"})
            await socket.send_json({"envelope_id": envelope_id, "payload": {"text": "x"}})
            await socket.send_json({"envelope_id": envelope_id})
            await slack.quiet(0.1)
            assert [one.rule for one in slack.violations] == [
                "ack_unreadable",
                "ack_unknown_envelope",
                "ack_payload_not_accepted",
                "ack_twice",
            ]

    asyncio.run(scenario())


def test_an_ack_that_comes_too_late_is_a_violation():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            socket = await app.open_socket()
            slack.add_user("Ada").say("hello")
            first = await next_envelope(socket)
            slack.advance(3.1)
            second = await next_envelope(socket)
            await socket.send_json({"envelope_id": second["envelope_id"]})
            await socket.send_json({"envelope_id": first["envelope_id"]})
            await slack.quiet(0.1)
            assert [one.rule for one in slack.violations] == ["not_acked", "ack_late"]

    asyncio.run(scenario())


def test_an_ack_counts_only_on_the_socket_that_carried_the_envelope():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            sockets = [await app.open_socket() for _ in range(2)]
            ada.say("one")
            ada.say("two")
            received = [await next_envelope(socket) for socket in sockets]
            texts = {one["payload"]["event"]["text"] for one in received}
            assert texts == {"one", "two"}, "the load is spread over the connections"
            await sockets[1].send_json({"envelope_id": received[0]["envelope_id"]})
            await asyncio.sleep(0.05)
            assert [one.rule for one in slack.violations] == ["ack_unknown_envelope"]

    asyncio.run(scenario())


def test_an_event_waits_until_a_socket_is_open():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)

            @app.event("message")
            async def answer(say: Any) -> None:
                await say("here I am")

            ada.say("anybody there?")
            await asyncio.sleep(0.1)
            assert slack.deliveries() == []
            async with in_socket_mode(app, slack):
                assert (await ada.dm.wait_for_reply()).shown == "here I am"
            slack.assert_clean()

    asyncio.run(scenario())


def test_an_event_that_is_lost_with_its_socket_comes_again_over_the_next():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            socket = await app.open_socket()
            slack.script_delivery("disconnect_before_ack", "message")
            slack.add_user("Ada").say("hello")
            ends = [(await socket.receive(timeout=5)).type for _ in range(2)]
            assert ends[-1] != aiohttp.WSMsgType.TEXT
            socket = await app.open_socket()
            again = await next_envelope(socket)
            assert again["retry_attempt"] == 1
            await socket.send_json({"envelope_id": again["envelope_id"]})
            await slack.quiet(0.1)
            slack.assert_clean()

    asyncio.run(scenario())


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_bolt_reconnects_when_slack_asks_it_to(reason: Any):
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)

            @app.event("message")
            async def answer(event: dict[str, Any], say: Any) -> None:
                await say(f"echo {event['text']}")

            async with in_socket_mode(app, slack):
                slack.disconnect_sockets(reason)
                ada.say("after")
                assert (await ada.dm.wait_for_reply()).shown == "echo after"
                assert len(slack.calls("apps.connections.open")) == 2
            slack.assert_clean()

    asyncio.run(scenario())


@pytest.mark.parametrize("end", ["close_sockets", "abort_sockets"])
def test_bolt_reconnects_when_a_socket_ends(end: str):
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)

            @app.event("message")
            async def answer(say: Any) -> None:
                await say("back")

            async with in_socket_mode(app, slack, ping_interval=0.2):
                getattr(slack, end)()
                await slack.wait_for(lambda: slack.service.sockets.connections == [])
                await slack.wait_for_socket()
                ada.say("hello")
                assert (await ada.dm.wait_for_reply()).shown == "back"
            slack.assert_clean()

    asyncio.run(scenario())


def test_bolt_notices_a_socket_that_does_not_answer_its_pings():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            async with in_socket_mode(bolt_app(slack), slack, ping_interval=0.1):
                slack.silence_sockets()
                await slack.wait_for_socket(timeout=5)
            assert len(slack.calls("apps.connections.open")) == 2

    asyncio.run(scenario())


def test_a_duplicate_event_reaches_bolt_twice_with_one_event_id():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)
            seen: list[str] = []

            @app.event("message")
            async def note(body: dict[str, Any]) -> None:
                seen.append(body["event_id"])

            async with in_socket_mode(app, slack), in_socket_mode(app, slack):
                await slack.wait_for_socket(2)
                slack.script_delivery("duplicate", "message")
                ada.say("hello")
                await slack.quiet(0.2)
            assert len(seen) == 2
            assert len(set(seen)) == 1
            slack.assert_clean()

    asyncio.run(scenario())


def test_held_events_can_be_let_go_in_reverse_order():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            app = bolt_app(slack)
            seen: list[str] = []

            @app.event("message")
            async def note(event: dict[str, Any]) -> None:
                seen.append(event["text"])

            async with in_socket_mode(app, slack):
                slack.hold_events()
                for text in ("one", "two", "three"):
                    ada.say(text)
                assert slack.release_events(reverse=True) == 3
                await slack.quiet(0.1)
            assert seen == ["three", "two", "one"]

    asyncio.run(scenario())


def test_bolt_does_not_ack_what_has_no_listener_so_slack_sends_it_again():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            ada = slack.add_user("Ada")
            async with in_socket_mode(bolt_app(slack), slack):
                ada.say("hello")
                await asyncio.sleep(0.1)
                slack.advance(3.1)
                await slack.wait_for(lambda: len(slack.journal.deliveries) == 1)
            assert [one.outcome for one in slack.deliveries("message")][:1] == ["timeout"]
            assert slack.violations[0].rule == "not_acked"

    asyncio.run(scenario())


def test_the_server_pings_and_the_app_may_ping_too():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            opened = await app.call("apps.connections.open", token=slack.app_token)
            socket = await app.session.ws_connect(opened["url"], autoping=False)
            await socket.receive()
            await socket.ping(b"sdk-ping-pong:1.0")
            message = await socket.receive(timeout=2)
            assert (message.type, message.data) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1.0")

    started = time.monotonic()
    asyncio.run(scenario())
    assert time.monotonic() - started < 5


def test_waiting_in_a_blocking_way_inside_a_loop_is_refused():
    async def scenario() -> None:
        async with SlackEmulator() as slack:
            with pytest.raises(RuntimeError, match="await it instead"):
                slack.wait_for_socket().result()

    asyncio.run(scenario())
