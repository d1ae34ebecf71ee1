"""Filling in a modal, with the checks that Slack's own client makes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .filing import Upload
from .records import Payload, StoredView

# A file_input takes no larger file than this.
LARGEST_FILE: Final = 10 * 1024 * 1024
MOST_FILES: Final = 10
TYPED: Final = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}


class NotPossibleError(LookupError):
    """Slack's client would not let a person do this."""


def fill(view: StoredView, given: Mapping[str, Any]) -> None:
    """Put values into the inputs, named by action_id, block_id or label."""
    for name, value in given.items():
        block = _input_named(view, name)
        element = block["element"]
        values = view.values.setdefault(block["block_id"], {})
        values[element["action_id"]] = _value(element, value)


def check(view: StoredView) -> dict[str, str]:
    """What the client complains about before it sends anything."""
    problems: dict[str, str] = {}
    for block in view.payload["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        content = [value for field, value in held.items() if field != "type" and value]
        initial = any(field.startswith("initial_") for field in element)
        if not content and not initial and not block.get("optional"):
            problems[block["block_id"]] = "Please complete this required field."
        if element["type"] == "plain_text_input" and content:
            problems |= _check_length(block["block_id"], element, str(content[0]))
    return problems


def check_files(view: StoredView, name: str, uploads: Sequence[Upload]) -> None:
    """Whether a file input lets these files be chosen."""
    element = _input_named(view, name)["element"]
    if element["type"] != "file_input":
        raise NotPossibleError(f"{name!r} takes no files")
    if len(uploads) > element.get("max_files", MOST_FILES):
        raise NotPossibleError("too many files are chosen")
    known = element.get("filetypes")
    for upload in uploads:
        if known and upload.name.rpartition(".")[2].lower() not in known:
            raise NotPossibleError(f"{upload.name} is of a type that is not accepted")
        if len(upload.content) > LARGEST_FILE:
            raise NotPossibleError(f"{upload.name} is larger than 10 MB")


def choice(element: Payload, wanted: str) -> Payload:
    """The option with this text or value."""
    options = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    for option in options:
        if wanted in {option["text"]["text"], option.get("value")}:
            return dict(option)
    known = ", ".join(option["text"]["text"] for option in options)
    raise NotPossibleError(f"there is no option {wanted!r}; there are: {known}")


def change_of(element: Payload, wanted: Any) -> Payload:
    """What choosing something in an element changes."""
    kind = element["type"]
    match kind:
        case "static_select" | "radio_buttons" | "overflow" | "external_select":
            return {"selected_option": choice(element, wanted)}
        case "multi_static_select" | "checkboxes":
            return {"selected_options": [choice(element, one) for one in wanted]}
        case "datepicker":
            return {"selected_date": wanted}
        case "timepicker":
            return {"selected_time": wanted}
        case "datetimepicker":
            return {"selected_date_time": wanted}
        case "users_select":
            return {"selected_user": wanted}
        case "conversations_select":
            return {"selected_conversation": wanted}
        case "channels_select":
            return {"selected_channel": wanted}
        case "multi_users_select":
            return {"selected_users": list(wanted)}
        case "rich_text_input":
            return {"rich_text_value": wanted}
        case "file_input":
            return {"files": list(wanted)}
        case _ if kind in TYPED:
            return {"value": str(wanted)}
        case _:
            raise NotPossibleError(f"nothing can be chosen in a {kind}")


def _value(element: Payload, wanted: Any) -> Payload:
    return {"type": element["type"], **change_of(element, wanted)}


def _input_named(view: StoredView, name: str) -> Payload:
    inputs = [block for block in view.payload["blocks"] if block["type"] == "input"]
    for block in inputs:
        names = {block["block_id"], block["element"]["action_id"], block["label"]["text"]}
        if name in names:
            return dict(block)
    known = ", ".join(block["element"]["action_id"] for block in inputs)
    raise NotPossibleError(f"the modal has no input {name!r}; it has: {known}")


def _check_length(block_id: str, element: Payload, text: str) -> dict[str, str]:
    longest, shortest = element.get("max_length", 3000), element.get("min_length", 0)
    if len(text) > longest:
        return {block_id: f"Must be at most {longest} characters."}
    if len(text) < shortest:
        return {block_id: f"Must be at least {shortest} characters."}
    return {}
