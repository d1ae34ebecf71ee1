"""files.*: a file is announced, uploaded, and then shared."""

import mimetypes
from collections.abc import Iterable
from typing import Final

from tests.slack_emulator.records import Conversation, Payload, StoredFile, Team
from tests.slack_emulator.service import Service

from .call import Answer, ApiCall, ApiError, method

LARGEST: Final = 1_000_000_000
PRETTY_TYPES: Final = {
    "docx": "Word Document", "pdf": "PDF", "txt": "Plain Text", "md": "Markdown",
    "xlsx": "Excel Spreadsheet", "png": "PNG", "csv": "CSV",
}  # fmt: skip


def new_file(service: Service, name: str, owner_id: str, team: Team, length: int) -> StoredFile:
    """A file that has a place but no content yet."""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = StoredFile(
        service.identifiers.make("F"), name, name, mimetype, owner_id, team,
        int(service.clock.now()), length, upload_secret=service.identifiers.secret(),
    )  # fmt: skip
    service.world.files[stored.id] = stored
    return stored


def describe(service: Service, stored: StoredFile) -> Payload:
    """A file object, as it stands in messages and in files.info."""
    extension = stored.name.rpartition(".")[2].lower()
    place = f"{service.base_url}/files-pri/{stored.team.id}-{stored.id}"
    host = f"https://{stored.team.domain}.slack.com/files/{stored.owner_id}/{stored.id}"
    return {
        "id": stored.id,
        "created": stored.created,
        "timestamp": stored.created,
        "name": stored.name,
        "title": stored.title,
        "mimetype": stored.mimetype,
        "filetype": extension,
        "pretty_type": PRETTY_TYPES.get(extension, extension.upper()),
        "user": stored.owner_id,
        "user_team": stored.team.id,
        "editable": False,
        "size": len(stored.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{place}/{stored.name}",
        "url_private_download": f"{place}/download/{stored.name}",
        "media_display_type": "unknown",
        "permalink": f"{host}/{stored.name}",
        "permalink_public": f"https://slack-files.com/{stored.team.id}-{stored.id}",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }


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
    for conversation in _destinations(call):
        share(service, conversation, call.bot_user_id, finished, call, by_app=True)
    return {"files": [describe(service, stored) for stored in finished]}


def share(
    service: Service, conversation: Conversation, author_id: str, files: Iterable[StoredFile],
    call: ApiCall, *, by_app: bool,
) -> None:  # fmt: skip
    """Post the message that carries the files."""
    held = list(files)
    for stored in held:
        stored.channels.append(conversation.id)
    payload = service.app_author(conversation) | {
        "text": call.maybe_text("initial_comment") or "",
        "files": [describe(service, stored) for stored in held],
        "upload": True,
        "subtype": "file_share",
    }
    thread_ts = call.maybe_text("thread_ts")
    if thread_ts is not None:
        payload["thread_ts"] = thread_ts
    service.post(conversation, author_id, payload, by_app=by_app)


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
    if not seen and stored.owner_id != call.bot_user_id:
        raise ApiError("file_not_found")
    return stored
