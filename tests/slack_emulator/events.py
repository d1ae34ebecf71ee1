"""The events that Slack sends, in the shapes that Slack gives them."""

import re
from typing import Final

from .judge import judge_event_by_schema
from .records import Conversation, Payload, Person, StoredMessage, StoredView
from .world import World

CHANNEL_TYPES: Final = {"im": "im", "mpim": "mpim", "channel": "channel", "group": "group"}
# What stands for a file that is gone, or that is described elsewhere, is in no type.
UNTYPED_FILES: Final = {"tombstone", "file_access"}
SUBSCRIPTIONS: Final = {
    "im": "message.im",
    "mpim": "message.mpim",
    "channel": "message.channels",
    "group": "message.groups",
}

# The types ask for fields here that Slack's events leave out.
LEFT_OUT: Final = re.compile(
    r"missing required field: (channel|channel_type|event_ts) "
    r"\[json-pointer:/event/(previous_)?message\]"
    r"|missing required field: (channels|groups) \[json-pointer:/event/files/\d+\]"
)


def visible_payload(world: World, message: StoredMessage) -> Payload:
    """A message as an event, a history or an interaction shows it."""
    payload = dict(message.payload)
    if payload.get("subtype") == "file_share":
        # Only the event of its posting has it.
        del payload["subtype"]
    conversation = world.conversations[message.conversation_id]
    replies = conversation.replies_to(message.ts)
    if replies:
        repliers = list(dict.fromkeys(reply.author_id for reply in replies))
        payload |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(repliers),
            "latest_reply": replies[-1].ts,
            "reply_users": repliers,
            "is_locked": False,
            "subscribed": False,
        }
    if message.reactions:
        payload["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
            if users
        ]
    return payload


def message_event(world: World, message: StoredMessage) -> Payload:
    """A new message."""
    conversation = world.conversations[message.conversation_id]
    return {
        **message.payload,
        **_sender(world, conversation, message),
        "channel": conversation.id,
        "event_ts": message.ts,
        "channel_type": CHANNEL_TYPES[conversation.kind],
    }


def mention_event(world: World, message: StoredMessage) -> Payload:
    """The same message again, because it mentions the app."""
    conversation = world.conversations[message.conversation_id]
    event = {
        **message.payload,
        **_sender(world, conversation, message),
        "type": "app_mention",
        "channel": conversation.id,
        "event_ts": message.ts,
    }
    event.pop("subtype", None)
    return event


def changed_event(
    world: World, message: StoredMessage, previous: Payload, event_ts: str
) -> Payload:
    """An edited message."""
    conversation = world.conversations[message.conversation_id]
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": visible_payload(world, message),
        "previous_message": previous,
        "channel": conversation.id,
        "hidden": True,
        "ts": event_ts,
        "event_ts": event_ts,
        "channel_type": CHANNEL_TYPES[conversation.kind],
    }


def deleted_event(conversation: Conversation, previous: Payload, event_ts: str) -> Payload:
    """A deleted message."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": previous,
        "channel": conversation.id,
        "hidden": True,
        "deleted_ts": previous["ts"],
        "ts": event_ts,
        "event_ts": event_ts,
        "channel_type": CHANNEL_TYPES[conversation.kind],
    }


def reaction_event(
    kind: str, user_id: str, name: str, message: StoredMessage, event_ts: str
) -> Payload:
    """A reaction was added or removed."""
    return {
        "type": kind,
        "user": user_id,
        "reaction": name,
        "item_user": message.author_id,
        "item": {"type": "message", "channel": message.conversation_id, "ts": message.ts},
        "event_ts": event_ts,
    }


def home_opened_event(
    user_id: str, channel_id: str, tab: str, home: StoredView | None, context: Payload | None,
    event_ts: str,
) -> Payload:  # fmt: skip
    """A user opened the app's home, or the messages tab of an agent."""
    event: Payload = {
        "type": "app_home_opened",
        "user": user_id,
        "channel": channel_id,
        "tab": tab,
        "event_ts": event_ts,
    }
    if tab == "home" and home is not None:
        event["view"] = home.payload
    if context is not None:
        event["context"] = context
    return event


def wrap_event(world: World, event: Payload, conversation: Conversation | None,
               person: Person | None) -> Payload:  # fmt: skip
    """The envelope of the Events API around an event."""
    home = conversation.team if conversation else (person.team if person else None)
    team = home or next(iter(world.teams.values()))
    installation = world.installation_in(team)
    return {
        "token": world.verification_token,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": team.enterprise_id,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": world.identifiers.make("Ev"),
        "event_time": int(world.clock.now()),
        "authorizations": [
            {
                "enterprise_id": team.enterprise_id,
                "team_id": team.id,
                "user_id": installation.bot_user_id if installation else None,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(conversation and conversation.is_ext_shared),
        "event_context": f"4-{world.identifiers.secret(40)}",
    }


def judge_event(event: Payload) -> list[str]:
    """Hold an event of ours against Slack's types, which do not know every newer field."""
    kind, subtype = event.get("type"), event.get("subtype")
    if kind == "message" and subtype is None and "blocks" in event and "bot_id" in event:
        event = event | {"subtype": "bot_message"}
    return [
        str(complaint)
        for complaint in judge_event_by_schema(_not_judged_yet(event), "/event")
        if not complaint.message.startswith("invalid additional property")
        and not LEFT_OUT.fullmatch(str(complaint))
    ]


def _not_judged_yet(event: Payload) -> Payload:
    """The event without what was judged before, which takes long: the app's own blocks, and what
    stands in older messages; and without files that the types do not know."""
    judged = dict(event)
    if "files" in event:
        judged["files"] = [one for one in event["files"] if one["mode"] not in UNTYPED_FILES]
    if "bot_profile" in event:
        judged.pop("blocks", None)
    for part in ("message", "previous_message"):
        if isinstance(event.get(part), dict):
            inner = event[part].items()
            judged[part] = {name: held for name, held in inner if name not in {"blocks", "files"}}
    return judged


def _sender(world: World, conversation: Conversation, message: StoredMessage) -> Payload:
    """People of other workspaces are marked as such."""
    author = world.people.get(message.author_id)
    if author is None or author.team.id == conversation.team.id:
        return {}
    return {
        "user_team": author.team.enterprise_id or author.team.id,
        "source_team": author.team.enterprise_id or author.team.id,
        "user_profile": {
            "name": author.name,
            "first_name": author.real_name.partition(" ")[0],
            "real_name": author.real_name,
            "display_name": author.name,
            "team": author.team.id,
            "is_restricted": author.is_restricted,
            "is_ultra_restricted": author.is_ultra_restricted,
            "avatar_hash": "0",
        },
    }
