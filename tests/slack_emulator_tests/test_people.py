"""What people do, and what they see, with the real slack-bolt on the other side."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from tests.slack_emulator import AppConfig, NotPossibleError, SlackEmulator

from .apps import bolt_app, button, feedback, in_socket_mode, modal, mrkdwn, plain, quotation

Scenario = Callable[[SlackEmulator, AsyncApp], Awaitable[None]]
CONFIG = AppConfig(
    message_shortcuts=frozenset({"check_post"}), global_shortcuts=frozenset({"ask_anywhere"})
)


def play(
    scenario: Scenario, config: AppConfig = CONFIG, *, listen: Callable[[AsyncApp], None]
) -> None:
    """Run a bot in Socket Mode and a scenario with it; no rule may be broken."""

    async def run() -> None:
        async with SlackEmulator(config) as slack:
            app = bolt_app(slack)
            listen(app)
            async with in_socket_mode(app, slack):
                await scenario(slack, app)
                await slack.quiet(0.1)
            slack.assert_clean()

    asyncio.run(run())


def answer_with_buttons(app: AsyncApp) -> None:
    """A bot that answers mentions with a quotation, buttons and feedback."""

    @app.event("message")
    async def ignore() -> None:
        pass

    @app.event("app_mention")
    async def answer(event: dict[str, Any], say: Any) -> None:
        await say(
            text="The directive forbids this.",
            thread_ts=event.get("thread_ts") or event["ts"],
            blocks=[
                {"type": "section", "text": mrkdwn("*Forbidden.* R&amp;D")},
                quotation("Staff shall not *like* <it>."),
                {
                    "type": "actions",
                    "elements": [button("Personal", "account", "p"), button("Desk", "desk")],
                },
                feedback(),
            ],
        )


def test_a_mention_is_answered_in_its_thread_and_read_as_a_person_reads_it():
    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada, bo = slack.add_user("Ada"), slack.add_user("Bo")
        general = slack.add_channel("general", members=[ada, bo])
        question = ada.mention_app("May I like this?", to=general)
        answer = await general.wait_for_reply(to=question)
        assert answer.quotations == ("Staff shall not *like* <it>.",)
        assert answer.button_labels == ("Personal", "Desk", "Good answer", "Bad answer")
        assert "*Forbidden.* R&D" in answer
        assert answer.is_from_app
        assert answer.author_name == "Attaché"
        assert [one.ts for one in general.thread(question, bo)] == [question.ts, answer.ts]
        assert [one.ts for one in general.transcript(bo)] == [question.ts]

    play(scenario, listen=answer_with_buttons)


def test_buttons_are_pressed_by_label_by_action_id_and_by_value():
    pressed: list[tuple[str, str]] = []

    def listen(app: AsyncApp) -> None:
        answer_with_buttons(app)

        @app.action("account")
        @app.action("feedback")
        async def note(ack: Any, action: dict[str, Any], body: dict[str, Any]) -> None:
            await ack()
            assert body["container"]["thread_ts"] == body["message"]["thread_ts"]
            pressed.append((action["type"], action["value"]))

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        general = slack.add_channel("general", members=[ada])
        ada.mention_app("May I?", to=general)
        answer = await general.wait_for_reply()
        assert (await ada.press(answer, "Personal")).acked
        assert (await ada.press(answer, "account")).acked
        assert (await ada.press(answer, "Bad answer")).acked
        assert (await ada.press(answer, "feedback", value="up")).acked
        assert pressed == [
            ("button", "p"),
            ("button", "p"),
            ("feedback_buttons", "down"),
            ("feedback_buttons", "up"),
        ]
        with pytest.raises(NotPossibleError, match="there is no 'Official' to press"):
            ada.press(answer, "Official")
        with pytest.raises(NotPossibleError, match="more than one 'feedback'"):
            ada.press(answer, "feedback")
        stranger = slack.add_user("Cy")
        with pytest.raises(NotPossibleError, match="Cy is not in general"):
            stranger.press(answer, "Personal")

    play(scenario, listen=listen)


def test_a_button_that_an_update_took_away_cannot_be_pressed():
    def listen(app: AsyncApp) -> None:
        answer_with_buttons(app)

        @app.action("account")
        async def narrow(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.chat_update(
                channel=body["channel"]["id"],
                ts=body["message"]["ts"],
                text="For a personal account: forbidden.",
            )

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        general = slack.add_channel("general", members=[ada])
        ada.mention_app("May I?", to=general)
        answer = await general.wait_for_reply()
        await ada.press(answer, "Personal")
        narrowed = await general.wait_for_reply(lambda one: "personal account" in one)
        assert narrowed.ts == answer.ts
        assert narrowed.versions == 2
        with pytest.raises(NotPossibleError, match="there is: nothing"):
            ada.press(answer, "Personal")

    play(scenario, listen=listen)


def test_an_action_that_is_not_acked_times_out_before_the_users_eyes():
    def listen(app: AsyncApp) -> None:
        answer_with_buttons(app)

    async def scenario(slack: SlackEmulator) -> None:
        ada = slack.add_user("Ada")
        general = slack.add_channel("general", members=[ada])
        ada.mention_app("May I?", to=general)
        answer = await general.wait_for_reply()
        pending = ada.press(answer, "Desk")
        await asyncio.sleep(0.05)
        slack.advance(3.1)
        outcome = await pending
        assert not outcome.acked
        assert outcome.error == "operation_timeout"
        assert [one.rule for one in slack.violations] == ["not_acked"]

    async def run() -> None:
        async with SlackEmulator() as slack:
            app = bolt_app(slack)
            listen(app)
            async with in_socket_mode(app, slack):
                await scenario(slack)

    asyncio.run(run())


def desk_modal(app: AsyncApp) -> None:
    """A bot with a command that opens a modal, and answers its submission."""

    @app.command("/ask")
    async def ask(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("ask_desk")
    async def submitted(ack: Any, view: dict[str, Any], client: Any, body: Any) -> None:
        text = view["state"]["values"]["question"]["text"]["value"]
        match text:
            case "bad":
                await ack(response_action="errors", errors={"question": "Say more."})
            case "next":
                await ack(
                    response_action="update", view=modal(title=plain("Thanks"), callback_id="end")
                )
            case "more":
                await ack(response_action="push", view=modal(title=plain("Second")))
            case _:
                await ack()
                await client.chat_postMessage(channel=body["user"]["id"], text=f"Noted: {text}")


def test_a_modal_is_opened_filled_in_refused_and_submitted():
    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        assert (await ada.command("/ask", "")).acked
        view = await ada.wait_for_modal()
        assert (view.title, view.inputs) == ("Ask the desk", ("text",))
        empty = await ada.submit()
        assert empty.error == "not_sent"
        refused = await ada.submit({"text": "bad"})
        assert refused.errors == {"question": "Say more."}
        assert ada.modal is not None
        assert ada.modal.errors == {"question": "Say more."}
        with pytest.raises(NotPossibleError, match="has no input 'answer'"):
            ada.submit({"answer": "x"})
        accepted = await ada.submit({"Question": "May I?"})
        assert accepted.errors == {}
        assert ada.modal is None
        noted = await ada.dm.wait_for_reply()
        assert noted.shown == "Noted: May I?"

    play(scenario, listen=desk_modal)


def test_a_submission_may_update_push_and_leave_a_stack():
    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        await ada.command("/ask")
        await ada.wait_for_modal()
        await ada.submit({"text": "more"})
        second = await ada.wait_for_modal(lambda view: view.title == "Second")
        assert ada.modal_depth == 2
        assert second.title == "Second"
        await ada.close_modal()
        assert ada.modal_depth == 1
        await ada.submit({"text": "next"})
        thanks = await ada.wait_for_modal(lambda view: view.title == "Thanks")
        assert thanks.callback_id == "end"
        await ada.close_modal(all_=True)
        assert ada.modal is None

    play(scenario, listen=desk_modal)


def test_a_trigger_is_good_for_one_view_within_three_seconds():
    errors: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.command("/ask")
        async def ask(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            for _ in range(2):
                try:
                    await client.views_open(trigger_id=body["trigger_id"], view=modal())
                except Exception as refusal:  # noqa: BLE001
                    errors.append(getattr(refusal, "response", {})["error"])

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        await ada.command("/ask")
        await slack.wait_for_call("views.open", count=2)
        world = slack.service.world
        trigger = slack.do(lambda: world.make_trigger(ada.id, slack.team))
        slack.advance(3.1)
        for name in (trigger, "1.2.made-up"):
            try:
                await app.client.views_open(trigger_id=name, view=modal())
            except Exception as refusal:  # noqa: BLE001
                errors.append(getattr(refusal, "response", {})["error"])
        assert errors == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]

    play(scenario, listen=listen)


def test_a_view_is_updated_unless_its_hash_is_old():
    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        await ada.command("/ask")
        view = await ada.wait_for_modal()
        await app.client.views_update(
            view_id=view.id, hash=view.hash, view=modal(title=plain("Newer"))
        )
        assert (await ada.wait_for_modal()).title == "Newer"
        with pytest.raises(Exception, match="hash_conflict"):
            await app.client.views_update(view_id=view.id, hash=view.hash, view=modal())
        await ada.close_modal()
        with pytest.raises(Exception, match="not_found"):
            await app.client.views_update(view_id=view.id, view=modal())

    play(scenario, listen=desk_modal)


def test_the_home_tab_is_published_opened_and_pressed():
    def listen(app: AsyncApp) -> None:
        @app.event("app_home_opened")
        async def publish(event: dict[str, Any], client: Any) -> None:
            blocks = [
                {"type": "header", "text": plain("Welcome")},
                {"type": "actions", "elements": [button("Refresh", "refresh")]},
            ]
            view = {"type": "home", "blocks": blocks}
            await client.views_publish(user_id=event["user"], view=view)

        @app.action("refresh")
        async def refresh(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            view = {"type": "home", "blocks": [{"type": "header", "text": plain("Fresh")}]}
            await client.views_publish(
                user_id=body["user"]["id"], view=view, hash=body["view"]["hash"]
            )

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        assert ada.open_home() is None
        home = await ada.wait_for_home()
        assert home.shown == "Welcome\nRefresh"
        assert (await ada.press(home, "Refresh")).acked
        assert (await ada.wait_for_home(lambda view: "Fresh" in view)).button_labels == ()
        ada.open_home()
        await slack.wait_for_call("views.publish", count=3)

    play(scenario, listen=listen)


def test_a_command_may_answer_at_once_later_in_channel_and_only_five_times():
    statuses: list[int] = []

    def listen(app: AsyncApp) -> None:
        @app.command("/ask")
        async def ask(ack: Any, respond: Any) -> None:
            await ack("Searching…")
            for number in range(6):
                kind = "in_channel" if number == 0 else "ephemeral"
                answered = await respond(text=f"answer {number}", response_type=kind)
                statuses.append(answered.status_code)

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada, bo = slack.add_user("Ada"), slack.add_user("Bo")
        general = slack.add_channel("general", members=[ada, bo])
        outcome = await ada.command("/ask", "may I?", at=general)
        assert outcome.response == {"text": "Searching…"}
        await slack.wait_for_call("response_url", count=6)
        await slack.wait_for(lambda: len(statuses) == 6)
        assert statuses == [200] * 5 + [404]
        assert [one.shown for one in general.transcript(bo)] == ["answer 0"]
        assert len(general.transcript(ada)) == 6
        with pytest.raises(NotPossibleError, match="/tell is not a valid command"):
            ada.command("/tell", "x")

    play(scenario, listen=listen)


def test_respond_replaces_and_deletes_an_ephemeral_message():
    def listen(app: AsyncApp) -> None:
        @app.command("/ask")
        async def ask(ack: Any) -> None:
            elements = [button("Again", "again"), button("Forget", "forget")]
            await ack(text="x", blocks=[{"type": "actions", "elements": elements}])

        @app.action("again")
        async def again(ack: Any, respond: Any, body: dict[str, Any]) -> None:
            await ack()
            assert "message" not in body, "Slack does not hand ephemeral messages back"
            assert body["container"]["is_ephemeral"]
            elements = [button("Forget", "forget")]
            await respond(
                text="replaced",
                blocks=[{"type": "actions", "elements": elements}],
                replace_original=True,
            )

        @app.action("forget")
        async def forget(ack: Any, respond: Any) -> None:
            await ack()
            await respond(delete_original=True)

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        general = slack.add_channel("general", members=[ada])
        await ada.command("/ask", "x", at=general)
        (shown,) = general.transcript(ada)
        await ada.press(shown, "Again")
        replaced = await general.wait_for_reply(lambda one: one.text == "replaced", viewer=ada)
        assert replaced.ts == shown.ts
        await ada.press(replaced, "Forget")
        await slack.wait_for(lambda: general.transcript(ada) == ())

    play(scenario, listen=listen)


def test_a_message_shortcut_brings_the_message():
    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def ignore() -> None:
            pass

        @app.shortcut("check_post")
        async def check(ack: Any, shortcut: dict[str, Any], client: Any) -> None:
            await ack()
            await client.chat_postEphemeral(
                channel=shortcut["channel"]["id"],
                user=shortcut["user"]["id"],
                text=f"checked: {shortcut['message']['text']}",
                thread_ts=shortcut["message_ts"],
            )

        @app.shortcut("ask_anywhere")
        async def anywhere(ack: Any, shortcut: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=modal())

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada, bo = slack.add_user("Ada"), slack.add_user("Bo")
        general = slack.add_channel("general", members=[ada, bo])
        said = bo.say("I like this minister!", to=general)
        assert (await ada.message_shortcut("check_post", said)).acked
        checked = await general.wait_for_reply(to=said)
        assert checked.shown == "checked: I like this minister!"
        assert checked.ephemeral_to == ada.id
        assert len(general.thread(said, bo)) == 1
        assert (await ada.global_shortcut("ask_anywhere")).acked
        await ada.wait_for_modal()
        with pytest.raises(NotPossibleError, match="no message shortcut 'no'"):
            ada.message_shortcut("no", said)

    play(scenario, listen=listen)


def test_edits_deletions_and_reactions_reach_the_bot():
    seen: list[tuple[str, str]] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def note(event: dict[str, Any]) -> None:
            inner = event.get("message") or event.get("previous_message") or event
            seen.append((event.get("subtype", ""), inner["text"]))

        @app.event("app_mention")
        async def mention(event: dict[str, Any]) -> None:
            seen.append(("app_mention", event["text"].partition("> ")[2]))

        @app.event("reaction_added")
        async def reacted(event: dict[str, Any]) -> None:
            seen.append(("reaction_added", event["reaction"]))

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        general = slack.add_channel("general", members=[ada])
        said = ada.say("May I lke it?", to=general)
        ada.edit(said, "May I like it?")
        ada.react(said, "eyes")
        ada.delete(said)
        later = ada.say("nothing", to=general)
        await slack.quiet(0.1)
        ada.edit(later, f"{slack.bot_mention} now you")
        await slack.quiet(0.1)
        assert seen[:5] == [
            ("", "May I lke it?"),
            ("message_changed", "May I like it?"),
            ("reaction_added", "eyes"),
            ("message_deleted", "May I like it?"),
            ("", "nothing"),
        ]
        assert ("app_mention", "now you") in seen
        assert [one.text for one in general.transcript()] == [f"{slack.bot_mention} now you"]

    play(scenario, CONFIG.with_events("reaction_added"), listen=listen)


def test_bolt_swallows_the_echo_of_its_own_messages_but_hears_other_bots():
    seen: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def note(event: dict[str, Any]) -> None:
            seen.append(event.get("bot_id") or "person")

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada, robot = slack.add_user("Ada"), slack.add_user("Robot", kind="bot")
        general = slack.add_channel("general", members=[ada, robot])
        await app.client.chat_postMessage(channel=general.id, text="mine")
        robot.say("beep", to=general)
        ada.say("hello", to=general)
        await slack.quiet(0.1)
        assert len(slack.deliveries("message")) == 3, "Slack does send the echo"
        assert seen == [robot.person.bot_id, "person"]

    play(scenario, listen=listen)


def test_people_of_another_workspace_are_marked_in_shared_channels():
    bodies: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def note(body: dict[str, Any]) -> None:
            bodies.append(body)

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        embassy = slack.add_workspace("Embassy", enterprise="Host country")
        eve = slack.add_user("Eve", team=embassy)
        joint = slack.add_channel("joint", members=[eve], shared_with=[embassy])
        eve.say("hello from outside", to=joint)
        await slack.quiet(0.1)
        (body,) = bodies
        assert body["is_ext_shared_channel"] is True
        assert body["team_id"] == slack.team.id
        assert body["event"]["team"] == embassy.id
        assert body["event"]["user_team"] == embassy.enterprise_id

    play(scenario, listen=listen)


def test_menus_are_chosen_from():
    chosen: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.action("country")
        async def note(ack: Any, action: dict[str, Any], body: dict[str, Any]) -> None:
            await ack()
            chosen.append(action["selected_option"]["value"])
            values = body["state"]["values"]["menus"]["country"]
            assert values["selected_option"]["value"] == "ke"

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        options = [{"text": plain("Kenya"), "value": "ke"}, {"text": plain("Egypt"), "value": "eg"}]
        menu = {"type": "static_select", "action_id": "country", "options": options}
        blocks = [{"type": "actions", "block_id": "menus", "elements": [menu]}]
        await app.client.chat_postMessage(channel=ada.dm.id, text="x", blocks=blocks)
        (shown,) = ada.dm.transcript()
        assert (await ada.choose(shown, "country", "Kenya")).acked
        with pytest.raises(NotPossibleError, match="no option 'Peru'; there are: Kenya, Egypt"):
            ada.choose(shown, "country", "Peru")
        assert chosen == ["ke"]

    play(scenario, listen=listen)


def test_a_modal_with_every_kind_of_input_is_read_as_slack_sends_it():
    states: list[dict[str, Any]] = []
    closed: list[bool] = []

    def ask(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {
            "type": "input",
            "block_id": name,
            "label": plain(name),
            "element": {"action_id": name, **element},
            **more,
        }

    options = [{"text": plain("Kenya"), "value": "ke"}, {"text": plain("Egypt"), "value": "eg"}]
    view = modal(
        notify_on_close=True,
        blocks=[
            ask("draft", {"type": "plain_text_input", "max_length": 5}),
            ask("country", {"type": "static_select", "options": options}),
            ask("topics", {"type": "checkboxes", "options": options}, optional=True),
            ask("account", {"type": "radio_buttons", "options": options}),
            ask("day", {"type": "datepicker", "initial_date": "2026-03-01"}),
        ],
    )

    def listen(app: AsyncApp) -> None:
        @app.command("/ask")
        async def open_it(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        @app.view("ask_desk")
        async def submitted(ack: Any, view: dict[str, Any]) -> None:
            await ack()
            states.append(view["state"]["values"])

        @app.view_closed("ask_desk")
        async def left(ack: Any, body: dict[str, Any]) -> None:
            await ack()
            closed.append(body["is_cleared"])

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        ada = slack.add_user("Ada")
        await ada.command("/ask")
        await ada.wait_for_modal()
        wrong = await ada.submit({"draft": "too long", "country": "Kenya", "account": "eg"})
        assert wrong.errors == {"draft": "Must be at most 5 characters."}
        right = await ada.submit({"draft": "short"})
        assert right.acked
        assert states == [
            {
                "draft": {"draft": {"type": "plain_text_input", "value": "short"}},
                "country": {"country": {"type": "static_select", "selected_option": options[0]}},
                "topics": {"topics": {"type": "checkboxes", "selected_options": []}},
                "account": {"account": {"type": "radio_buttons", "selected_option": options[1]}},
                "day": {"day": {"type": "datepicker", "selected_date": "2026-03-01"}},
            }
        ]
        await ada.command("/ask")
        await ada.wait_for_modal()
        assert (await ada.close_modal()).acked
        assert closed == [False]

    play(scenario, listen=listen)


def test_the_bot_is_told_when_somebody_joins_and_when_it_is_uninstalled():
    seen: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("member_joined_channel")
        @app.event("app_uninstalled")
        @app.event("tokens_revoked")
        async def note(event: dict[str, Any]) -> None:
            seen.append(event["type"])

    async def scenario(slack: SlackEmulator, app: AsyncApp) -> None:
        general = slack.add_channel("general", with_app=False)
        general.invite_app()
        general.invite(slack.add_user("Ada"))
        await slack.quiet(0.1)
        slack.uninstall_app()
        await slack.quiet(0.1)
        assert sorted(seen) == [
            "app_uninstalled",
            "member_joined_channel",
            "member_joined_channel",
            "tokens_revoked",
        ]
        with pytest.raises(Exception, match="account_inactive"):
            await app.client.auth_test()

    events = ("member_joined_channel", "app_uninstalled", "tokens_revoked")
    play(scenario, CONFIG.with_events(*events), listen=listen)
