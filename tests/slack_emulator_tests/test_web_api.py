"""The Web API: tokens, scopes, arguments, messages, histories, people."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.slack_emulator import AppConfig, SlackEmulator

from .apps import RawApp, mrkdwn, raw_app

Scenario = Callable[[SlackEmulator, RawApp], Awaitable[None]]


def play(scenario: Scenario, config: AppConfig | None = None) -> list[str]:
    """Run a scenario; the rules that were broken."""

    async def run() -> list[str]:
        async with SlackEmulator(config) as slack, raw_app(slack) as app:
            await scenario(slack, app)
            return [violation.rule for violation in slack.violations]

    return asyncio.run(run())


def test_tokens_are_told_apart():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        assert (await app.call("auth.test", token=""))["error"] == "not_authed"
        assert (await app.call("auth.test", token="xoxb-no"))["error"] == "invalid_auth"
        wrong_kind = await app.call("auth.test", token=slack.app_token)
        assert wrong_kind["error"] == "not_allowed_token_type"
        opened = await app.call("apps.connections.open")
        assert opened["error"] == "not_allowed_token_type"
        slack.revoke_token()
        assert (await app.call("auth.test"))["error"] == "token_revoked"
        slack.restore_token()
        assert (await app.call("auth.test"))["user_id"] == slack.bot_user_id

    assert play(scenario) == []


def test_auth_test_shows_the_scopes_in_a_header():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with app.session.get(slack.api_url + "auth.test", headers=headers) as response:
            assert "chat:write" in response.headers["x-oauth-scopes"].split(",")

    play(scenario)


def test_a_missing_scope_says_what_is_needed_and_what_is_there():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        answer = await app.call("reactions.add", channel="C1", timestamp="1", name="eyes")
        assert answer["error"] == "missing_scope"
        assert answer["needed"] == "reactions:write"
        assert "chat:write" in answer["provided"].split(",")

    play(scenario, AppConfig().without_scopes("reactions:write"))


def test_history_needs_the_scope_of_that_kind_of_conversation():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        answer = await app.call("conversations.history", channel=ada.dm.id)
        assert answer == answer | {"error": "missing_scope", "needed": "im:history"}

    play(scenario, AppConfig().without_scopes("im:history"))


def test_an_unknown_method_and_an_unknown_argument_are_violations():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        general = slack.add_channel("general")
        answer = await app.call("chat.postMassage", channel=general.id)
        assert answer == {
            "ok": False,
            "error": "unknown_method",
            "req_method": "chat.postMassage",
        }
        sent = await app.call("chat.postMessage", channel=general.id, text="x", colour="red")
        assert sent["ok"]

    assert play(scenario) == ["unknown_method", "unknown_argument"]


def test_team_id_is_accepted_everywhere_and_a_wrong_type_is_a_violation():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        general = slack.add_channel("general")
        await app.call("chat.postMessage", channel=general.id, text="x", team_id=slack.team.id)
        await app.call("chat.postMessage", channel=general.id, text="x", unfurl_links="no")

    assert play(scenario) == ["wrong_argument_type"]


def test_arguments_may_come_as_form_as_query_and_as_json():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        general = slack.add_channel("general")
        url = slack.api_url + "chat.postMessage"
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        form = {"channel": general.id, "text": "form", "blocks": '[{"type":"divider"}]'}
        async with app.session.post(url, data=form, headers=headers) as response:
            assert (await response.json())["ok"]
        query = {"channel": general.id, "text": "query", "unfurl_links": "0"}
        async with app.session.get(url, params=query, headers=headers) as response:
            assert (await response.json())["ok"]
        in_body = {"token": slack.bot_token, "channel": general.id, "text": "token in body"}
        async with app.session.post(url, data=in_body) as response:
            assert (await response.json())["ok"]
        assert [message.text for message in general.transcript()] == [
            "form",
            "query",
            "token in body",
        ]

    assert play(scenario) == []


def test_places_where_the_app_may_not_write():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada, bot = slack.add_user("Ada"), slack.add_user("Other", kind="bot")
        closed = slack.add_channel("closed", private=True, with_app=False)
        elsewhere = slack.add_channel("elsewhere", with_app=False)
        old = slack.add_channel("old")
        old.archive()
        errors = {
            "C0NOTTHERE0": "channel_not_found",
            closed.id: "channel_not_found",
            elsewhere.id: "not_in_channel",
            old.id: "is_archived",
            bot.id: "cannot_dm_bot",
        }
        for channel, error in errors.items():
            answer = await app.call("chat.postMessage", channel=channel, text="x")
            assert answer["error"] == error
        assert (await app.call("chat.postMessage", channel=old.id))["error"] == "is_archived"
        sent = await app.call("chat.postMessage", channel=ada.id, text="x")
        assert sent["channel"] == ada.dm.id
        by_name = await app.call("chat.postMessage", channel="#elsewhere", text="x")
        assert by_name["error"] == "not_in_channel"

    play(scenario)


def test_a_message_needs_something_to_say():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        general = slack.add_channel("general")
        assert (await app.call("chat.postMessage", channel=general.id))["error"] == "no_text"
        missing = await app.call("chat.postMessage", text="x")
        assert missing["error"] == "invalid_arguments"
        both = await app.call(
            "chat.postMessage", channel=general.id, text="x", markdown_text="**x**"
        )
        assert both["error"] == "markdown_text_conflict"
        threadless = await app.call(
            "chat.postMessage", channel=general.id, text="x", thread_ts="1.000001"
        )
        assert threadless["error"] == "thread_not_found"

    play(scenario)


def test_text_of_more_than_40000_characters_is_cut_with_a_warning():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        general = slack.add_channel("general")
        sent = await app.call("chat.postMessage", channel=general.id, text="x" * 40_001)
        assert sent["warning"] == "message_truncated"
        assert len(sent["message"]["text"]) == 40_000
        late = await app.call("chat.update", channel=general.id, ts=sent["ts"], text="x" * 4_001)
        assert late["error"] == "msg_too_long"

    play(scenario)


def test_control_characters_are_escaped_as_slack_escapes_them():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        text = f"R&D: 1 < 2, <@{ada.id}>, <https://x.example|x>, &amp; <b>\n> quoted > here"
        sent = await app.call("chat.postMessage", channel=ada.id, text=text)
        assert sent["message"]["text"] == (
            f"R&amp;D: 1 &lt; 2, <@{ada.id}>, <https://x.example|x>, &amp; &lt;b&gt;\n"
            "> quoted &gt; here"
        )

    play(scenario)


def test_update_with_text_removes_the_blocks_and_update_with_blocks_keeps_the_text():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        general = slack.add_channel("general")
        blocks = [{"type": "section", "text": mrkdwn("first")}]
        place = {"channel": general.id}
        sent = await app.call("chat.postMessage", **place, text="fallback", blocks=blocks)
        newer = [{"type": "section", "text": mrkdwn("second")}]
        changed = await app.call("chat.update", **place, ts=sent["ts"], blocks=newer)
        assert changed["message"]["text"] == "fallback"
        assert not general.transcript()[0].edited
        bare = await app.call("chat.update", **place, ts=sent["ts"], text="only text")
        assert "blocks" not in bare["message"]
        assert general.transcript()[0].edited
        assert general.transcript()[0].versions == 3

    assert play(scenario) == []


def test_only_own_messages_can_be_changed_and_deleted():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        said = ada.say("mine")
        place = {"channel": ada.dm.id, "ts": said.ts}
        changed = await app.call("chat.update", **place, text="x")
        assert changed["error"] == "cant_update_message"
        assert (await app.call("chat.delete", **place))["error"] == "cant_delete_message"
        gone = await app.call("chat.update", channel=ada.dm.id, ts="1.000001", text="x")
        assert gone["error"] == "message_not_found"
        sent = await app.call("chat.postMessage", channel=ada.dm.id, text="x")
        place["ts"] = sent["ts"]
        assert (await app.call("chat.delete", **place))["ok"]
        assert (await app.call("chat.delete", **place))["error"] == "message_not_found"

    play(scenario)


def test_an_ephemeral_message_is_seen_by_one_user_and_cannot_be_named():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada, bo = slack.add_user("Ada"), slack.add_user("Bo")
        general = slack.add_channel("general", members=[ada])
        place = {"channel": general.id}
        sent = await app.call("chat.postEphemeral", **place, user=ada.id, text="psst")
        assert [message.shown for message in general.transcript(ada)] == ["psst"]
        general.invite(bo)
        assert general.transcript(bo) == general.transcript() == ()
        named = await app.call("chat.update", **place, ts=sent["message_ts"], text="x")
        assert named["error"] == "message_not_found"
        stranger = slack.add_user("Cy")
        refused = await app.call("chat.postEphemeral", **place, user=stranger.id, text="x")
        assert refused["error"] == "user_not_in_channel"

    play(scenario)


def test_metadata_comes_back_whole_only_when_asked_for():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        question = ada.say("May I?")
        metadata = {"event_type": "answer", "event_payload": {"key": "Ev1"}}
        place = {"channel": ada.dm.id}
        sent = await app.call(
            "chat.postMessage", **place, text="No.", thread_ts=question.ts, metadata=metadata
        )
        thread = await app.call(
            "conversations.replies", **place, ts=question.ts, include_all_metadata=True
        )
        assert [message["ts"] for message in thread["messages"]] == [question.ts, sent["ts"]]
        assert thread["messages"][0]["client_msg_id"]
        assert thread["messages"][0]["reply_count"] == 1
        assert thread["messages"][1]["metadata"] == metadata
        bare = await app.call("conversations.replies", **place, ts=question.ts)
        assert bare["messages"][1]["metadata"] == {"event_type": "answer"}

    assert play(scenario) == []


def test_a_history_comes_newest_first_without_replies_in_pages():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        general = slack.add_channel("general", members=[ada])
        said = [ada.say(str(number), to=general) for number in range(5)]
        ada.say("reply", to=general, thread=said[0])
        first = await app.call("conversations.history", channel=general.id, limit=3)
        assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
        assert first["has_more"]
        cursor = first["response_metadata"]["next_cursor"]
        second = await app.call("conversations.history", channel=general.id, limit=3, cursor=cursor)
        assert [message["text"] for message in second["messages"]] == ["1", "0"]
        assert not second["has_more"]
        later = await app.call(
            "conversations.history", channel=general.id, oldest=said[2].ts, inclusive=False
        )
        assert [message["text"] for message in later["messages"]] == ["4", "3"]
        broken = await app.call("conversations.history", channel=general.id, cursor="?")
        assert broken["error"] == "invalid_cursor"

    play(scenario)


def test_a_thread_hung_below_a_reply_is_a_violation():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        root = ada.say("root")
        reply = ada.say("reply", thread=root)
        await app.call("chat.postMessage", channel=ada.dm.id, text="x", thread_ts=reply.ts)

    assert play(scenario) == ["thread_ts_of_a_reply"]


def test_reactions_are_counted_once():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        said = ada.say("hello")
        target = {"channel": ada.dm.id, "timestamp": said.ts, "name": "eyes"}
        assert (await app.call("reactions.add", **target))["ok"]
        assert (await app.call("reactions.add", **target))["error"] == "already_reacted"
        assert ada.dm.transcript()[0].reactions == {"eyes": (slack.bot_user_id,)}
        assert (await app.call("reactions.remove", **target))["ok"]
        assert (await app.call("reactions.remove", **target))["error"] == "no_reaction"

    play(scenario)


def test_members_guests_bots_and_strangers_are_told_apart():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        other = slack.add_workspace("Other", enterprise="Alliance")
        people = {
            "member": slack.add_user("Ada"),
            "guest": slack.add_user("Bo", kind="guest"),
            "single": slack.add_user("Cy", kind="single_channel_guest"),
            "bot": slack.add_user("Di", kind="bot"),
            "stranger": slack.add_user("Ed", team=other),
        }
        hidden = await app.call("users.info", user=people["stranger"].id)
        assert hidden["error"] == "user_not_visible"
        slack.add_channel("joint", members=[people["stranger"]], shared_with=[other])
        seen = {
            kind: (await app.call("users.info", user=user.id))["user"]
            for kind, user in people.items()
        }
        flags = {
            kind: (user["is_restricted"], user["is_ultra_restricted"], user["is_bot"])
            for kind, user in seen.items()
        }
        assert flags == {
            "member": (False, False, False),
            "guest": (True, False, False),
            "single": (True, True, False),
            "bot": (False, False, True),
            "stranger": (False, False, False),
        }
        assert seen["stranger"]["team_id"] == other.id
        assert seen["stranger"]["enterprise_user"]["enterprise_name"] == "Alliance"
        assert "enterprise_user" not in seen["member"]
        assert (await app.call("users.info", user="U1"))["error"] == "user_not_found"

    play(scenario)


def test_user_groups_list_their_members():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        desk = slack.add_usergroup("desk", [ada])
        listed = await app.call("usergroups.users.list", usergroup=desk)
        assert listed["users"] == [ada.id]
        slack.set_usergroup(desk, [])
        assert (await app.call("usergroups.users.list", usergroup=desk))["users"] == []
        unknown = await app.call("usergroups.users.list", usergroup="S1")
        assert unknown["error"] == "no_such_subteam"

    play(scenario)


def test_the_other_small_methods_answer():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada Byron")
        general = slack.add_channel("general", members=[ada])
        said = ada.say("hello", to=general)
        opened = await app.call("conversations.open", users=ada.id)
        assert opened["channel"]["id"] == ada.dm.id
        info = await app.call("conversations.info", channel=general.id)
        assert info["channel"]["name"] == "general"
        members = await app.call("conversations.members", channel=general.id)
        assert set(members["members"]) == {ada.id, slack.bot_user_id}
        link = await app.call("chat.getPermalink", channel=general.id, message_ts=said.ts)
        assert link["permalink"].endswith("/p" + said.ts.replace(".", ""))
        found = await app.call("users.lookupByEmail", email="ada.byron@ministry.example")
        assert found["user"]["id"] == ada.id
        listed = await app.call("conversations.list", types="public_channel,im")
        assert {general.id, ada.dm.id} <= {one["id"] for one in listed["channels"]}
        assert (await app.call("team.info"))["team"]["id"] == slack.team.id
        assert (await app.call("bots.info", bot=slack.bot_id))["bot"]["app_id"] == slack.app_id

    assert play(scenario) == []


def test_oauth_gives_a_token_for_another_workspace():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        other = slack.add_workspace("Embassy")
        eve = slack.add_user("Eve", team=other)
        code = slack.make_oauth_code(other)
        asked = {"client_id": slack.client_id, "client_secret": slack.client_secret}
        wrong = await app.call("oauth.v2.access", token="", **asked, code="no")
        assert wrong["error"] == "invalid_code"
        granted = await app.call("oauth.v2.access", token="", **asked, code=code)
        assert granted["team"]["id"] == other.id
        token = granted["access_token"]
        assert (await app.call("auth.test", token=token))["team_id"] == other.id
        at_home = slack.add_channel("home")
        hidden = await app.call("chat.postMessage", token=token, channel=at_home.id, text="x")
        assert hidden["error"] == "channel_not_found"
        sent = await app.call("chat.postMessage", token=token, channel=eve.id, text="hello")
        assert sent["channel"] == eve.dm.id

    play(scenario)


def test_tiers_answer_429_with_retry_after_when_they_are_enforced():
    async def scenario(slack: SlackEmulator, app: RawApp) -> None:
        ada = slack.add_user("Ada")
        slack.enforce_rate_limits()
        for _ in range(20):
            assert (await app.call("usergroups.list"))["ok"]
        url = slack.api_url + "usergroups.list"
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with app.session.get(url, headers=headers) as response:
            assert response.status == 429
            assert 1 <= int(response.headers["Retry-After"]) <= 61
            assert (await response.json())["error"] == "ratelimited"
        slack.advance(61)
        assert (await app.call("usergroups.list"))["ok"]
        assert ada.id

    play(scenario)


def test_a_manifest_is_judged_and_gives_exactly_what_it_asks_for():
    manifest = {
        "display_information": {"name": "Attaché"},
        "features": {
            "bot_user": {"display_name": "Attaché"},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "agent_view": {"agent_description": "Answers from the directive"},
            "slash_commands": [{"command": "/ask", "description": "Ask"}],
            "shortcuts": [
                {"type": "message", "name": "Check", "callback_id": "check", "description": "x"}
            ],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
        "settings": {
            "event_subscriptions": {"bot_events": ["app_mention"]},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }
    config = AppConfig.from_manifest(manifest)
    assert config.scopes == {"chat:write", "commands"}
    assert config.message_shortcuts == {"check"}
    assert config.agent_view
    features: Any = manifest["features"]
    features["slash_commands"][0]["descripton"] = "typo"
    with pytest.raises(ValueError, match="invalid additional property: descripton"):
        AppConfig.from_manifest(manifest)


def test_the_same_seed_makes_the_same_slack():
    first, second = SlackEmulator(seed=7), SlackEmulator(seed=7)
    assert first.bot_token == second.bot_token
    assert first.add_user("Ada").id == second.add_user("Ada").id
    assert SlackEmulator(seed=8).bot_token != first.bot_token


def test_the_clock_starts_where_the_test_says():
    async def run() -> None:
        async with SlackEmulator(start_time=1_767_225_600.0) as slack:
            ada = slack.add_user("Ada")
            assert ada.say("new year").ts.startswith("17672256")
            slack.advance(86_400)
            assert ada.say("a day later").ts.startswith("17673120")

    asyncio.run(run())


def test_a_connection_refused_after_the_emulator_stopped():
    slack = SlackEmulator().start()
    slack.stop()

    async def call() -> None:
        async with aiohttp.ClientSession() as session:
            await session.get(slack.api_url + "auth.test")

    with pytest.raises(aiohttp.ClientConnectorError):
        asyncio.run(call())
