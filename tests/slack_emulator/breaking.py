"""Answers that go wrong on the wire: scripted, cut off, never given."""

import asyncio
from collections.abc import Mapping

from aiohttp import web

from .delivery.connection import reset
from .faults import Fault


def scripted(fault: Fault) -> web.Response:
    """What a test says is answered."""
    headers = dict(fault.headers)
    if isinstance(fault.body, Mapping):
        return web.json_response(dict(fault.body), status=fault.status, headers=headers)
    headers.setdefault("Content-Type", "text/html")
    return web.Response(body=fault.body.encode(), status=fault.status, headers=headers)


def hang_up(http: web.Request, *, hard: bool = False) -> web.Response:
    """The connection ends without an answer."""
    if hard:
        reset(http)
    elif http.transport is not None:
        http.transport.close()
    raise asyncio.CancelledError


async def truncated(http: web.Request, body: bytes, kind: str) -> web.StreamResponse:
    """Half of an answer."""
    response = web.StreamResponse(headers={"Content-Type": kind})
    response.content_length = len(body)
    await response.prepare(http)
    await response.write(body[: len(body) // 2])
    return hang_up(http)
