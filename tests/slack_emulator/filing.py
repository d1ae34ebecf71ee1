"""Files: how they come to be, and how Slack's file objects describe them."""

import mimetypes
from dataclasses import dataclass
from typing import Final, Literal

from .records import Payload, StoredFile, Team
from .service import Service

FileMode = Literal["hosted", "snippet", "post", "external"]
PRETTY_TYPES: Final = {
    "docx": "Word Document", "pdf": "PDF", "txt": "Plain Text", "md": "Markdown",
    "xlsx": "Excel Spreadsheet", "png": "PNG", "csv": "CSV", "html": "HTML",
}  # fmt: skip
EXTENSIONS: Final = {"txt": "text", "md": "markdown"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a person sends. ``undescribed``: as in a conversation with another organisation,
    the event names the file only, and files.info describes it."""

    name: str
    content: bytes
    mode: FileMode = "hosted"
    undescribed: bool = False


def new_file(service: Service, name: str, owner_id: str, team: Team, length: int) -> StoredFile:
    """A file that has a place but no content yet."""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = StoredFile(
        service.identifiers.make("F"), name, name, mimetype, owner_id, team,
        int(service.clock.now()), length, upload_secret=service.identifiers.secret(),
    )  # fmt: skip
    service.world.files[stored.id] = stored
    return stored


def take_upload(service: Service, upload: Upload, owner_id: str, team: Team) -> StoredFile:
    """The file that a person has chosen, whole."""
    stored = new_file(service, upload.name, owner_id, team, len(upload.content))
    stored.content, stored.complete, stored.mode = upload.content, True, upload.mode
    return stored


def describe(service: Service, stored: StoredFile) -> Payload:
    """A file object, as it stands in messages and in files.info."""
    if stored.deleted:
        return {"id": stored.id, "mode": "tombstone"}
    extension = stored.name.rpartition(".")[2].lower()
    kind = "post" if stored.mode == "post" else EXTENSIONS.get(extension, extension)
    place = f"{service.base_url}/files-pri/{stored.team.id}-{stored.id}"
    host = f"https://{stored.team.domain}.slack.com/files/{stored.owner_id}/{stored.id}"
    external = stored.mode == "external"
    described: Payload = {
        "id": stored.id,
        "created": stored.created,
        "timestamp": stored.created,
        "name": stored.name,
        "title": stored.title,
        "mimetype": stored.mimetype,
        "filetype": kind,
        "pretty_type": PRETTY_TYPES.get(extension, extension.upper()),
        "user": stored.owner_id,
        "user_team": stored.team.id,
        "editable": stored.mode in {"snippet", "post"},
        "size": 0 if external else len(stored.content),
        "mode": stored.mode,
        "is_external": external,
        "external_type": "gdrive" if external else "",
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
    if external:
        # What lies with another service has its address there, and none to download from.
        described["url_private"] = f"{service.base_url}/elsewhere/{stored.id}"
        del described["url_private_download"]
    return described


def name_only(stored: StoredFile) -> Payload:
    """A file of which an event tells nothing but the id."""
    return {
        "id": stored.id,
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "timestamp": 0,
        "user": "",
    }
