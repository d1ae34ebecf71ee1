"""assistant.threads.* and agents.sessions.*: what an agent shows beside its messages."""

from typing import Final

from tests.slack_emulator.records import Conversation, Prompts, ThreadStatus

from .call import Answer, ApiCall, ApiError, method
from .streams import SESSION_STATUSES

MOST_PROMPTS: Final = 4
MOST_LOADING_MESSAGES: Final = 10
LONGEST_TITLE: Final = 200


@method("assistant.threads.setStatus", "chat:write", "assistant:write", per_minute=600)
def set_status(call: ApiCall) -> Answer:
    """Show "is thinking..." below a thread, for two minutes at most."""
    conversation, thread_ts = _thread(call)
    loading = call.structure("loading_messages") or []
    if not isinstance(loading, list) or not all(isinstance(line, str) for line in loading):
        raise ApiError.invalid_arguments("must provide an array of strings: loading_messages")
    if len(loading) > MOST_LOADING_MESSAGES:
        raise ApiError.invalid_arguments("no more than 10 items allowed: loading_messages")
    key = (conversation.id, thread_ts)
    status = str(call.arguments.get("status", ""))
    if "status" not in call.arguments:
        raise ApiError.invalid_arguments("missing required field: status")
    world = call.service.world
    if status:
        world.statuses[key] = ThreadStatus(status, tuple(loading), call.service.clock.now())
    else:
        world.statuses.pop(key, None)
    call.service.changed()
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write", per_minute=100)
def set_suggested_prompts(call: ApiCall) -> Answer:
    """Offer up to four questions."""
    conversation = call.conversation("channel_id")
    if conversation.kind != "im":
        raise ApiError("channel_not_found")
    prompts = call.structure("prompts")
    if not isinstance(prompts, list) or not prompts:
        raise ApiError.invalid_arguments("missing required field: prompts")
    if len(prompts) > MOST_PROMPTS:
        raise ApiError.invalid_arguments("no more than 4 items allowed [json-pointer:/prompts]")
    if any(not isinstance(one, dict) or set(one) != {"title", "message"} for one in prompts):
        raise ApiError.invalid_arguments("each prompt needs title and message")
    thread_ts = call.maybe_text("thread_ts")
    if thread_ts is not None and call.service.world.config.agent_view:
        # Documented: in an agent app the call then fails silently.
        call.service.journal.violate("prompts_in_a_thread_of_an_agent", call.method, thread_ts)
        return {}
    pairs = tuple((one["title"], one["message"]) for one in prompts)
    shown = Prompts(call.maybe_text("title") or "", pairs, thread_ts)
    call.service.world.prompts[conversation.id] = shown
    call.service.changed()
    return {}


@method("assistant.threads.setTitle", "assistant:write", per_minute=100)
def set_title(call: ApiCall) -> Answer:
    """Name a thread."""
    conversation, thread_ts = _thread(call)
    call.service.world.titles[conversation.id, thread_ts] = call.text("title")
    call.service.changed()
    return {}


@method("agents.sessions.setStatus", "chat:write", per_minute=100)
def set_session_status(call: ApiCall) -> Answer:
    """Say whether an agent still works on a thread."""
    conversation, thread_ts = _thread(call)
    status = call.text("status")
    if status not in SESSION_STATUSES:
        raise ApiError.invalid_arguments(f"must be a valid enum value: {status}")
    title = call.maybe_text("title")
    if title is not None and len(title) > LONGEST_TITLE:
        raise ApiError.invalid_arguments("must be less than 201 characters: title")
    call.service.world.session_statuses[conversation.id, thread_ts] = status
    call.service.changed()
    return {}


def _thread(call: ApiCall) -> tuple[Conversation, str]:
    conversation = call.conversation("channel_id")
    thread_ts = call.text("thread_ts")
    root = conversation.messages.get(thread_ts)
    if root is None or root.deleted or root.ephemeral_to is not None or root.is_reply:
        raise ApiError("invalid_thread_ts")
    if call.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    return conversation, thread_ts
