"""Works the inbox: decides once what an entry brings about, then does it, channel by channel."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from bot.slack_channel.calls import Call
from bot.slack_channel.decision import Commit
from bot.slack_channel.delivery.pace import Pace
from bot.slack_channel.delivery.plans import Plans, Step
from bot.slack_channel.delivery.sender import Sender
from bot.slack_channel.incoming import UnreadableEventError
from bot.storage.database import Database
from bot.storage.identity import Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Entry, EntryState

logger = logging.getLogger(__name__)

# An entry that fails is tried again, in case the fault was a passing one; then its sender hears.
TRIES = 3
# Each waits for Slack most of the time; a channel under a rate limit keeps its place for a while.
AT_ONCE = 64

Decide: TypeAlias = Callable[[Entry], Awaitable[Commit]]
Apologise: TypeAlias = Callable[[Entry, str], Sequence[Call]]


class Worker:
    """Takes entries until it is cancelled; those of one channel one after another."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        plans: Plans,
        sender: Sender,
        *,
        decide: Decide,
        apologise: Apologise,
        wake: asyncio.Event,
        pace: Pace,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._plans = plans
        self._sender = sender
        self._decide = decide
        self._apologise = apologise
        self._wake = wake
        self._pace = pace
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Claim entries as they come; when cancelled, finish what has begun, if it is quick."""
        try:
            while True:
                self._wake.clear()
                entries = await self._claim()
                for entry in entries:
                    task = asyncio.create_task(self._work(entry))
                    self._tasks.add(task)
                    task.add_done_callback(self._finished)
                if not entries:
                    await self._idle()
        finally:
            await self._end()

    async def _claim(self) -> list[Entry]:
        try:
            return await asyncio.to_thread(self._claimed)
        except SQLAlchemyError as fault:
            logger.error("The inbox cannot be read (%s)", type(fault).__name__)
            await asyncio.sleep(self._pace.glance)
            return []

    def _claimed(self) -> list[Entry]:
        # Many in one transaction: each commit costs time.
        with self._database.write(durable=False):
            claims = iter(lambda: self._inbox.claim(Platform.SLACK), None)
            room = max(0, AT_ONCE - len(self._tasks))
            return [entry for entry in itertools.islice(claims, room) if entry]

    async def _idle(self) -> None:
        # Not wait_for: in Python 3.11 it can swallow a cancellation, and the process would not end.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._pace.glance):
                await self._wake.wait()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()

    async def _end(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._pace.farewell)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._inbox.release)

    async def _work(self, entry: Entry) -> None:
        try:
            steps = await asyncio.to_thread(self._plans.of_entry, entry.id)
            await self._make(entry, steps or await self._decided(entry))
        except UnreadableEventError as fault:
            await self._fail(entry, f"unreadable: {fault}", pause=0)
        except Exception as fault:  # noqa: BLE001  # the one boundary: the chat hears of it
            await self._apologised(entry, fault)

    async def _make(self, entry: Entry, steps: Sequence[Step]) -> None:
        for step in steps:
            await self._sender.make(step)
        if steps:
            await asyncio.to_thread(self._inbox.done, entry)

    async def _decided(self, entry: Entry) -> tuple[Step, ...]:
        commit = await self._decide(entry)
        return await asyncio.to_thread(self._kept, entry, commit)

    def _kept(self, entry: Entry, commit: Commit) -> tuple[Step, ...]:
        with self._database.write():
            decision = commit()
            if decision.calls:
                self._plans.keep(entry.id, decision.person_id, decision.calls)
            else:
                self._inbox.done(entry)
        return self._plans.of_entry(entry.id)

    async def _apologised(self, entry: Entry, fault: Exception) -> None:
        incident = secrets.token_hex(4)
        logger.error("Incident %s: entry %s failed", incident, entry.id, exc_info=fault)
        if entry.attempts < TRIES:
            await self._fail(entry, f"incident {incident}", pause=entry.attempts)
            return
        try:
            steps = await asyncio.to_thread(self._apology, entry, incident)
            await self._make(entry, steps)
        except Exception:
            logger.exception("Incident %s could not be told", incident)
            await self._fail(entry, f"incident {incident}", pause=self._pace.longest_pause)

    def _apology(self, entry: Entry, incident: str) -> tuple[Step, ...]:
        calls = self._apologise(entry, incident)
        with self._database.write():
            self._plans.keep(entry.id, None, calls)
            if not calls:
                self._inbox.done(entry)
        return self._plans.of_entry(entry.id)

    async def _fail(self, entry: Entry, fault: str, *, pause: float) -> None:
        retry_in = timedelta(seconds=pause * self._pace.first_pause)
        state = await asyncio.to_thread(self._inbox.fail, entry, fault, retry_in=retry_in)
        if state is EntryState.FAILED:
            logger.error("Entry %s is set aside: %s", entry.id, fault)
