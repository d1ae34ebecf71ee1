"""Writes of many chats in one transaction: a commit waits for the disk, whatever it holds.

That makes an answer quicker when many ask at once. It also keeps the moment short in which Telegram
has a message and the database does not know it yet: what a killed process would send again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.storage.database import Database

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Waiting:
    act: Callable[[], object]
    done: asyncio.Future[Any]


class Commits:
    """Runs database work in the order in which it comes, as much at once as waits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def run(self, act: Callable[[], Result]) -> Result:
        """Does it within a transaction, and returns when that is on disk."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(act, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await done

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            outcomes = await asyncio.to_thread(self._together, [each.act for each in batch])
            for each, outcome in zip(batch, outcomes, strict=True):
                if each.done.done():  # whoever waited for it was cancelled
                    continue
                if isinstance(outcome, Exception):
                    each.done.set_exception(outcome)
                else:
                    each.done.set_result(outcome)

    def _together(self, acts: Sequence[Callable[[], object]]) -> list[object]:
        try:
            with self._database.write():
                return [act() for act in acts]
        except Exception:  # noqa: BLE001  # each then gets its own outcome, and raises it there
            return [self._alone(act) for act in acts]

    def _alone(self, act: Callable[[], object]) -> object:
        try:
            with self._database.write():
                return act()
        except Exception as fault:  # noqa: BLE001  # raised to whoever waits
            return fault
