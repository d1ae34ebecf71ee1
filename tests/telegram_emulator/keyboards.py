"""The rules for buttons under a message, with Telegram's words for each breach."""

from typing import Any

from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from .links import checked_url
from .refusals import Misused, bad_request

BUTTON_LIMIT = 100
ROW_LIMIT = 8
DATA_LIMIT = 64
COPY_LIMIT = 256
PLACEHOLDER_LIMIT = 64
STYLES = frozenset({"danger", "success", "primary"})
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


def read_markup(markup: Markup | None) -> dict[str, Any] | None:
    """The markup as Telegram keeps it; None where there is none or only empty rows."""
    if isinstance(markup, InlineKeyboardMarkup):
        return read_inline_keyboard(markup)
    if isinstance(markup, ReplyKeyboardMarkup):
        _check_size(markup.keyboard)
        if not any(markup.keyboard):
            raise Misused("a reply keyboard without buttons")
    if isinstance(markup, ReplyKeyboardMarkup | ForceReply):
        placeholder = markup.input_field_placeholder
        if placeholder is not None and not 1 <= len(placeholder) <= PLACEHOLDER_LIMIT:
            raise Misused(f"input_field_placeholder of {len(placeholder)} characters, not 1-64")
    return None if markup is None else _written(markup)


def read_inline_keyboard(markup: InlineKeyboardMarkup | None) -> dict[str, Any] | None:
    if markup is None:
        return None
    _check_size(markup.inline_keyboard)
    rows = [[_read_button(button) for button in row] for row in markup.inline_keyboard if row]
    return {"inline_keyboard": rows} if rows else None


def _check_size(rows: list[list[Any]]) -> None:
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        if len(row) > ROW_LIMIT:
            raise Misused(f"a row of {len(row)} buttons; a client shows {ROW_LIMIT}")


def _read_button(button: InlineKeyboardButton) -> dict[str, Any]:
    problem = "can't parse inline keyboard button: "
    actions = [name for name in ACTIONS if getattr(button, name) not in (None, "")]
    if not button.text:
        raise Misused("a button without a label")
    if button.switch_inline_query == "" or button.switch_inline_query_current_chat == "":
        actions.append("switch_inline_query")
    if not actions:
        raise bad_request(problem + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise Misused(f"the button {button.text!r} has more than one action: {actions}")
    if button.style is not None and button.style not in STYLES:
        raise Misused(f"the button {button.text!r} has the unknown style {button.style!r}")
    written = _written(button)
    if button.callback_data is not None and len(button.callback_data.encode()) > DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.url is not None:
        checked = checked_url(button.url)
        if checked.url is None:
            raise bad_request(
                f"inline keyboard button URL '{button.url}' is invalid: {checked.complaint}"
            )
        written["url"] = checked.url
    if button.web_app is not None and not button.web_app.url.startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{button.web_app.url}' is invalid: "
            "Only HTTPS links are allowed"
        )
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.pay:
        raise bad_request("BUTTON_TYPE_INVALID")
    return written


def _written(part: Any) -> dict[str, Any]:
    written: dict[str, Any] = part.model_dump(mode="json", by_alias=True, exclude_none=True)
    return written


def buttons_of(markup: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
