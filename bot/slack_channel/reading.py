"""Reads what Slack delivered: events, commands, presses, shortcuts, modals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.slack_channel.incoming import (
    Commanded,
    GivenFile,
    Incoming,
    Me,
    Opened,
    Place,
    PostChosen,
    Pressed,
    Said,
    Speaker,
    Submitted,
    Unheard,
    UnreadableEventError,
)
from bot.slack_channel.render.message import unescaped

Body: TypeAlias = Mapping[str, Any]


def read(body: Body, me: Me) -> Incoming:
    """The body as one of the shapes; ``UnreadableEventError`` where it is malformed."""
    try:
        kind = "command" if "command" in body else str(body.get("type"))
        reader = _READERS.get(kind)
        return reader(body, me) if reader else Unheard(f"a body of type {kind}")
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        raise UnreadableEventError(type(fault).__name__) from fault


def _event(body: Body, me: Me) -> Incoming:
    event = body["event"]
    match event["type"]:
        case "message" if event.get("subtype") == "message_changed":
            changed = event["message"] | {"channel": event["channel"]}
            kind = {"channel_type": event.get("channel_type", "")}
            return _said(changed | kind, body, me, edited=True)
        case "message" | "app_mention":
            return _said(event, body, me, edited=False)
        case "app_home_opened":
            speaker = Speaker(event["user"], str(body.get("team_id") or me.team))
            return Opened(speaker, event.get("tab", "home"), event.get("channel", ""))
        case other:
            return Unheard(f"an event of type {other}")


def _said(event: Body, body: Body, me: Me, *, edited: bool) -> Incoming:
    bot = bool(event.get("bot_id")) or event.get("subtype") == "bot_message"
    user = event.get("user") or event.get("bot_id") or ""
    if not user:
        return Unheard("a message of nobody")
    team = event.get("user_team") or event.get("team") or body.get("team_id") or me.team
    chat, message = event["channel"], event["ts"]
    # Channels of every kind may open threads; a direct message's id begins with D.
    private = event.get("channel_type") == "im" or chat.startswith("D")
    place = Place(chat, event.get("thread_ts") or message, private)
    text = str(event.get("text") or "")
    return Said(
        place,
        Speaker(user, str(team), bot),
        message,
        unescaped(text.replace(me.mention, " ")).strip(),
        me.mention in text,
        edited,
        tuple(map(given_file, event.get("files") or ())),
    )


def given_file(described: Body) -> GivenFile:
    """A file object of Slack's."""
    return GivenFile(
        str(described["id"]),
        str(described.get("mode") or ""),
        str(described.get("name") or described.get("title") or ""),
        str(described.get("mimetype") or ""),
        int(described.get("size") or 0),
        str(described.get("url_private_download") or ""),
    )


def _command(body: Body, me: Me) -> Incoming:
    return Commanded(
        Place(body["channel_id"], private=body["channel_id"].startswith("D")),
        Speaker(body["user_id"], str(body.get("team_id") or me.team)),
        body["command"],
        str(body.get("text") or "").replace(me.mention, " ").strip(),
        body["response_url"],
    )


def _shortcut(body: Body, me: Me) -> Incoming:
    message = body["message"]
    return PostChosen(
        Place(body["channel"]["id"], message.get("thread_ts") or message["ts"]),
        _speaker(body, me),
        unescaped(str(message.get("text") or "").replace(me.mention, " ")).strip(),
        body["response_url"],
    )


def _pressed(body: Body, me: Me) -> Incoming:
    action, container = body["actions"][0], body.get("container", {})
    chat = container.get("channel_id") or body.get("channel", {}).get("id") or ""
    message = container.get("message_ts") or ""
    place = None
    if chat and message:
        thread = container.get("thread_ts") or body.get("message", {}).get("thread_ts") or ""
        place = Place(chat, thread, chat.startswith("D"))
    return Pressed(
        place,
        _speaker(body, me),
        action["action_id"],
        str(action.get("value") or ""),
        message,
        bool(container.get("is_ephemeral")),
        str(body.get("response_url") or ""),
    )


def _submitted(body: Body, me: Me) -> Incoming:
    view = body["view"]
    held = view.get("state", {}).get("values", {})
    states = {action: state for block in held.values() for action, state in block.items()}
    return Submitted(
        _speaker(body, me),
        view["callback_id"],
        view.get("private_metadata") or "",
        {action: value_of(state) for action, state in states.items()},
        tuple(given_file(one) for state in states.values() for one in state.get("files") or ()),
    )


def value_of(state: Body) -> str:
    """What an input holds."""
    chosen = state.get("selected_option")
    value = chosen["value"] if chosen else state.get("selected_date") or state.get("value")
    return str(value or "")


def _speaker(body: Body, me: Me) -> Speaker:
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id") or me.team
    return Speaker(user["id"], str(team))


_READERS: dict[str, Callable[[Body, Me], Incoming]] = {
    "event_callback": _event,
    "command": _command,
    "message_action": _shortcut,
    "block_actions": _pressed,
    "view_submission": _submitted,
}
