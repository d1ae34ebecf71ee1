"""reactions.*: emoji below messages."""

import re
from typing import Final

from tests.slack_emulator.events import visible_payload
from tests.slack_emulator.records import StoredMessage

from .call import Answer, ApiCall, ApiError, method

NAME: Final = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


@method("reactions.add", "reactions:write")
def add(call: ApiCall) -> Answer:
    """React to a message."""
    message, name = _target(call)
    if not call.service.react(message, call.bot_user_id, name, add=True):
        raise ApiError("already_reacted")
    return {}


@method("reactions.remove", "reactions:write", per_minute=20)
def remove(call: ApiCall) -> Answer:
    """Take a reaction back."""
    message, name = _target(call)
    if not call.service.react(message, call.bot_user_id, name, add=False):
        raise ApiError("no_reaction")
    return {}


@method("reactions.get", "reactions:read")
def get(call: ApiCall) -> Answer:
    """The reactions to a message."""
    conversation = call.conversation()
    message = call.message(conversation, call.text("timestamp"))
    return {
        "type": "message",
        "channel": conversation.id,
        "message": visible_payload(call.service.world, message),
    }


def _target(call: ApiCall) -> tuple[StoredMessage, str]:
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise ApiError("invalid_name")
    conversation = call.conversation()
    if call.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    return call.message(conversation, call.text("timestamp")), name
