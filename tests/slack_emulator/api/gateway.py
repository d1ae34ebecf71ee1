"""The front door of the Web API: reads a request, checks it, answers it, notes it."""

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_emulator.breaking import hang_up, scripted, truncated
from tests.slack_emulator.faults import Fault
from tests.slack_emulator.judge import argument_types, judge_argument
from tests.slack_emulator.records import Installation
from tests.slack_emulator.service import Service

from . import assistant, chat, conversations, files, people, reactions, streams, views
from .call import METHODS, Answer, ApiCall, ApiError, Method

__all__ = ["Gateway", "assistant", "chat", "conversations", "files", "people", "reactions",
           "streams", "views"]  # fmt: skip

# Bolt adds team_id to calls; the token may come as an argument.
ALWAYS_KNOWN: Final = {"token", "team_id"}
RATE_WINDOW: Final = 60.0


@cache
def known_arguments(method: str) -> frozenset[str]:
    """The arguments that @slack/web-api or slack_sdk have for a method."""
    names = set(argument_types().get(method, {})) | ALWAYS_KNOWN
    function = getattr(AsyncWebClient, method.replace(".", "_"), None)
    if function is not None:
        names |= set(inspect.signature(function).parameters) - {"self", "kwargs"}
    if method == "apps.connections.open":
        names.discard("app_token")
    return frozenset(names)


@dataclass(slots=True)
class Request:
    """A request as it was read."""

    method: str
    token: str
    arguments: dict[str, Any] = field(default_factory=dict)
    as_json: bool = False


