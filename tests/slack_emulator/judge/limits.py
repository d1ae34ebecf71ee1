"""The documented limits of Block Kit, which types cannot say: lengths, counts, uniqueness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .complaint import Complaint

# Where a text object may be plain_text or mrkdwn, Slack first says that no schema matched.
EITHER_TEXT: Final = {
    ("section", "text"),
    ("section", "fields"),
    ("context", "elements"),
    ("alert", "text"),
    ("confirm", "text"),
    ("option", "text"),
}

# (kind of the owner, field) to the longest text; every other text object may have 3,000.
TEXT_LENGTHS: Final = {
    ("section", "fields"): 2000,
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("icon_button", "text"): 75,
    ("feedback", "text"): 75,
    ("workflow_button", "text"): 75,
    ("image", "title"): 2000,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("alert", "text"): 200,
    ("card", "title"): 150,
    ("card", "subtitle"): 150,
    ("card", "body"): 200,
    ("container", "title"): 150,
    ("container", "subtitle"): 150,
    ("video", "title"): 200,
    ("option", "text"): 75,
    ("option", "description"): 75,
    ("option_group", "label"): 75,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
}
PLACEHOLDER_LENGTH: Final = 150
TEXT_LENGTH: Final = 3000

STRING_LENGTHS: Final = {
    "action_id": 255,
    "block_id": 255,
    "callback_id": 255,
    "external_id": 255,
    "private_metadata": 3000,
    "accessibility_label": 75,
    "agent_prompt": 4000,
    "alt_text": 2000,
    "image_url": 3000,
    "url": 3000,
}
VALUE_LENGTHS: Final = {"button": 2000, "icon_button": 2000, "feedback": 2000, "option": 150}

ITEM_COUNTS: Final = {
    ("actions", "elements"): (1, 25),
    ("context", "elements"): (1, 10),
    ("context_actions", "elements"): (1, 5),
    ("section", "fields"): (1, 10),
    ("carousel", "elements"): (1, 10),
    ("container", "child_blocks"): (1, 10),
    ("table", "rows"): (1, 100),
    ("checkboxes", "options"): (1, 10),
    ("radio_buttons", "options"): (1, 10),
    ("overflow", "options"): (1, 5),
    ("static_select", "options"): (1, 100),
    ("multi_static_select", "options"): (1, 100),
    ("static_select", "option_groups"): (1, 100),
    ("multi_static_select", "option_groups"): (1, 100),
    ("option_group", "options"): (1, 100),
}

# Objects without a `type` of their own are named after the field that holds them.
KIND_BY_FIELD: Final = {
    "confirm": "confirm",
    "positive_button": "feedback",
    "negative_button": "feedback",
    "options": "option",
    "initial_options": "option",
    "initial_option": "option",
    "option_groups": "option_group",
}
TEXT_TYPES: Final = ("plain_text", "mrkdwn")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk through a payload stands."""

    kind: str
    field: str
    pointer: str


def judge_limits(payload: object, root: str, *, kind: str = "message") -> list[Complaint]:
    """Compare every text, string and list below `payload` with its limit."""
    return list(_walk(payload, Place(kind, "", root)))


def _walk(node: object, place: Place) -> Iterator[Complaint]:
    if isinstance(node, list):
        for position, item in enumerate(node):
            yield from _walk(item, Place(place.kind, place.field, f"{place.pointer}/{position}"))
    elif isinstance(node, Mapping):
        if node.get("type") in TEXT_TYPES and isinstance(node.get("text"), str):
            yield from _judge_text_object(node, place)
        else:
            yield from _judge_object(node, place)


def _judge_text_object(node: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    owner = (place.kind, place.field)
    longest = TEXT_LENGTHS.get(owner, TEXT_LENGTH)
    if place.field == "placeholder":
        longest = PLACEHOLDER_LENGTH
    text = node["text"]
    pointer = f"{place.pointer}/text"
    fault = None
    if not text:
        fault = Complaint("must be more than 0 characters", pointer)
    elif len(text) > longest:
        fault = Complaint(f"must be less than {longest + 1} characters", pointer)
    if fault:
        if owner in EITHER_TEXT:
            yield Complaint("failed to match all allowed schemas", place.pointer)
        yield fault


def _judge_object(node: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    kind = str(node.get("type") or KIND_BY_FIELD.get(place.field, place.kind))
    yield from _judge_strings(node, kind, place.pointer)
    yield from _judge_counts(node, kind, place.pointer)
    if kind == "section" and not node.get("text") and not node.get("fields"):
        yield Complaint("must define either `text` or `fields`", place.pointer)
    if kind == "actions":
        yield from _judge_action_ids(node.get("elements"), f"{place.pointer}/elements")
    for field, value in node.items():
        yield from _walk(value, Place(kind, field, f"{place.pointer}/{field}"))


def _judge_strings(node: Mapping[str, Any], kind: str, pointer: str) -> Iterator[Complaint]:
    lengths = dict(STRING_LENGTHS)
    if kind in VALUE_LENGTHS:
        lengths["value"] = VALUE_LENGTHS[kind]
    if kind == "markdown":
        lengths["text"] = 12_000
    for field, longest in lengths.items():
        value = node.get(field)
        if isinstance(value, str) and len(value) > longest:
            yield Complaint(f"must be less than {longest + 1} characters", f"{pointer}/{field}")
    if kind == "markdown" and node.get("text") == "":
        yield Complaint("must be more than 0 characters", f"{pointer}/text")
    if node.get("action_id") == "":
        yield Complaint("must be more than 0 characters", f"{pointer}/action_id")


def _judge_counts(node: Mapping[str, Any], kind: str, pointer: str) -> Iterator[Complaint]:
    for (owner, field), (fewest, most) in ITEM_COUNTS.items():
        items = node.get(field)
        if owner != kind or not isinstance(items, list):
            continue
        if len(items) > most:
            yield Complaint(f"no more than {most} items allowed", f"{pointer}/{field}")
        if len(items) < fewest:
            yield Complaint(f"no less than {fewest} items allowed", f"{pointer}/{field}")


def _judge_action_ids(elements: object, pointer: str) -> Iterator[Complaint]:
    """Inside one block an action_id must be unique; Slack's wording of this is not known."""
    seen: set[str] = set()
    for position, element in enumerate(elements if isinstance(elements, list) else []):
        action_id = element.get("action_id") if isinstance(element, Mapping) else None
        if action_id in seen:
            yield Complaint(
                f"action_id must be unique: {action_id}", f"{pointer}/{position}/action_id"
            )
        if action_id:
            seen.add(action_id)
