"""Something that Slack delivered as the inbox keeps it: named, so that it is known when it comes
again. Every name by which it could come is given, since Slack tells one mention twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.storage.identity import Identity, Platform
from bot.storage.inbox_entry import Arrival

# A body carries a token of old, and who else it is delivered to; neither is anybody's business.
_LEFT_OUT = frozenset({"token", "authorizations", "event_context"})
_CHATLESS = "-"


def arrival_of(body: Mapping[str, Any]) -> Arrival:
    """The body with its chat and sender, as far as they can be read. Nothing is parsed here."""
    kept = {name: value for name, value in body.items() if name not in _LEFT_OUT}
    user = sender_of(body)
    team = str(body.get("team_id") or _id(body.get("team")) or "")
    return Arrival(
        Platform.SLACK,
        tuple(f"{team}/{key}" for key in keys_of(body)),
        chat_of(body) or _CHATLESS,
        kept,
        Identity.slack(team, user) if user else None,
    )


def keys_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """All names of what happened."""
    if "event" in body:
        return _event_keys(body)
    if "command" in body:
        return (f"command {body.get('trigger_id')}",)
    if body.get("type") == "view_submission":
        view = body.get("view", {})
        return (f"view {view.get('id')} {view.get('hash')}",)
    if body.get("type") == "block_actions":
        pressed = body.get("actions", [{}])[0]
        return (f"press {sender_of(body)} {pressed.get('action_ts')} {pressed.get('action_id')}",)
    return (f"{body.get('type')} {sender_of(body)} {body.get('action_ts')}",)


def _event_keys(body: Mapping[str, Any]) -> tuple[str, ...]:
    event, named = body["event"], f"event {body.get('event_id')}"
    if event.get("type") not in {"message", "app_mention"}:
        return (named,)
    if event.get("subtype") == "message_changed":
        changed = event.get("message", {})
        edit = (changed.get("edited") or {}).get("ts")
        return named, f"edit {event.get('channel')} {changed.get('ts')} {edit}"
    return named, f"message {event.get('channel')} {event.get('ts')}"


def chat_of(body: Mapping[str, Any]) -> str:
    """The conversation, as far as it can be read; order is kept within one."""
    event, container = body.get("event") or {}, body.get("container") or {}
    places = (event.get("channel"), body.get("channel_id"), container.get("channel_id"))
    chat = next((place for place in places if isinstance(place, str) and place), "")
    return chat or _id(body.get("channel")) or sender_of(body)


def sender_of(body: Mapping[str, Any]) -> str:
    """The account, as far as it can be read."""
    event = body.get("event") or {}
    changed = event.get("message") or {}
    users = (event.get("user"), changed.get("user"), body.get("user_id"))
    user = next((user for user in users if isinstance(user, str) and user), "")
    return user or _id(body.get("user"))


def _id(holder: object) -> str:
    return str(holder.get("id") or "") if isinstance(holder, dict) else ""
