"""Delivers events at least once and in order of their making; interactions once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from tests.slack_emulator.clock import Clock
from tests.slack_emulator.journal import Journal

from .parcel import Attempt, DeliveryFault, Parcel, Transport

# Slack: nearly at once, after one minute, after five minutes.
RETRY_PAUSES: Final = (0.0, 0.0, 60.0, 300.0)
RETRY_REASONS: Final = {
    "socket": {"timeout": "timeout", "connection_failed": "connection_failed"},
    "http": {
        "timeout": "http_timeout",
        "http_error": "http_error",
        "connection_failed": "connection_failed",
    },
}

Finished = Callable[[Attempt], Awaitable[None] | None]


class Outbox:
    """Everything on its way to the app."""

    def __init__(self, clock: Clock, journal: Journal) -> None:
        self._clock = clock
        self._journal = journal
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[tuple[Parcel, Finished | None]] | None = None
        self.faults: list[DeliveryFault] = []
        self._transport: Transport | None = None
        self._connected = asyncio.Event()

    @property
    def transport(self) -> Transport | None:
        """The way to the app, once there is one."""
        return self._transport

    def use(self, transport: Transport) -> None:
        """Deliver this way from now on."""
        self._transport = transport
        self._connected.set()

    def post(self, parcel: Parcel, finished: Finished | None = None) -> None:
        """Start to deliver; `finished` is told how it ended."""
        if self._held is not None and parcel.is_event:
            self._held.append((parcel, finished))
            return
        task = asyncio.create_task(self._deliver(parcel, finished))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def hold(self) -> None:
        """Keep events back, so that they can be let go in another order."""
        self._held = []

    def release(self, *, reverse: bool = False) -> int:
        """Let the held events go."""
        held, self._held = self._held or [], None
        for parcel, finished in reversed(held) if reverse else held:
            self.post(parcel, finished)
        return len(held)

    @property
    def under_way(self) -> int:
        """How many parcels have not ended yet."""
        return len(self._tasks) + len(self._held or [])

    async def close(self) -> None:
        """Give up all that is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, parcel: Parcel, finished: Finished | None) -> None:
        if parcel.is_event:
            attempt = await self._deliver_event(parcel)
        else:
            attempt = await self._try_once(parcel, 0, "")
        if finished is not None:
            told = finished(attempt)
            if told is not None:
                await told

    async def _deliver_event(self, parcel: Parcel) -> Attempt:
        last = Attempt("connection_failed")
        reason = ""
        for number, pause in enumerate(RETRY_PAUSES):
            await self._clock.sleep(pause)
            transport = await self._wait_for_transport()
            last = await self._try_once(parcel, number, reason)
            if last.acked or last.no_retry:
                return last
            reason = RETRY_REASONS[transport.name].get(last.outcome, "unknown_error")
        self._journal.violate("event_given_up", parcel.name, f"{parcel.event_id} was never acked")
        return last

    async def _wait_for_transport(self) -> Transport:
        await self._connected.wait()
        transport = self._transport
        if transport is None:
            raise RuntimeError("no transport")
        await transport.ready()
        return transport

    async def _try_once(self, parcel: Parcel, number: int, reason: str) -> Attempt:
        fault = next((fault for fault in self.faults if fault.strikes(parcel)), None)
        if fault and fault.action == "delay":
            await self._clock.sleep(fault.seconds)
        transport = self.transport
        if transport is None:
            attempt = Attempt("connection_failed")
        else:
            attempt = await transport.send(parcel, number, reason, fault)
        self._journal.record_delivery(
            parcel.kind, parcel.name, parcel.event_id, number,
            transport.name if transport else "none", attempt.outcome, attempt.seconds,
        )  # fmt: skip
        if attempt.outcome in {"timeout", "http_error"} and not attempt.scripted:
            detail = f"{attempt.outcome} {attempt.status or ''} after {attempt.seconds:.1f} s"
            self._journal.violate("not_acked", parcel.name, detail)
        return attempt
