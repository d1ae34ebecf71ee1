"""Works the inbox: decides once what an entry brings about, then does it, chat by chat."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from bot.storage.identity import Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Entry, EntryState
from bot.telegram_channel.calls import Call
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.delivery.commits import Commits
from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.delivery.pace import Pace
from bot.telegram_channel.delivery.plans import Plans, Step
from bot.telegram_channel.delivery.sender import Sender
from bot.telegram_channel.incoming import UnreadableUpdateError

logger = logging.getLogger(__name__)

# An entry that fails is tried again, in case the fault was a passing one; then its sender hears.
TRIES = 3
# A chat under flood control keeps its place for as long as that lasts.
AT_ONCE = 64


Decide: TypeAlias = Callable[[Entry], Commit]
Apologise: TypeAlias = Callable[[Entry, str], Sequence[Call]]


class Worker:
    """Takes entries until it is cancelled; those of one chat one after another."""

    def __init__(
        self,
        commits: Commits,
        inbox: Inbox,
        plans: Plans,
        sender: Sender,
        *,
        decide: Decide,
        apologise: Apologise,
        wake: asyncio.Event,
        pace: Pace,
        health: Health,
    ) -> None:
        self._commits = commits
        self._inbox = inbox
        self._plans = plans
        self._sender = sender
        self._decide = decide
        self._apologise = apologise
        self._wake = wake
        self._pace = pace
        self._health = health
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
            return await self._commits.run(self._claim_some)
        except SQLAlchemyError as fault:
            logger.error("The inbox cannot be read (%s)", type(fault).__name__)
            await asyncio.sleep(self._pace.glance)
            return []

    def _claim_some(self) -> list[Entry]:
        claims = iter(lambda: self._inbox.claim(Platform.TELEGRAM), None)
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
            await self._make(entry, await self._steps(entry))
        except UnreadableUpdateError as fault:
            await self._fail(entry, f"unreadable: {fault}", pause=0)
        except Exception as fault:  # noqa: BLE001  # the one boundary: the chat hears of it
            await self._apologised(entry, fault)

    async def _make(self, entry: Entry, steps: Sequence[Step]) -> None:
        for step in steps[:-1]:
            await self._sender.make(step)
        for last in steps[-1:]:
            await self._sender.make(last, then=partial(self._inbox.done, entry))
        self._health.answered += 1

    async def _steps(self, entry: Entry) -> tuple[Step, ...]:
        """What is to be done for the entry: decided now, or before the process was killed."""
        decided = await asyncio.to_thread(self._plans.of_entry, entry.id)
        if decided:
            return decided
        commit = await asyncio.to_thread(self._decide, entry)
        return await self._commits.run(partial(self._keep, entry, commit))

    def _keep(self, entry: Entry, commit: Commit) -> tuple[Step, ...]:
        decision = commit()
        if decision.calls:
            return self._plans.keep(entry.id, decision.person_id, decision.calls)
        self._inbox.done(entry)
        return ()

    async def _apologised(self, entry: Entry, fault: Exception) -> None:
        incident = secrets.token_hex(4)
        logger.error("Incident %s: entry %s failed", incident, entry.id, exc_info=fault)
        if entry.attempts < TRIES:
            await self._fail(entry, f"incident {incident}", pause=entry.attempts)
            return
        try:
            calls = self._apologise(entry, incident)
            kept = partial(self._keep, entry, lambda: Decision(calls))
            await self._make(entry, await self._commits.run(kept))
        except Exception:
            logger.exception("Incident %s could not be told", incident)
            await self._fail(entry, f"incident {incident}", pause=self._pace.longest_pause)

    async def _fail(self, entry: Entry, fault: str, *, pause: float) -> None:
        retry_in = timedelta(seconds=pause)
        failed = partial(self._inbox.fail, entry, fault, retry_in=retry_in)
        state = await self._commits.run(failed)
        if state is EntryState.FAILED:
            self._health.set_aside += 1
            logger.error("Entry %s is set aside: %s", entry.id, fault)
