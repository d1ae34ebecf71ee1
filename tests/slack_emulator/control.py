"""``/_sim/*``: the same emulator, driven over HTTP, for tools that are not Python."""

import dataclasses
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .faults import Fault
from .form import NotPossibleError
from .page import transcript_page, view_page
from .readings import Message, View

if TYPE_CHECKING:
    from .channel import Channel
    from .emulator import SlackEmulator
    from .user import Outcome, SlackUser

Body = Mapping[str, Any]
Action = Callable[[Body], Any]


class Control:
    """The control API of one emulator."""

    def __init__(self, slack: "SlackEmulator") -> None:
        self._slack = slack

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Hang it under ``/_sim``."""
        actions: dict[str, Action] = {
            "users": self._add_user,
            "channels": self._add_channel,
            "say": self._say,
            "mention": self._mention,
            "edit": lambda body: self._user(body).edit(self._message(body), body["text"]),
            "delete": lambda body: self._user(body).delete(self._message(body)),
            "react": lambda body: self._user(body).react(self._message(body), body["name"]),
            "command": self._command,
            "press": self._press,
            "shortcut": lambda body: self._user(body).message_shortcut(
                body["callback_id"], self._message(body)
            ),
            "submit": lambda body: self._user(body).submit(body.get("values", {})),
            "close": lambda body: self._user(body).close_modal(all_=bool(body.get("all"))),
            "open_home": lambda body: self._user(body).open_home(),
            "open_agent": lambda body: {"channel": self._user(body).open_agent().id},
            "choose_prompt": lambda body: self._user(body).choose_prompt(body["title"]),
            "faults": lambda body: self._slack.add_fault(Fault(**body)),
            "clear_faults": lambda _: self._slack.clear_faults(),
            "delivery_faults": lambda body: self._slack.script_delivery(**body),
            "clock": lambda body: self._slack.advance(float(body["advance"])),
            "token": self._token,
        }
        for name, action in actions.items():
            router.add_post(f"/_sim/{name}", self._serve(action))
        router.add_post("/_sim/sockets", self._sockets)
        readings: dict[str, Action] = {
            "state": lambda _: self._state(),
            "transcript": lambda query: self._channel(query).transcript(self._viewer(query)),
            "thread": lambda query: self._channel(query).thread(
                self._message(query), self._viewer(query)
            ),
            "modal": lambda query: self._user(query).modal,
            "home": lambda query: self._user(query).home,
            "journal": lambda _: self._slack.journal.calls,
            "deliveries": lambda _: self._slack.journal.deliveries,
            "violations": lambda _: self._slack.violations,
        }
        for name, reading in readings.items():
            router.add_get(f"/_sim/{name}", self._serve(reading))
        router.add_get("/_sim/page", self._page)

    def _serve(self, action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            body = dict(request.query) if request.method == "GET" else await request.json()
            try:
                result = action(body)
                if hasattr(result, "__await__"):
                    result = await result
            except (NotPossibleError, LookupError, TypeError, ValueError) as refusal:
                return web.json_response({"ok": False, "error": str(refusal)}, status=400)
            return web.json_response({"ok": True, "result": _plain(result)}, dumps=_dumps)

        return handle

    # --- doing ---

    def _add_user(self, body: Body) -> dict[str, str]:
        user = self._slack.add_user(body["name"], kind=body.get("kind", "member"))
        return {"id": user.id}

    def _add_channel(self, body: Body) -> dict[str, str]:
        members = [self._slack.user(user_id) for user_id in body.get("members", [])]
        channel = self._slack.add_channel(
            body["name"], members=members, private=bool(body.get("private"))
        )
        return {"id": channel.id}

    def _say(self, body: Body) -> Message:
        to = self._channel(body) if "channel" in body else None
        thread = self._message(body) if "ts" in body else None
        return self._user(body).say(body["text"], to=to, thread=thread)

    def _mention(self, body: Body) -> Message:
        thread = self._message(body) if "ts" in body else None
        return self._user(body).mention_app(body["text"], to=self._channel(body), thread=thread)

    def _command(self, body: Body) -> "Awaitable[Outcome]":
        at = self._channel(body) if "channel" in body else None
        return self._user(body).command(body["command"], body.get("text", ""), at=at)

    def _press(self, body: Body) -> "Awaitable[Outcome]":
        user = self._user(body)
        target = self._message(body) if "ts" in body else (user.modal or user.home)
        if target is None:
            raise NotPossibleError("there is nothing to press")
        return user.press(target, body["button"], value=body.get("value"))

    def _token(self, body: Body) -> None:
        if body.get("restore"):
            self._slack.restore_token()
        else:
            self._slack.revoke_token(body.get("error", "token_revoked"))

    async def _sockets(self, request: web.Request) -> web.Response:
        body = await request.json()
        sockets = self._slack.service.sockets
        match body["action"]:
            case "disconnect":
                await sockets.disconnect(body.get("reason", "refresh_requested"))
            case "close":
                sockets.close_all()
            case "abort":
                sockets.abort_all()
            case "silence":
                sockets.go_silent()
            case unknown:
                return web.json_response({"ok": False, "error": unknown}, status=400)
        return web.json_response({"ok": True})

    # --- naming ---

    def _user(self, body: Body) -> "SlackUser":
        return self._slack.user(body["user"])

    def _viewer(self, body: Body) -> "SlackUser | None":
        return self._slack.user(body["viewer"]) if body.get("viewer") else None

    def _channel(self, body: Body) -> "Channel":
        return self._slack.channel(body["channel"])

    def _message(self, body: Body) -> Message:
        channel = self._channel(body)
        stored = channel.record.messages[body["ts"]]
        return channel.snapshot(stored)

    # --- reading ---

    def _state(self) -> dict[str, Any]:
        world = self._slack.service.world
        return {
            "environment": self._slack.environment,
            "bot_user_id": self._slack.bot_user_id,
            "now": self._slack.now,
            "users": {person.id: person.real_name for person in world.people.values()},
            "channels": {
                conversation.id: conversation.name for conversation in world.conversations.values()
            },
            "sockets": len(self._slack.service.sockets.connections),
        }

    async def _page(self, request: web.Request) -> web.Response:
        query = dict(request.query)
        if "channel" in query:
            channel = self._channel(query)
            page = transcript_page(channel, self._viewer(query))
        else:
            user = self._user(query)
            view = user.home if query.get("kind") == "home" else user.modal
            if view is None:
                raise web.HTTPNotFound
            page = view_page(view, user)
        return web.Response(text=page, content_type="text/html")


def _plain(result: object) -> object:
    if isinstance(result, Message | View):
        return {**dataclasses.asdict(result), "shown": result.shown}
    if isinstance(result, list | tuple):
        return [_plain(one) for one in result]
    if dataclasses.is_dataclass(result) and not isinstance(result, type):
        return dataclasses.asdict(result)
    return result


def _dumps(value: object) -> str:
    return json.dumps(value, default=str)
