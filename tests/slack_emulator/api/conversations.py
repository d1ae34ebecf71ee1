"""conversations.*: channels, their history, their threads, their members."""

from tests.slack_emulator.events import visible_payload
from tests.slack_emulator.records import Conversation, Payload, StoredMessage

from .call import HISTORY_SCOPES, READ_SCOPES, Answer, ApiCall, ApiError, method
from .paging import page

KIND_NAMES = {"im": "im", "mpim": "mpim", "public_channel": "channel", "private_channel": "group"}


@method("conversations.info", "channels:read", "groups:read", "im:read", "mpim:read")
def info(call: ApiCall) -> Answer:
    """What a conversation is."""
    conversation = call.conversation()
    call.require_scope(READ_SCOPES[conversation.kind])
    described = describe(call, conversation)
    if call.flag("include_num_members"):
        described["num_members"] = len(conversation.members)
    return {"channel": described}


def describe(call: ApiCall, conversation: Conversation) -> Payload:
    """A conversation object."""
    described: Payload = {
        "id": conversation.id,
        "created": 0,
        "is_archived": conversation.archived,
        "is_im": conversation.kind == "im",
        "is_org_shared": False,
        "context_team_id": conversation.team.id,
        "updated": 0,
    }
    if conversation.kind == "im":
        others = [member for member in conversation.members if member != call.bot_user_id]
        return described | {"user": others[0] if others else call.bot_user_id}
    return described | {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": conversation.kind == "channel",
        "is_group": conversation.kind == "group",
        "is_mpim": conversation.kind == "mpim",
        "is_private": conversation.kind != "channel",
        "is_general": False,
        "is_member": call.bot_user_id in conversation.members,
        "is_shared": conversation.is_ext_shared,
        "is_ext_shared": conversation.is_ext_shared,
        "shared_team_ids": [conversation.team.id, *(team.id for team in conversation.shared_with)],
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


@method("conversations.list", "channels:read", "groups:read", "im:read", "mpim:read", per_minute=20)
def list_all(call: ApiCall) -> Answer:
    """The conversations that the app can see."""
    wanted = (call.maybe_text("types") or "public_channel").split(",")
    kinds = {KIND_NAMES.get(name.strip(), "") for name in wanted}
    if "" in kinds:
        raise ApiError("invalid_types")
    found = [
        describe(call, conversation)
        for conversation in call.service.world.conversations.values()
        if conversation.kind in kinds
        and conversation.team.id == call.installation.team.id
        and (conversation.kind == "channel" or call.bot_user_id in conversation.members)
        and not (conversation.archived and call.flag("exclude_archived"))
    ]
    return page(call, "channels", found)


@method("conversations.members", "channels:read", "groups:read", "im:read", "mpim:read")
def members(call: ApiCall) -> Answer:
    """Who is in a conversation."""
    conversation = call.conversation()
    call.require_scope(READ_SCOPES[conversation.kind])
    return page(call, "members", list(conversation.members))


@method("conversations.open", "im:write", "mpim:write", "channels:manage", "groups:write")
def open_direct_message(call: ApiCall) -> Answer:
    """Open the direct message with a user."""
    world = call.service.world
    if call.maybe_text("channel") is not None:
        conversation = call.conversation()
    else:
        users = call.text("users").split(",")
        if len(users) > 1:
            call.require_scope("mpim:write")
            known = world.add_conversation(
                "mpim", "mpdm", call.installation.team, (*users, call.bot_user_id)
            )
            return {"channel": {"id": known.id}}
        call.require_scope("im:write")
        call.reachable_person(users[0])
        conversation = world.direct_message(users[0], call.bot_user_id)
    if call.flag("return_im"):
        return {"channel": describe(call, conversation)}
    return {"channel": {"id": conversation.id}}


@method("conversations.join", "channels:join")
def join(call: ApiCall) -> Answer:
    """Let the app join a public channel."""
    conversation = call.conversation()
    if conversation.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if call.bot_user_id not in conversation.members:
        conversation.members.append(call.bot_user_id)
    return {"channel": describe(call, conversation)}


@method("conversations.history", *HISTORY_SCOPES.values())
def history(call: ApiCall) -> Answer:
    """The messages of a conversation, newest first, without the replies in threads."""
    conversation = _readable(call)
    found = [
        message
        for message in _visible(conversation)
        if not message.is_reply or message.payload.get("subtype") == "thread_broadcast"
    ]
    newest_first = list(reversed(_between(call, found)))
    answer = page(call, "messages", newest_first)
    answer["messages"] = [_shown(call, message) for message in answer["messages"]]
    answer["has_more"] = bool(answer["response_metadata"]["next_cursor"])
    return answer | {"pin_count": 0}


@method("conversations.replies", *HISTORY_SCOPES.values())
def replies(call: ApiCall) -> Answer:
    """A thread: its root, then its replies, oldest first."""
    conversation = _readable(call)
    named = conversation.messages.get(call.text("ts"))
    if named is None or named.deleted or named.ephemeral_to is not None:
        raise ApiError("thread_not_found")
    root_ts = named.thread_ts or named.ts
    root = conversation.messages[root_ts]
    thread = [root] if not root.deleted else []
    thread += _between(call, conversation.replies_to(root_ts))
    answer = page(call, "messages", thread)
    answer["messages"] = [_shown(call, message) for message in answer["messages"]]
    answer["has_more"] = bool(answer["response_metadata"]["next_cursor"])
    return answer


def _readable(call: ApiCall) -> Conversation:
    conversation = call.conversation()
    call.require_scope(HISTORY_SCOPES[conversation.kind])
    if call.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    return conversation


def _visible(conversation: Conversation) -> list[StoredMessage]:
    return [
        message
        for message in conversation.messages.values()
        if not message.deleted and message.ephemeral_to is None
    ]


def _between(call: ApiCall, messages: list[StoredMessage]) -> list[StoredMessage]:
    oldest, latest = call.maybe_text("oldest"), call.maybe_text("latest")
    inclusive = call.flag("inclusive")

    def wanted(ts: str) -> bool:
        moment = float(ts)
        if oldest is not None and moment < float(oldest):
            return False
        if latest is not None and moment > float(latest):
            return False
        edges = {float(edge) for edge in (oldest, latest) if edge is not None}
        return inclusive or moment not in edges

    return [message for message in messages if wanted(message.ts)]


def _shown(call: ApiCall, message: StoredMessage) -> Payload:
    payload = visible_payload(call.service.world, message)
    if message.metadata is not None and not call.flag("include_all_metadata"):
        # Without the flag only the type of the metadata comes back.
        payload["metadata"] = {"event_type": message.metadata.get("event_type", "")}
    return payload