class Gateway:
    """Answers ``/api/<method>``."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._recent: dict[tuple[str, str], list[float]] = {}

    async def handle(self, http: web.Request) -> web.StreamResponse:
        """Serve one call."""
        request = await self._read(http)
        fault = self._service.faults.strike(request.method, request.arguments)
        if fault is None:
            answer, status, headers = self._answer(request)
            self._note(request, status, answer)
            return web.json_response(answer, status=status, headers=headers)
        return await self._fail(http, request, fault)

    # --- reading ---

    async def _read(self, http: web.Request) -> Request:
        request = Request(http.match_info["method"], "")
        arguments: dict[str, Any] = dict(http.query)
        if http.content_type == "application/json":
            request.as_json = True
            arguments |= await self._read_json(http, request.method)
        elif http.method == "POST":
            form = await http.post()
            for name, value in form.items():
                arguments[name] = value.file.read() if isinstance(value, web.FileField) else value
        bearer = http.headers.get("Authorization", "").removeprefix("Bearer ")
        request.token = bearer or str(arguments.get("token", ""))
        arguments.pop("token", None)
        request.arguments = arguments
        return request

    async def _read_json(self, http: web.Request, method: str) -> dict[str, Any]:
        try:
            loaded = json.loads(await http.text() or "{}")
        except ValueError:
            loaded = None
        if isinstance(loaded, dict):
            return loaded
        self._service.journal.violate("invalid_json", method, "the body is not a JSON object")
        return {}

    # --- answering ---

    def _answer(self, request: Request) -> tuple[Answer, int, dict[str, str]]:
        service = self._service
        headers = {"x-slack-req-id": service.identifiers.secret(16)}
        try:
            method = METHODS.get(request.method)
            if method is None:
                return *self._answer_without_bot_token(request), headers
            installation = self._authorize(request)
            headers["x-oauth-scopes"] = ",".join(sorted(installation.scopes))
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
            call = ApiCall(service, request.method, request.arguments, installation)
            if method.scopes:
                call.require_scope(*method.scopes)
            if service.rate_limits_enforced and (wait := self._wait(method, request)):
                headers["Retry-After"] = str(wait)
                return {"ok": False, "error": "ratelimited"}, 429, headers
            self._judge_arguments(request)
            answer = {"ok": True, **method.handler(call)}
        except ApiError as refusal:
            return refusal.answer, 200, headers
        if call.warnings:
            answer["warning"] = ",".join(call.warnings)
            answer.setdefault("response_metadata", {})["warnings"] = call.warnings
        return answer, 200, headers

    def _answer_without_bot_token(self, request: Request) -> tuple[Answer, int]:
        if request.method == "apps.connections.open":
            return self._open_connection(request), 200
        if request.method == "oauth.v2.access":
            return self._grant_access(request), 200
        if request.method == "api.test":
            return {"ok": True, "args": request.arguments}, 200
        self._service.journal.violate("unknown_method", request.method, "")
        return {"ok": False, "error": "unknown_method", "req_method": request.method}, 200

    def _authorize(self, request: Request) -> Installation:
        if not request.token:
            raise ApiError("not_authed")
        if request.token.startswith("xapp-"):
            raise ApiError("not_allowed_token_type")
        installation = self._service.world.installations.get(request.token)
        if installation is None:
            raise ApiError("invalid_auth")
        if installation.revoked:
            raise ApiError(installation.revoked)
        return installation

    def _open_connection(self, request: Request) -> Answer:
        service = self._service
        if not request.token:
            return {"ok": False, "error": "not_authed"}
        if not request.token.startswith("xapp-"):
            return {"ok": False, "error": "not_allowed_token_type"}
        if request.token != service.world.app_token:
            return {"ok": False, "error": "invalid_auth"}
        self._judge_arguments(request)
        if not service.world.config.socket_mode:
            return {"ok": False, "error": "socket_mode_not_enabled"}
        if service.sockets.is_full:
            return {"ok": False, "error": "too_many_websockets"}
        host = service.base_url.replace("http://", "ws://")
        ticket = service.sockets.issue_ticket()
        return {"ok": True, "url": f"{host}/link/?ticket={ticket}&app_id={service.world.app_id}"}

    def _grant_access(self, request: Request) -> Answer:
        world = self._service.world
        given = request.arguments
        if given.get("client_id") != world.client_id:
            return {"ok": False, "error": "invalid_client_id"}
        if given.get("client_secret") != world.client_secret:
            return {"ok": False, "error": "bad_client_secret"}
        team = world.oauth_codes.pop(str(given.get("code", "")), None)
        if team is None:
            return {"ok": False, "error": "invalid_code"}
        installation = world.install(team)
        enterprise = (
            {"id": team.enterprise_id, "name": team.enterprise_name} if team.enterprise_id else None
        )
        return {
            "ok": True,
            "access_token": installation.token,
            "token_type": "bot",
            "scope": ",".join(sorted(installation.scopes)),
            "bot_user_id": installation.bot_user_id,
            "app_id": world.app_id,
            "team": {"id": team.id, "name": team.name},
            "enterprise": enterprise,
            "authed_user": {"id": installation.bot_user_id},
            "is_enterprise_install": False,
        }

    # --- strictness ---

    def _judge_arguments(self, request: Request) -> None:
        journal = self._service.journal
        known = known_arguments(request.method)
        types = argument_types().get(request.method, {})
        for name, value in request.arguments.items():
            if name not in known:
                journal.violate("unknown_argument", request.method, f"{name}={str(value)[:80]}")
            elif request.as_json and name in types:
                for complaint in judge_argument(request.method, name, value):
                    journal.violate("wrong_argument_type", request.method, str(complaint))

    def _wait(self, method: Method, request: Request) -> int:
        """Seconds until the tier allows this call; 0 if it does now."""
        now = self._service.clock.now()
        # chat.postMessage is limited for each channel, everything else for the workspace.
        channel = str(request.arguments.get("channel", ""))
        key = (method.name, channel if method.name == "chat.postMessage" else "")
        window = RATE_WINDOW
        recent = [moment for moment in self._recent.get(key, []) if now - moment < window]
        self._recent[key] = recent
        if len(recent) >= method.per_minute:
            return max(1, int(window - (now - recent[0])) + 1)
        recent.append(now)
        return 0

    def _note(self, request: Request, status: int, answer: Answer, fault: str = "") -> None:
        self._service.journal.record_call(
            request.method, request.arguments, status, answer, request.token, fault
        )
        self._service.changed()

    # --- failing on purpose ---

    async def _fail(self, http: web.Request, request: Request, fault: Fault) -> web.StreamResponse:
        takes_effect = fault.after_commit or fault.kind in {"delay", "truncate"}
        answer: Answer = {}
        status = 200
        headers: dict[str, str] = {}
        if fault.kind in {"delay", "hang"}:
            await self._service.clock.sleep(fault.seconds)
        if takes_effect:
            answer, status, headers = self._answer(request)
        told = dict(fault.body) if isinstance(fault.body, Mapping) else {}
        match fault.kind:
            case "answer":
                self._note(request, fault.status, told, fault.kind)
            case "drop" | "abort" | "hang":
                self._note(request, 0, answer, fault.kind)
            case _:
                self._note(request, status, answer, fault.kind)
        match fault.kind:
            case "drop" | "hang":
                return hang_up(http)
            case "abort":
                return hang_up(http, hard=True)
            case "delay":
                return web.json_response(answer, status=status, headers=headers)
            case "truncate":
                return await truncated(http, json.dumps(answer).encode(), "application/json")
            case "malformed":
                return web.Response(text='{"ok": tru', content_type="application/json")
            case "answer":
                return scripted(fault)
