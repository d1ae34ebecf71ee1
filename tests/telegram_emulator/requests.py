"""A call of the Bot API as it came over HTTP: path, query, form, JSON or multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from .refusals import Misused, Refused

UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class RawCall:
    """A method's name and its parameters, not yet judged."""

    token: str
    method: str
    params: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)


async def read_call(request: web.Request) -> RawCall:
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.can_read_body:
        if request.content_type == "application/json":
            params |= await _read_json(request)
        elif request.content_type == "multipart/form-data":
            more, files = await _read_multipart(request)
            params |= more
        elif request.content_type == "application/x-www-form-urlencoded":
            params |= {name: str(value) for name, value in (await request.post()).items()}
        else:
            raise Misused(f"a body of the type {request.content_type}")
    return RawCall(request.match_info["token"], request.match_info["method"], params, files)


async def _read_json(request: web.Request) -> dict[str, Any]:
    try:
        read = json.loads(await request.text())
    except ValueError:
        raise Misused(
            "the body is not JSON", description="Bad Request: can't parse request: invalid JSON"
        ) from None
    if not isinstance(read, dict):
        raise Misused("the body is not a JSON object")
    return {name: value for name, value in read.items() if value is not None}


async def _read_multipart(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    params: dict[str, str] = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise Misused("a multipart body with a part that has no name")
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            params[part.name] = content.decode()
            continue
        if len(content) > UPLOAD_LIMIT:
            raise Refused(413, "Request Entity Too Large")
        content_type = part.headers.get("Content-Type", "application/octet-stream")
        files[part.name] = Upload(part.filename, content, content_type)
    return params, files
