"""Payloads are judged as Slack judges them, with Slack's error shapes."""

import asyncio
from typing import Any

import pytest

from tests.slack_emulator import SlackEmulator

from .apps import button, feedback, modal, mrkdwn, plain, quotation, raw_app


def post(blocks: Any, **arguments: Any) -> dict[str, Any]:
    """What the emulator answers to a message with these blocks."""

    async def scenario() -> dict[str, Any]:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            general = slack.add_channel("general")
            return await app.call(
                "chat.postMessage", channel=general.id, text="x", blocks=blocks, **arguments
            )

    return asyncio.run(scenario())


def test_a_message_of_every_kind_that_the_bot_needs_is_accepted():
    answer = post(
        [
            {"type": "header", "text": plain("Forbidden")},
            {"type": "section", "text": mrkdwn("*no*"), "accessory": button("Why?", "why")},
            quotation("23.1 Staff shall not like …"),
            {"type": "context", "elements": [mrkdwn("§23.1")]},
            {"type": "divider"},
            {"type": "actions", "elements": [button("Personal", "a"), button("Official", "b")]},
            {"type": "markdown", "text": "**bold**"},
            feedback(),
        ]
    )
    assert answer["ok"], answer
    assert all("block_id" in block for block in answer["message"]["blocks"])


def test_a_section_of_3001_characters_is_refused_in_slacks_own_words():
    answer = post([{"type": "section", "text": mrkdwn("x" * 3001)}])
    words = [
        "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ]
    assert answer == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": words,
        "response_metadata": {"messages": [f"[ERROR] {word}" for word in words]},
    }


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        (
            [{"type": "header", "text": plain("x" * 151)}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "header", "text": mrkdwn("x")}],
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            [{"type": "section", "text": mrkdwn("")}],
            "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ),
        ([{"type": "sektion"}], "unsupported type: sektion [json-pointer:/blocks/0/type]"),
        (
            [{"type": "section", "txt": mrkdwn("x"), "text": mrkdwn("x")}],
            "invalid additional property: txt [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "section"}],
            "must define either `text` or `fields` [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "actions", "elements": [button("x" * 76, "a")]}],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ),
        (
            [{"type": "actions", "elements": [button("x", "a", "v" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            [{"type": "actions", "elements": [button("x", "a" * 256)]}],
            "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
        ),
        (
            [{"type": "actions", "elements": [button("x", "a"), button("y", "a")]}],
            "action_id must be unique: a [json-pointer:/blocks/0/elements/1/action_id]",
        ),
        (
            [{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}],
            "block_id must be unique: b [json-pointer:/blocks/1/block_id]",
        ),
        (
            [{"type": "context", "elements": [button("x", "a")]}],
            "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            [{"type": "context", "elements": [mrkdwn("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{**feedback(), "elements": feedback()["elements"] * 6}],
            "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}],
            "unsupported type: text [json-pointer:/blocks/0/elements/0/type]",
        ),
        ([{"type": "actions", "elements": [button("", "a")]}], "must be more than 0 characters"),
    ],
)
def test_wrong_blocks_are_refused_and_the_place_is_named(blocks: Any, complaint: str):
    answer = post(blocks)
    assert answer["error"] == "invalid_blocks"
    assert any(complaint in word for word in answer["errors"]), answer["errors"]


def test_blocks_of_more_than_13000_characters_in_sum_are_too_long():
    blocks = [{"type": "section", "text": mrkdwn("x" * 2900)}] * 5
    assert post(blocks)["error"] == "msg_blocks_too_long"
    assert post(blocks[:4])["ok"]


def test_markdown_blocks_may_have_12000_characters_in_sum():
    blocks = [{"type": "markdown", "text": "x" * 6001}] * 2
    assert post(blocks)["error"] == "invalid_blocks"


def test_blocks_that_are_not_json_are_told_from_wrong_blocks():
    assert post("not json")["error"] == "invalid_blocks_format"


def test_attachments_are_judged_and_their_blocks_too():
    attachment = {"color": "#fff", "blocks": [{"type": "header", "text": plain("x" * 200)}]}
    answer = post(None, attachments=[attachment])
    assert answer["error"] == "invalid_attachments"
    assert "/attachments/0/blocks/0/text/text" in answer["errors"][0]
    assert post(None, attachments=[{"colour": "x"}])["error"] == "invalid_attachments"


def test_metadata_must_have_the_documented_shape():
    good = {"event_type": "answer", "event_payload": {"receipt": "r1"}}
    assert post(None, metadata=good)["ok"]
    assert post(None, metadata={"event": 1})["error"] == "invalid_metadata_format"


def open_modal(view: Any) -> dict[str, Any]:
    """What the emulator answers to this modal."""

    async def scenario() -> dict[str, Any]:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            world = slack.service.world
            trigger = slack.do(lambda: world.make_trigger(ada.id, slack.team))
            return await app.call("views.open", trigger_id=trigger, view=view)

    return asyncio.run(scenario())


def test_a_modal_is_completed_with_everything_that_slack_adds():
    view = open_modal(modal())["view"]
    assert view["root_view_id"] == view["id"]
    assert view["state"] == {"values": {}}
    assert view["hash"]


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title"),
        (modal(submit=None), "must provide an object [json-pointer:/view/submit]"),
        (
            {name: value for name, value in modal().items() if name != "submit"},
            "missing required field: submit [json-pointer:/view]",
        ),
        (modal(private_metadata="x" * 3001), "/view/private_metadata"),
        (modal(blocks=[{"type": "divider"}] * 101), "no more than 100 items allowed"),
        (modal(blocks=[feedback()]), "unsupported type: context_actions"),
        (modal(blocks=[{"type": "markdown", "text": "x"}]), "unsupported type: markdown"),
        (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
        (modal(type="dialog"), "unsupported type: dialog [json-pointer:/view/type]"),
    ],
)
def test_wrong_views_are_invalid_arguments(view: Any, complaint: str):
    answer = open_modal(view)
    assert answer["error"] == "invalid_arguments"
    messages = answer["response_metadata"]["messages"]
    assert any(complaint in message for message in messages), messages


def test_a_home_tab_has_no_title_and_no_submit_button():
    async def scenario() -> dict[str, Any]:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            view = {"type": "home", "blocks": [{"type": "divider"}], "submit": plain("x")}
            return await app.call("views.publish", user_id=ada.id, view=view)

    assert asyncio.run(scenario())["error"] == "invalid_arguments"
