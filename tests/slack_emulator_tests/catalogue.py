"""One valid block of every kind and with every element, as Slack's types describe them."""

from typing import Any

from .apps import button, feedback, mrkdwn, plain

OPTIONS = [
    {"text": plain("A"), "value": "a"},
    {"text": plain("B"), "value": "b", "description": plain("d")},
]
CONFIRM = {
    "title": plain("t"),
    "text": mrkdwn("x"),
    "confirm": plain("y"),
    "deny": plain("n"),
    "style": "danger",
}


def section(accessory: dict[str, Any]) -> dict[str, Any]:
    """A section with something beside it."""
    return {"type": "section", "text": mrkdwn("t"), "accessory": accessory}


BLOCKS: list[dict[str, Any]] = [
    section(
        {**button("x", "y"), "confirm": CONFIRM, "style": "danger", "accessibility_label": "z"}
    ),
    section({"type": "overflow", "action_id": "o", "options": OPTIONS}),
    section(
        {
            "type": "static_select",
            "action_id": "o",
            "option_groups": [{"label": plain("g"), "options": OPTIONS}],
            "placeholder": plain("p"),
        }
    ),
    section(
        {
            "type": "multi_static_select",
            "action_id": "o",
            "options": OPTIONS,
            "initial_options": OPTIONS[:1],
            "max_selected_items": 2,
            "placeholder": plain("p"),
        }
    ),
    section({"type": "users_select", "action_id": "o", "placeholder": plain("p")}),
    section(
        {
            "type": "conversations_select",
            "action_id": "o",
            "placeholder": plain("p"),
            "filter": {"include": ["im"]},
            "default_to_current_conversation": True,
        }
    ),
    section({"type": "datepicker", "action_id": "o", "initial_date": "2026-01-01"}),
    section({"type": "timepicker", "action_id": "o", "initial_time": "10:00"}),
    section({"type": "image", "image_url": "https://x/y.png", "alt_text": "z"}),
    section(
        {
            "type": "radio_buttons",
            "action_id": "o",
            "options": [{"text": mrkdwn("*a*"), "value": "a"}],
        }
    ),
    section(
        {"type": "checkboxes", "action_id": "o", "options": [{"text": mrkdwn("*a*"), "value": "a"}]}
    ),
    {
        "type": "actions",
        "elements": [
            {"type": "datetimepicker", "action_id": "d", "initial_date_time": 1700000000},
            {**button("x", "y"), "url": "https://x.y"},
        ],
    },
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x", "title": plain("t")},
    {"type": "image", "image_url": "https://x", "alt_text": "x"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "a", "style": {"bold": True, "italic": True}},
                    {"type": "link", "url": "https://x", "text": "t"},
                    {"type": "user", "user_id": "U1"},
                    {"type": "channel", "channel_id": "C1"},
                    {"type": "emoji", "name": "wave"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "usergroup", "usergroup_id": "S1"},
                    {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "f"},
                    {"type": "color", "value": "#fff"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "indent": 1,
                "border": 0,
                "offset": 2,
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
                ],
            },
            {"type": "rich_text_quote", "border": 1, "elements": [{"type": "text", "text": "q"}]},
            {
                "type": "rich_text_preformatted",
                "border": 0,
                "elements": [{"type": "text", "text": "q"}],
            },
        ],
    },
    {
        "type": "table",
        "rows": [
            [
                {"type": "raw_text", "text": "a"},
                {
                    "type": "rich_text",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
                    ],
                },
            ]
        ],
        "column_settings": [{"align": "left", "is_wrapped": True}],
    },
    {
        "type": "data_table",
        "caption": "c",
        "rows": [
            [{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1, "text": "1"}]
        ],
    },
    {"type": "alert", "text": mrkdwn("x"), "level": "error"},
    {
        "type": "card",
        "title": mrkdwn("t"),
        "subtitle": mrkdwn("t"),
        "body": mrkdwn("b"),
        "actions": [button("x", "y")],
    },
    {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn("t")}]},
    {
        "type": "container",
        "title": plain("t"),
        "child_blocks": [{"type": "divider"}, {"type": "section", "text": mrkdwn("x")}],
        "is_collapsible": True,
    },
    {
        "type": "plan",
        "title": "t",
        "tasks": [{"type": "task_card", "task_id": "1", "title": "x", "status": "complete"}],
    },
    {
        "type": "task_card",
        "task_id": "1",
        "title": "x",
        "status": "complete",
        "details": {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
            ],
        },
        "sources": [{"type": "url", "url": "https://x", "text": "t"}],
    },
    {
        "type": "video",
        "video_url": "https://x",
        "thumbnail_url": "https://x",
        "alt_text": "x",
        "title": plain("t"),
    },
    {"type": "file", "external_id": "x", "source": "remote"},
    {
        "type": "context",
        "elements": [
            {"type": "image", "image_url": "https://x", "alt_text": "x"},
            plain("x"),
            mrkdwn("y"),
        ],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "icon_button",
                "icon": "trash",
                "text": plain("Delete"),
                "action_id": "d",
                "value": "v",
                "visible_to_user_ids": ["U1"],
                "confirm": CONFIRM,
            },
            feedback()["elements"][0],
        ],
    },
    {
        "type": "input",
        "label": plain("l"),
        "hint": plain("h"),
        "optional": True,
        "dispatch_action": True,
        "element": {
            "type": "plain_text_input",
            "action_id": "x",
            "multiline": True,
            "min_length": 1,
            "max_length": 10,
            "placeholder": plain("p"),
            "initial_value": "v",
            "focus_on_load": True,
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    },
    {
        "type": "input",
        "label": plain("l"),
        "element": {"type": "email_text_input", "action_id": "x"},
    },
    {
        "type": "input",
        "label": plain("l"),
        "element": {
            "type": "number_input",
            "action_id": "x",
            "is_decimal_allowed": False,
            "min_value": "1",
        },
    },
    {"type": "input", "label": plain("l"), "element": {"type": "url_text_input", "action_id": "x"}},
    {
        "type": "input",
        "label": plain("l"),
        "element": {"type": "rich_text_input", "action_id": "x"},
    },
    {"type": "section", "fields": [mrkdwn("a"), plain("b")]},
    {"type": "section", "text": mrkdwn("a"), "expand": True},
]
