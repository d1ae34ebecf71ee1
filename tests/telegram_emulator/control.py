"""`/_sim/*`: the same orders over HTTP, for tests that drive the emulator from another process.

Every answer is JSON; a mistake in an order is answered with 400 and its reason.
"""

import base64
import dataclasses
import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .channel import Channel
from .faults import fault_from_json
from .people import Person
from .press import Press
from .records import Json
from .transcript import SeenMessage

if TYPE_CHECKING:
    from .chat import Chat
    from .emulator import TelegramEmulator

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def as_json(value: Any) -> Any:
    """Dataclasses as objects, bytes in base64."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: as_json(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, dict):
        return {str(name): as_json(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


class Control:
    """Turns requests into calls of the emulator's Python interface."""

    def __init__(self, emulator: "TelegramEmulator") -> None:
        self._emulator = emulator
        self._presses: dict[str, Press] = {}

    def add_routes(self, application: web.Application) -> None:
        router = application.router
        router.add_post("/_sim/people", self._guarded(self.add_person))
        router.add_post("/_sim/people/{person}/{act}", self._guarded(self.act))
        router.add_post("/_sim/groups", self._guarded(self.add_group))
        router.add_post("/_sim/groups/{chat}/{act}", self._guarded(self.change_group))
        router.add_get("/_sim/chats", self._guarded(self.list_chats))
        router.add_get("/_sim/chats/{chat}", self._guarded(self.show_chat))
        router.add_get("/_sim/chats/{chat}/reply", self._guarded(self.wait_for_reply))
        router.add_get("/_sim/presses/{press}", self._guarded(self.show_press))
        router.add_post("/_sim/faults", self._guarded(self.add_fault))
        router.add_get("/_sim/faults", self._guarded(self.list_faults))
        router.add_delete("/_sim/faults", self._guarded(self.clear_faults))
        router.add_post("/_sim/delivery/{act}", self._guarded(self.change_delivery))
        router.add_get("/_sim/delivery", self._guarded(self.show_delivery))
        router.add_post("/_sim/flood", self._guarded(self.change_flood))
        router.add_post("/_sim/clock", self._guarded(self.advance_clock))
        router.add_get("/_sim/journal", self._guarded(self.show_journal))
        router.add_get("/_sim/violations", self._guarded(self.show_violations))

    def _guarded(self, handle: Callable[[web.Request, Json], Any]) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                order = await request.json() if request.can_read_body else {}
                result = handle(request, order)
                if inspect.isawaitable(result):
                    result = await result
                return web.json_response(as_json(result))
            except (TimeoutError, ValueError, LookupError, TypeError, AttributeError) as error:
                return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

        return guarded

    def add_person(self, request: web.Request, order: Json) -> Any:
        person = self._emulator.person(**order)
        return {"id": person.id}

    def act(self, request: web.Request, order: Json) -> Any:
        """Everything that a person does; the order holds the arguments by name."""
        person = self._emulator.person_with_id(int(request.match_info["person"]))
        act = request.match_info["act"]
        if act not in {
            "send", "reply", "command", "start", "edit", "delete", "photo", "document", "forward",
            "press", "block", "unblock", "deactivate",
        }:  # fmt: skip
            raise ValueError(f"people do not {act}")
        result = getattr(person, act)(**self._arguments(person, order))
        if isinstance(result, Press):
            self._presses[result.id] = result
            return {"id": result.id, "data": result.data}
        return result

    def _arguments(self, person: Person, order: Json) -> Json:
        """Ids become the things that they name."""
        arguments = dict(order)
        chat = self._chat(arguments["chat"]) if "chat" in arguments else person.chat
        if "chat" in arguments:
            arguments["chat"] = chat
        for name in ("message", "reply_to", "to"):
            if name in arguments:
                arguments[name] = self._message(chat, int(arguments[name]))
        if "content" in arguments:
            arguments["content"] = base64.b64decode(arguments["content"])
        if isinstance(origin := arguments.get("origin"), dict):
            arguments["origin"] = self._origin(origin)
        return arguments

    def _origin(self, origin: Json) -> Person | Channel:
        if "person" in origin:
            return self._emulator.person_with_id(int(origin["person"]))
        return self._emulator.channel(origin["channel"], origin.get("username"))

    def _chat(self, chat_id: Any) -> "Chat":
        return self._emulator.chat(int(chat_id))

    def _message(self, chat: "Chat", message_id: int) -> SeenMessage:
        return chat.message(message_id)

    def add_group(self, request: web.Request, order: Json) -> Any:
        members = [self._emulator.person_with_id(int(number)) for number in order.pop("members")]
        group = self._emulator.group(order.pop("title"), *members, **order)
        return {"id": group.id, "kind": group.kind}

    def change_group(self, request: web.Request, order: Json) -> Any:
        act = request.match_info["act"]
        if act not in {"join", "leave", "add_bot", "remove_bot", "promote_bot", "migrate"}:
            raise ValueError(f"groups do not {act}")
        people = {
            name: self._emulator.person_with_id(int(number)) for name, number in order.items()
        }
        result = getattr(self._chat(request.match_info["chat"]), act)(**people)
        return {"id": result.id} if act == "migrate" else {}

    def list_chats(self, request: web.Request, order: Json) -> Any:
        return [
            {"id": chat.id, "kind": chat.kind, "title": chat.title} for chat in self._emulator.chats
        ]

    def show_chat(self, request: web.Request, order: Json) -> Any:
        chat = self._chat(request.match_info["chat"])
        return {
            "id": chat.id,
            "kind": chat.kind,
            "title": chat.title,
            "bot_status": chat.bot_status,
            "messages": chat.transcript(),
            "replies": [message.id for message in chat.replies()],
            "actions": chat.actions,
            "drafts": chat.drafts,
        }

    async def wait_for_reply(self, request: web.Request, order: Json) -> SeenMessage:
        """The next reply, or the next that contains `contains`; at most `timeout` seconds."""
        chat = self._chat(request.match_info["chat"])
        wanted = request.query.get("contains", "")
        timeout = float(request.query.get("timeout", 5))
        return await chat.wait_for_reply(lambda seen: wanted in seen.text, timeout)

    def show_press(self, request: web.Request, order: Json) -> Any:
        press = self._presses[request.match_info["press"]]
        return {"id": press.id, "data": press.data, "answer": press.answer}

    def add_fault(self, request: web.Request, order: Json) -> Any:
        self._emulator.faults.add(fault_from_json(order))
        return {"orders": len(self._emulator.faults.orders)}

    def list_faults(self, request: web.Request, order: Json) -> Any:
        return [
            {
                "action": type(fault.action).__name__.lower(),
                "method": fault.method,
                "where": fault.where,
                "times": fault.times,
                "hits": fault.hits,
            }
            for fault in self._emulator.faults.orders
        ]

    def clear_faults(self, request: web.Request, order: Json) -> Any:
        self._emulator.faults.clear()
        return {}

    def change_delivery(self, request: web.Request, order: Json) -> Any:
        act = request.match_info["act"]
        if act not in {
            "hold", "release", "duplicate_next", "redeliver", "reverse_next_batch", "skip_ids",
            "raw", "poison", "unknown_kind",
        }:  # fmt: skip
            raise ValueError(f"a delivery does not {act}")
        return {"result": getattr(self._emulator.delivery, act)(**order)}

    def show_delivery(self, request: web.Request, order: Json) -> Any:
        delivery = self._emulator.delivery
        return {
            "waiting": delivery.waiting,
            "confirmed": delivery.confirmed,
            "webhook_url": delivery.webhook_url,
            "webhook_posts": delivery.webhook_posts,
        }

    def change_flood(self, request: web.Request, order: Json) -> Any:
        if order.pop("on", True):
            self._emulator.flood.enforce(**order)
        else:
            self._emulator.flood.relax()
        return {"on": self._emulator.flood.on}

    def advance_clock(self, request: web.Request, order: Json) -> Any:
        with self._emulator.world.lock:
            return {"now": self._emulator.clock.advance(int(order.get("advance", 0)))}

    def show_journal(self, request: web.Request, order: Json) -> Any:
        since = int(request.query.get("since", 0))
        calls = self._emulator.journal.calls(request.query.get("method"))
        return [call for call in calls if call.seq > since]

    def show_violations(self, request: web.Request, order: Json) -> Any:
        return [as_json(each) | {"words": str(each)} for each in self._emulator.violations]
