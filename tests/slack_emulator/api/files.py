"""files.*: a file is announced, uploaded, and then shared."""

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Final

from tests.slack_emulator.filing import describe, new_file
from tests.slack_emulator.records import Conversation, Payload, StoredFile
from tests.slack_emulator.service import Service

from .call import Answer, ApiCall, ApiError, method

LARGEST: Final = 1_000_000_000
# Slack answers first, looks at the file for harm, and then shares it.
SHARE_SECONDS: Final = 0.05


@method("files.getUploadURLExternal", "files:write", per_minute=100)
def get_upload_url(call: ApiCall) -> Answer:
    """Announce a file."""
    name = call.text("filename")
    length = call.number("length", 0)
    if length <= 0:
        raise ApiError.invalid_arguments("must be more than 0: length")
    if length > LARGEST:
        raise ApiError("file_upload_size_restricted")
    stored = new_file(call.service, name, call.bot_user_id, call.installation.team, length)
    url = f"{call.service.base_url}/upload/v1/{stored.upload_secret}"
    return {"upload_url": url, "file_id": stored.id}


@method("files.completeUploadExternal", "files:write", per_minute=100)
def complete_upload(call: ApiCall) -> Answer:
    """Share what has been uploaded."""
    service = call.service
    given = call.structure("files")
    if not isinstance(given, list) or not given:
        raise ApiError.invalid_arguments("missing required field: files")
    finished = []
    for one in given:
        stored = service.world.files.get(str(one.get("id", "")))
        if stored is None or stored.complete or stored.owner_id != call.bot_user_id:
            raise ApiError("file_not_found")
        if not stored.content:
            raise ApiError("posting_to_channel_denied" if stored.deleted else "file_not_found")
        stored.title = one.get("title") or stored.name
        finished.append(stored)
    for stored in finished:
        stored.complete = True
    payload = _message(call, finished)
    for conversation in _destinations(call):
        work = partial(share, service, conversation, call.bot_user_id, finished, payload)
        asyncio.get_running_loop().call_later(SHARE_SECONDS, work)
    return {"files": [describe(service, stored) for stored in finished]}


def share(
    service: Service, conversation: Conversation, author_id: str, files: Iterable[StoredFile],
    message: Payload,
) -> None:  # fmt: skip
    """Post the message that carries the files."""
    for stored in files:
        stored.channels.append(conversation.id)
    payload = service.app_author(conversation) | message
    service.post(conversation, author_id, payload, by_app=True)


def _message(call: ApiCall, files: Iterable[StoredFile]) -> Payload:
    payload: Payload = {
        "text": call.maybe_text("initial_comment") or "",
        "files": [describe(call.service, stored) for stored in files],
        "upload": True,
        "subtype": "file_share",
    }
    thread_ts = call.maybe_text("thread_ts")
    if thread_ts is None:
        return payload
    (conversation,) = _destinations(call) or (None,)
    root = conversation.messages.get(thread_ts) if conversation else None
    if root is None or root.ephemeral_to is not None:
        raise ApiError("invalid_thread_ts")
    if root.is_reply:
        call.service.journal.violate("thread_ts_of_a_reply", call.method, thread_ts)
    return payload | {"thread_ts": thread_ts}


def _destinations(call: ApiCall) -> list[Conversation]:
    names = call.maybe_text("channel_id") or call.maybe_text("channels")
    if names is None:
        return []
    world = call.service.world
    found = []
    for name in names.split(","):
        conversation = world.conversations.get(name)
        if conversation is None:
            raise ApiError("channel_not_found")
        if call.bot_user_id not in conversation.members:
            raise ApiError("not_in_channel")
        found.append(conversation)
    return found


@method("files.info", "files:read", per_minute=100)
def info(call: ApiCall) -> Answer:
    """A file."""
    stored = _readable(call)
    kinds = {"channels": "channel", "groups": "group", "ims": "im"}
    conversations = call.service.world.conversations
    shared = {
        field: [name for name in stored.channels if conversations[name].kind == kind]
        for field, kind in kinds.items()
    }
    return {"file": {**describe(call.service, stored), **shared}, "comments": []}


@method("files.delete", "files:write")
def delete(call: ApiCall) -> Answer:
    """Delete a file of the app."""
    stored = _readable(call)
    if stored.owner_id != call.bot_user_id:
        raise ApiError("cant_delete_file")
    stored.deleted = True
    return {}


def _readable(call: ApiCall) -> StoredFile:
    stored = call.service.world.files.get(call.text("file"))
    if stored is None or not stored.complete:
        raise ApiError("file_not_found")
    if stored.deleted:
        raise ApiError("file_deleted")
    conversations = call.service.world.conversations
    seen = any(call.bot_user_id in conversations[name].members for name in stored.channels)
    if not seen and not stored.handed_in and stored.owner_id != call.bot_user_id:
        raise ApiError("file_not_found")
    return stored
