"""chat.*: posting, changing and deleting messages."""

from tests.slack_emulator.events import visible_payload
from tests.slack_emulator.records import Conversation, Payload

from .call import Answer, ApiCall, ApiError, method
from .message_content import read_content, read_metadata


@method("chat.postMessage", "chat:write", per_minute=60)
def post_message(call: ApiCall) -> Answer:
    """Post a message."""
    service = call.service
    conversation = call.writable_conversation()
    content = read_content(call)
    if not content.get("text") and not content.get("blocks") and not content.get("attachments"):
        raise ApiError("no_text")
    metadata = read_metadata(call)
    payload = _signed(call, conversation) | {"text": "", **content}
    payload |= _thread(call, conversation)
    if metadata is not None:
        payload["metadata"] = metadata
    message = service.post(conversation, call.bot_user_id, payload, by_app=True, metadata=metadata)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "message": visible_payload(service.world, message),
    }


def _signed(call: ApiCall, conversation: Conversation) -> Payload:
    """Who the message is from; another name or icon needs its own scope."""
    author = call.service.app_author(conversation)
    customized = {
        name: value
        for name in ("username", "icon_emoji", "icon_url")
        if (value := call.maybe_text(name)) is not None
    }
    if not customized:
        return author
    call.require_scope("chat:write.customize")
    named = {"subtype": "bot_message", "username": customized.get("username", "")}
    return author | named


def _thread(call: ApiCall, conversation: Conversation) -> Payload:
    thread_ts = call.maybe_text("thread_ts")
    if thread_ts is None:
        return {}
    root = conversation.messages.get(thread_ts)
    if root is None or root.ephemeral_to is not None:
        raise ApiError("thread_not_found")
    if root.is_reply:
        # Slack files the message under the reply, where nobody finds it.
        call.service.journal.violate("thread_ts_of_a_reply", call.method, thread_ts)
    thread: Payload = {"thread_ts": thread_ts, "parent_user_id": root.author_id}
    if call.flag("reply_broadcast"):
        thread |= {"subtype": "thread_broadcast", "root": dict(root.payload)}
    return thread


@method("chat.postEphemeral", "chat:write", per_minute=100)
def post_ephemeral(call: ApiCall) -> Answer:
    """Post a message that one user sees."""
    conversation = call.writable_conversation()
    user = call.text("user")
    if user not in conversation.members:
        raise ApiError("user_not_in_channel")
    content = read_content(call)
    if not content:
        raise ApiError("no_text")
    payload = call.service.app_author(conversation) | {"text": "", **content}
    payload |= _thread(call, conversation)
    message = call.service.post(
        conversation, call.bot_user_id, payload, by_app=True, ephemeral_to=user
    )
    return {"message_ts": message.ts}


@method("chat.update", "chat:write")
def update(call: ApiCall) -> Answer:
    """Change a message of the app."""
    service = call.service
    conversation = call.conversation()
    message = call.own_message(conversation, call.text("ts"), "cant_update_message")
    if message.stream and message.stream.state == "in_progress":
        raise ApiError("streaming_state_conflict")
    content = read_content(call)
    if not content and "metadata" not in call.arguments:
        raise ApiError("no_text")
    changes = dict(content)
    if "text" in content and "blocks" not in content:
        # Documented: text without blocks removes the blocks, blocks without text keep the text.
        changes["blocks"] = None
    if content.get("blocks") == []:
        changes["blocks"] = None
    if "metadata" in call.arguments:
        message.metadata = read_metadata(call)
        changes["metadata"] = message.metadata
    edited_by = call.bot_user_id if "text" in content and "blocks" not in content else None
    service.rewrite(message, changes, edited_by=edited_by)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "text": message.payload.get("text", ""),
        "message": visible_payload(service.world, message),
    }


@method("chat.delete", "chat:write")
def delete(call: ApiCall) -> Answer:
    """Delete a message of the app."""
    conversation = call.conversation()
    message = call.own_message(conversation, call.text("ts"), "cant_delete_message")
    call.service.remove(message)
    return {"channel": conversation.id, "ts": message.ts}


@method("chat.getPermalink", per_minute=600)
def get_permalink(call: ApiCall) -> Answer:
    """The address of a message."""
    conversation = call.conversation()
    message = call.message(conversation, call.text("message_ts"))
    address = permalink(conversation, message.ts)
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={conversation.id}"
    return {"channel": conversation.id, "permalink": address}


def permalink(conversation: Conversation, ts: str) -> str:
    """A link of the form that Slack uses."""
    host = f"https://{conversation.team.domain}.slack.com"
    return f"{host}/archives/{conversation.id}/p{ts.replace('.', '')}"
