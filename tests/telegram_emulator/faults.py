"""Faults that a test orders: refusals, rubbish, silence and broken connections."""

import json
import random
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .records import Json

Where = Literal["before", "after_commit"]

USUAL_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    ),
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}
BAD_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    "</body>\r\n</html>\r\n"
)


@dataclass(frozen=True, slots=True)
class Respond:
    """Answers with this status and body, whatever it is."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drop:
    """Closes the connection politely (FIN) without an answer."""


@dataclass(frozen=True, slots=True)
class Abort:
    """Tears the connection down (RST) without an answer."""


@dataclass(frozen=True, slots=True)
class Hang:
    """Says nothing for so long, then closes the connection."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Delay:
    """Answers properly, but late."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Truncate:
    """Promises the whole answer and sends only its first bytes."""

    bytes_sent: int


Action = Respond | Drop | Abort | Hang | Delay | Truncate


@dataclass(slots=True)
class Fault:
    """An order to spoil some calls; `hits` counts those it spoiled.

    `method` is a method's name, "*" for all, or "file" for downloads. `match` names parameters and
    a piece of text that each must contain. `where` tells whether the call does its work first.
    """

    action: Action
    method: str = "*"
    where: Where = "before"
    match: Mapping[str, str] = field(default_factory=dict)
    times: int | None = 1
    probability: float = 1.0
    seed: int = 0
    hits: int = 0
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.probability <= 1:
            raise ValueError(f"a probability of {self.probability}")
        self._random = random.Random(self.seed)

    @property
    def is_spent(self) -> bool:
        return self.times is not None and self.hits >= self.times

    def strikes(self, method: str, params: Mapping[str, Any]) -> bool:
        if self.is_spent or self.method not in ("*", method):
            return False
        for name, piece in self.match.items():
            if piece not in _as_text(params.get(name, "")):
                return False
        return self.probability == 1 or self._random.random() < self.probability


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class Faults:
    """The orders in force, the oldest first; `fault = faults.drop("sendMessage")`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        with self._lock:
            self._orders.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        with self._lock:
            self._orders.remove(fault)

    def clear(self) -> None:
        with self._lock:
            self._orders.clear()

    @property
    def orders(self) -> list[Fault]:
        with self._lock:
            return list(self._orders)

    def strike(self, method: str, params: Mapping[str, Any]) -> Fault | None:
        """The fault that befalls this call, already counted."""
        with self._lock:
            for fault in self._orders:
                if fault.strikes(method, params):
                    fault.hits += 1
                    return fault
        return None

    def refuse(
        self,
        method: str,
        status: int,
        description: str = "",
        *,
        parameters: Json | None = None,
        headers: Mapping[str, str] | None = None,
        **when: Any,
    ) -> Fault:
        """A refusal in the form of the Bot API: `refuse("getUpdates", 401, times=3)`."""
        answer: Json = {
            "ok": False,
            "error_code": status,
            "description": description or USUAL_WORDS.get(status, "Error"),
        }
        if parameters:
            answer["parameters"] = parameters
        respond = Respond(status, json.dumps(answer).encode(), headers=headers or {})
        return self.add(Fault(respond, method, **when))

    def flood(self, method: str, retry_after: int | None, **when: Any) -> Fault:
        """429; None leaves out how long to wait."""
        if retry_after is None:
            return self.refuse(method, 429, **when)
        words = f"Too Many Requests: retry after {retry_after}"
        return self.refuse(method, 429, words, parameters={"retry_after": retry_after}, **when)

    def raw(
        self,
        method: str,
        body: bytes | str,
        *,
        status: int = 200,
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
        **when: Any,
    ) -> Fault:
        """Any bytes at all, such as malformed JSON."""
        content = body.encode() if isinstance(body, str) else body
        return self.add(
            Fault(Respond(status, content, content_type, headers or {}), method, **when)
        )

    def bad_gateway(self, method: str, **when: Any) -> Fault:
        """The HTML page of a proxy that has lost its server."""
        page = BAD_GATEWAY_PAGE
        return self.raw(method, page, status=502, content_type="text/html", **when)

    def drop(self, method: str, **when: Any) -> Fault:
        return self.add(Fault(Drop(), method, **when))

    def abort(self, method: str, **when: Any) -> Fault:
        return self.add(Fault(Abort(), method, **when))

    def hang(self, method: str, seconds: float, **when: Any) -> Fault:
        return self.add(Fault(Hang(seconds), method, **when))

    def delay(self, method: str, seconds: float, **when: Any) -> Fault:
        return self.add(Fault(Delay(seconds), method, **when))

    def truncate(self, method: str, bytes_sent: int = 10, **when: Any) -> Fault:
        """Half an answer; the work is done first, as there must be an answer to cut."""
        return self.add(Fault(Truncate(bytes_sent), method, **({"where": "after_commit"} | when)))


def fault_from_json(order: Json) -> Fault:
    """A fault as another process writes it to `/_sim/faults`."""
    order = dict(order)
    kind = order.pop("action")
    take = _taker(order)
    actions: dict[str, Any] = {
        "respond": lambda: _respond_from(take),
        "drop": Drop,
        "abort": Abort,
        "hang": lambda: Hang(float(take("seconds", 60))),
        "delay": lambda: Delay(float(take("seconds", 1))),
        "truncate": lambda: Truncate(int(take("bytes_sent", 10))),
    }
    if kind not in actions:
        raise ValueError(f"no such action: {kind}; there are {', '.join(actions)}")
    action = actions[kind]()
    if isinstance(action, Truncate):
        order.setdefault("where", "after_commit")
    _refuse_unknown(order, {"method", "where", "match", "times", "probability", "seed"})
    return Fault(action, **order)


def _taker(order: Json) -> Any:
    return lambda name, otherwise: order.pop(name, otherwise)


def _respond_from(take: Any) -> Respond:
    status = int(take("status", 500))
    description = take("description", USUAL_WORDS.get(status, "Error"))
    answer: Json = {"ok": False, "error_code": status, "description": description}
    retry_after = take("retry_after", None)
    if retry_after is not None:
        answer["parameters"] = {"retry_after": retry_after}
    body = take("body", json.dumps(answer))
    content_type = take("content_type", "application/json")
    return Respond(status, body.encode(), content_type, take("headers", {}))


def _refuse_unknown(order: Json, known: Iterable[str]) -> None:
    if unknown := set(order) - set(known):
        raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
