"""Socket Mode: tickets, connections, envelopes, acks, and connections that die."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any, Final, Literal

from aiohttp import WSMsgType, web

from tests.slack_emulator.clock import Clock
from tests.slack_emulator.identifiers import Identifiers
from tests.slack_emulator.journal import Journal

from .connection import Awaited, Connection, envelope
from .parcel import Attempt, DeliveryFault, Parcel

ACK_SECONDS: Final = 3.0
MOST_CONNECTIONS: Final = 10
TICKET_SECONDS: Final = 30.0
WARNING_SECONDS: Final = 10.0
PING_SECONDS: Final = 5.0

ENDS: Final = {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR}

DisconnectReason = Literal["warning", "refresh_requested", "link_disabled"]


class SocketMode:
    """All the sockets of the app; a transport of the outbox."""

    name = "socket"

    def __init__(
        self, app_id: str, clock: Clock, identifiers: Identifiers, journal: Journal,
        changed: Callable[[], None],
    ) -> None:  # fmt: skip
        self._app_id = app_id
        self._clock = clock
        self._identifiers = identifiers
        self._journal = journal
        self._changed = changed
        self._tickets: dict[str, float] = {}
        self._turn = 0
        self._opened = 0
        self._background: set[asyncio.Task[None]] = set()
        self._somebody = asyncio.Event()
        self.connections: list[Connection] = []

    # --- the app connects ---

    def issue_ticket(self) -> str:
        """A ticket for one connection."""
        ticket = self._identifiers.secret(32)
        self._tickets[ticket] = self._clock.now()
        return ticket

    @property
    def is_full(self) -> bool:
        """Whether ten connections are open."""
        return len([held for held in self.connections if not held.stream.closed]) >= (
            MOST_CONNECTIONS
        )

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if issued is None or self._clock.now() - issued > TICKET_SECONDS:
            self._journal.violate("ticket_used_or_expired", "socket mode", request.path_qs[:60])
            return web.Response(status=403, text="invalid ticket")
        stream = web.WebSocketResponse(autoping=False, autoclose=True)
        await stream.prepare(request)
        self._opened += 1
        connection = Connection(self._opened, stream, request)
        self.connections.append(connection)
        await stream.send_json(self._hello())
        self._refresh()
        pinger = asyncio.create_task(self._ping(connection))
        try:
            await self._listen(connection)
        finally:
            pinger.cancel()
            self._forget(connection)
        return stream

    def _hello(self) -> dict[str, Any]:
        alive = [held for held in self.connections if not held.stream.closed]
        return {
            "type": "hello",
            "num_connections": len(alive),
            "debug_info": {
                "host": "applink-emulator",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._app_id},
        }

    async def _ping(self, connection: Connection) -> None:
        while not connection.stream.closed:
            await asyncio.sleep(PING_SECONDS)
            if not connection.silent:
                with contextlib.suppress(ConnectionError):
                    await connection.stream.ping(b"Ping from applink-emulator")

    async def _listen(self, connection: Connection) -> None:
        while not connection.stream.closed:
            message = await connection.stream.receive()
            if message.type == WSMsgType.TEXT:
                self._read_ack(connection, message.data)
            elif message.type == WSMsgType.PING and not connection.silent:
                await connection.stream.pong(message.data)
            elif message.type == WSMsgType.PONG:
                connection.pings_answered += 1
            elif (
                message.type in {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED}
                or message.type == WSMsgType.ERROR
            ):
                return

    def _forget(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        for awaited in connection.awaited.values():
            if not awaited.answered.done():
                awaited.answered.set_result(None)
        self._refresh()

    def _refresh(self) -> None:
        if self._open():
            self._somebody.set()
        else:
            self._somebody.clear()
        self._changed()

    # --- acks ---

    def _read_ack(self, connection: Connection, text: str) -> None:
        try:
            ack = json.loads(text)
            envelope_id = ack["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self._journal.violate("ack_unreadable", "socket mode", text[:200])
            return
        if set(ack) - {"envelope_id", "payload"}:
            self._journal.violate("ack_unknown_field", "socket mode", text[:200])
        awaited = connection.awaited.get(envelope_id)
        if awaited is None:
            rule = "ack_twice" if envelope_id in connection.done else "ack_unknown_envelope"
            self._journal.violate(rule, "socket mode", text[:200])
            return
        if ack.get("payload") and not awaited.parcel.accepts_response:
            self._journal.violate("ack_payload_not_accepted", awaited.parcel.name, text[:200])
        connection.done.add(envelope_id)
        if self._clock.now() > awaited.deadline:
            self._journal.violate("ack_late", awaited.parcel.name, envelope_id)
        elif not awaited.answered.done() and not awaited.ignore_ack:
            awaited.answered.set_result(ack.get("payload") or {})
        if not awaited.ignore_ack:
            del connection.awaited[envelope_id]

    # --- delivering ---

    async def ready(self) -> None:
        """Wait for an open connection."""
        await self._somebody.wait()

    async def send(
        self, parcel: Parcel, attempt: int, reason: str, fault: DeliveryFault | None
    ) -> Attempt:
        """Send an envelope over one of the open connections and wait for its ack."""
        connection = self._next_connection()
        if connection is None:
            return Attempt("connection_failed")
        action = fault.action if fault else ""
        if action == "drop":
            return Attempt("connection_failed", scripted=True)
        if action == "duplicate":
            other = self._next_connection() or connection
            self._in_background(self._exchange(other, parcel, attempt, reason, ""))
        return await self._exchange(connection, parcel, attempt, reason, action)

    async def _exchange(
        self, connection: Connection, parcel: Parcel, attempt: int, reason: str, action: str
    ) -> Attempt:
        started = self._clock.now()
        envelope_id = self._identifiers.uuid()
        awaited = Awaited(
            parcel, asyncio.get_running_loop().create_future(), started + ACK_SECONDS,
            ignore_ack=action in {"lose_ack", "disconnect_before_ack"},
        )  # fmt: skip
        connection.awaited[envelope_id] = awaited
        connection.sent += 1
        try:
            await connection.stream.send_json(envelope(parcel, envelope_id, attempt, reason))
        except ConnectionError:
            return Attempt("connection_failed", scripted=bool(action))
        if action == "disconnect_before_ack":
            connection.abort()
        pause = self._clock.sleep_until(awaited.deadline)
        expiry: asyncio.Future[Any] = asyncio.ensure_future(pause)
        waiting: set[asyncio.Future[Any]] = {awaited.answered, expiry}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        expiry.cancel()
        seconds = self._clock.now() - started
        if not awaited.answered.done():
            return Attempt("timeout", seconds, scripted=bool(action))
        response = awaited.answered.result()
        if response is None:
            return Attempt("connection_failed", seconds, scripted=bool(action))
        return Attempt("acked", seconds, 200, response)

    def _open(self) -> list[Connection]:
        return [held for held in self.connections if held.is_open]

    def _next_connection(self) -> Connection | None:
        """Slack spreads the load; each envelope goes over one connection."""
        candidates = self._open()
        if not candidates:
            return None
        self._turn += 1
        return candidates[self._turn % len(candidates)]

    # --- connections that end ---

    async def disconnect(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Ask the app to leave every connection, as Slack does every few hours."""
        for connection in self._open():
            note = {
                "type": "disconnect",
                "reason": reason,
                "debug_info": {"host": "applink-emulator"},
            }
            with contextlib.suppress(ConnectionError):
                await connection.stream.send_json(note)
            connection.retiring = True
            wait = WARNING_SECONDS if reason == "warning" else 1.0
            self._in_background(self._close_later(connection, wait))
        self._refresh()

    def close_all(self) -> None:
        """Send a CLOSE frame on every connection."""
        for connection in list(self.connections):
            connection.retiring = True
            self._in_background(connection.stream.close())
        self._refresh()

    def abort_all(self) -> None:
        """Reset every connection without a word."""
        for connection in list(self.connections):
            connection.abort()

    def go_silent(self) -> None:
        """Keep the connections open, but answer no ping and send nothing any more."""
        for connection in self.connections:
            connection.silent = True
        self._refresh()

    async def _close_later(self, connection: Connection, seconds: float) -> None:
        await self._clock.sleep(seconds)
        await connection.stream.close()

    def _in_background(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def close(self) -> None:
        """End everything, at the end of a test."""
        for task in list(self._background):
            task.cancel()
        self.abort_all()
