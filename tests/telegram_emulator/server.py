"""The HTTP side: paths, tokens, files, and what a fault does to a connection."""

import asyncio
import json
import re
import socket
import struct
from typing import Any

from aiohttp import web

from .bot_api import Answer, BotApi, refusal
from .faults import Abort, Action, Delay, Drop, Faults, Hang, Respond, Truncate
from .journal import Call, Journal, Violation
from .refusals import Misused, Refused
from .requests import UPLOAD_LIMIT, RawCall, read_call
from .world import World

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")


class BotServer:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(
        self, world: World, bot_api: BotApi, faults: Faults, journal: Journal, token: str
    ) -> None:
        self._world = world
        self._api = bot_api
        self._faults = faults
        self._journal = journal
        self._token = token

    def application(self) -> web.Application:
        application = web.Application(client_max_size=2 * UPLOAD_LIMIT)
        application.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", self.handle_call)
        application.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self.handle_download)
        return application

    async def handle_call(self, request: web.Request) -> web.StreamResponse:
        seq, began = self._journal.next_seq(), self._journal.elapsed()
        name = self._api.proper_name(request.match_info["method"])
        try:
            self._check_token(request.match_info["token"])
            call = await read_call(request)
        except Refused as refused:
            if isinstance(refused, Misused):
                self._journal.complain(Violation(seq, name, refused.complaint))
            answer = refusal(refused)
            self._journal.record(Call(seq, began, name, {}, {}, answer.status, answer.body))
            return _as_response(answer.status, answer.as_bytes())
        return await self._answer(request, call, name, seq, began)

    async def _answer(
        self, request: web.Request, call: RawCall, name: str, seq: int, began: float
    ) -> web.StreamResponse:
        fault = self._faults.strike(name, call.params)
        entry: dict[str, Any] = {
            "seq": seq,
            "t": began,
            "method": name,
            "params": dict(call.params),
            "files": {key: len(upload.content) for key, upload in call.files.items()},
            "fault": type(fault.action).__name__.lower() if fault else "",
        }
        if fault is not None and fault.where == "before":
            if not isinstance(fault.action, Delay):
                # Written down first: some of these faults take long or never return.
                self._record_fault(entry, fault.action, committed=False)
                return await self._perform(request, fault.action, b"")
            await asyncio.sleep(fault.action.seconds)
        answer = await self._api.answer(call, seq, lambda: _is_gone(request))
        if fault is not None and fault.where == "after_commit":
            self._record_fault(entry, fault.action, committed=answer.status < 300)
            return await self._perform(request, fault.action, answer.as_bytes(), answer.status)
        status = 0 if _is_gone(request) else answer.status
        self._journal.record(Call(**entry, status=status, response=answer.body))
        return _as_response(answer.status, answer.as_bytes())

    def _record_fault(self, entry: dict[str, Any], action: Action, *, committed: bool) -> None:
        status, response = 0, None
        if isinstance(action, Respond):
            status, response = action.status, _readable(action.body)
        self._journal.record(Call(**entry, status=status, response=response, committed=committed))

    async def _perform(
        self, request: web.Request, action: Action, body: bytes, status: int = 200
    ) -> web.StreamResponse:
        if isinstance(action, Respond):
            return _as_response(action.status, action.body, action.content_type, action.headers)
        if isinstance(action, Delay):
            await asyncio.sleep(action.seconds)
            return _as_response(status, body)
        if isinstance(action, Truncate):
            return await _send_part(request, body, action.bytes_sent)
        if isinstance(action, Hang):
            await asyncio.sleep(action.seconds)
        _break_connection(request, abruptly=isinstance(action, Abort))
        assert isinstance(action, Hang | Drop | Abort)
        return web.Response()

    def _check_token(self, token: str) -> None:
        if token == self._token:
            return
        known_form = TOKEN.fullmatch(token) is not None
        raise Misused(
            "another bot's token" if known_form else "not a bot's token",
            status=401 if known_form else 404,
            description="Unauthorized" if known_form else "Not Found",
        )

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        seq, began = self._journal.next_seq(), self._journal.elapsed()
        path = request.match_info["path"]
        params = {"path": path}
        fault = self._faults.strike("file", params)
        entry: dict[str, Any] = {"seq": seq, "t": began, "method": "file", "params": params}
        with self._world.lock:
            files = self._world.files.values()
            file = next((file for file in files if file.path == path), None)
            expired = any(path in file.expired_paths for file in files)
        if request.match_info["token"] != self._token or file is None:
            answer = Answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
            if not expired:
                self._journal.complain(Violation(seq, "file", f"no such file: {path}"))
            self._journal.record(Call(**entry, files={}, status=404, response=answer.body))
            return _as_response(404, answer.as_bytes())
        sizes = {file.name: file.size}
        if fault is not None and not isinstance(fault.action, Delay):
            self._record_fault(
                entry | {"files": sizes, "fault": type(fault.action).__name__.lower()},
                fault.action,
                committed=False,
            )
            return await self._perform(request, fault.action, file.content)
        if fault is not None and isinstance(fault.action, Delay):
            await asyncio.sleep(fault.action.seconds)
        self._journal.record(Call(**entry, files=sizes, status=200, response=None))
        return web.Response(body=file.content, content_type="application/octet-stream")


def _as_response(
    status: int,
    body: bytes,
    content_type: str = "application/json",
    headers: Any = None,
) -> web.Response:
    return web.Response(status=status, body=body, content_type=content_type, headers=headers)


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def _break_connection(request: web.Request, *, abruptly: bool) -> None:
    transport = request.transport
    if transport is None:
        return
    if abruptly:
        # Without lingering, closing a socket resets the connection instead of ending it.
        own_socket = transport.get_extra_info("socket")
        own_socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    else:
        transport.close()


async def _send_part(request: web.Request, body: bytes, size: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = max(len(body), size + 1)
    await response.prepare(request)
    await response.write(body[:size])
    _break_connection(request, abruptly=False)
    return response


def _readable(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
