"""Makes the calls of a plan, each until Telegram has it or will never take it.

Every state of a call is in the outbox before and after it is made. Where the connection broke,
an edit is simply made again. A new message is sent again too, since nobody must stay without an
answer and the Bot API cannot be asked whether it arrived: that is counted, and in the audit log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias, assert_never

from telegram import Bot
from telegram.error import TelegramError

from bot.desk.desk import Desk
from bot.storage.audit import SYSTEM, AuditLog
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.outbox import Message, Outbox, SendState
from bot.storage.plan_messages import PlanMessages
from bot.storage.receipt_messages import Part, ReceiptMessages
from bot.telegram_channel.calls import Edit, Fetch, File, Post, Sent, Toast, payload_of
from bot.telegram_channel.delivery.bot_api import perform
from bot.telegram_channel.delivery.commits import Commits
from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.delivery.outcome import (
    DoneAlready,
    MovedTo,
    Outcome,
    Refused,
    TargetGone,
    TryAgain,
    outcome_of,
)
from bot.telegram_channel.delivery.pace import Pace, longer
from bot.telegram_channel.delivery.plans import Step
from bot.telegram_channel.render.message import message_of
from bot.telegram_channel.render.rich_text import RichText

logger = logging.getLogger(__name__)

# So many calls on the wire at once. More would not be quicker, and all of them are in doubt when
# the process is killed. Whoever waits for flood control is not on the wire.
LINES = 12

# Takes a file in; what it returns is to be told, where it is not empty.
TakeIn: TypeAlias = Callable[[Fetch], Awaitable[str]]
Final: TypeAlias = DoneAlready | TargetGone | MovedTo | Refused


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another process makes the call."""


class Sender:
    """Sends what the outbox holds."""

    def __init__(
        self,
        bot: Bot,
        commits: Commits,
        database: Database,
        outbox: Outbox,
        desk: Desk,
        *,
        take_in: TakeIn,
        pace: Pace,
        health: Health,
    ) -> None:
        self._bot = bot
        self._commits = commits
        self._outbox = outbox
        self._desk = desk
        self._take_in = take_in
        self._messages = ReceiptMessages(database)
        self._plans = PlanMessages(database)
        self._audit = AuditLog(database)
        self._pace = pace
        self._health = health
        self._lines = asyncio.Semaphore(LINES)

    async def make(self, step: Step, *, then: Callable[[], object] = lambda: None) -> bool:
        """Makes the call, however long it takes; its chat waits, others do not.

        ``then`` is done in the transaction which says that the call is over. False where another
        process was quicker to make it.
        """
        if step.call is None or step.state is SendState.SENT:
            await self._commits.run(then)
            return True
        if isinstance(step.call, Fetch):
            await self._fetch(step.key, step.call, then)
            return True
        if step.state is SendState.UNKNOWN:
            if not await self._commits.run(partial(self._outbox.take, step.key)):
                return False
            await self._again(step.key, step.call, "the process ended while it was sent")
        call: Sent | None = step.call
        pause = self._pace.first_pause
        while call is not None:
            outcome = await self._once(step.key, call, then)
            match outcome:
                case None | Elsewhere():
                    return outcome is None
                case TryAgain():
                    await self._wait(step.key, call, outcome, pause)
                    pause = longer(pause, self._pace)
                case _:
                    call = await self._next(step.key, call, outcome, then)
        return True

    async def _once(
        self, key: str, call: Sent, then: Callable[[], object]
    ) -> Outcome | Elsewhere | None:
        """Makes the call once; ``None`` where Telegram did it."""
        async with self._lines:
            if not await self._commits.run(partial(self._outbox.start, key)):
                return Elsewhere()
            try:
                message = await perform(self._bot, call)
            except TelegramError as fault:
                return outcome_of(fault)
            await self._commits.run(partial(self._sent, key, call, message, then))
            return None

    async def _fetch(self, key: str, call: Fetch, then: Callable[[], object]) -> None:
        """Brings a file in. It may take long and holds no line; done again, it is done once."""
        told = await self._take_in(call)
        await self._commits.run(partial(self._taken, key, call.chat, told, then))

    async def _next(
        self, key: str, call: Sent, outcome: Final, then: Callable[[], object]
    ) -> Sent | None:
        """What to call instead; ``None`` where the step is over."""
        if isinstance(outcome, DoneAlready):
            message = call.message if isinstance(call, Edit) else None
            await self._commits.run(partial(self._sent, key, call, message, then))
            return None
        instead = _instead_of(call, outcome)
        # Not sent, and never will be: with its entry it is cleared away.
        over = then if instead is None else lambda: None
        await self._commits.run(partial(self._unsent, key, over))
        return instead

    async def _wait(self, key: str, call: Sent, outcome: TryAgain, pause: float) -> None:
        logger.info("A %s is tried again: %s", call.kind, outcome.why)
        self._health.retried += 1
        if outcome.doubtful:
            await self._again(key, call, outcome.why)
        else:
            await self._commits.run(partial(self._outbox.unsent, key, outcome.why))
        await asyncio.sleep(pause if outcome.seconds is None else outcome.seconds)

    async def _again(self, key: str, call: Sent, why: str) -> None:
        """Telegram may have it already: doing it again is harmless for all but a new message."""
        repeats = isinstance(call, Post | File)
        if repeats:
            self._health.repeated += 1
            logger.warning("A message is sent again and may be there twice: %s", why)
        await self._commits.run(partial(self._reset, key, why, audited=repeats))

    # The rest runs within a transaction of ``Commits``.

    def _taken(self, key: str, chat: int, told: str, then: Callable[[], object]) -> None:
        self._outbox.sent(key, "")
        if told:
            place = Address(Platform.TELEGRAM, str(chat))
            post = Post(chat, message_of(RichText(told)))
            self._outbox.plan(Message(f"{key} told", place, payload_of(post)))
        then()

    def _reset(self, key: str, why: str, *, audited: bool) -> None:
        self._outbox.unsure(key, why)
        self._outbox.unsent(key, why)
        if audited:
            self._audit.record(SYSTEM, "sent again", "telegram")

    def _unsent(self, key: str, then: Callable[[], object]) -> None:
        self._outbox.unsent(key)
        then()

    def _sent(self, key: str, call: Sent, message: int | None, then: Callable[[], object]) -> None:
        self._outbox.sent(key, str(message or ""))
        if isinstance(call, Post | Edit) and message is not None:
            place = Address(Platform.TELEGRAM, str(call.chat), str(call.thread or ""))
            self._tie(call, place.at(str(message)))
        then()

    def _tie(self, call: Post | Edit, shown_at: Address) -> None:
        if call.tie.receipt:
            content = payload_of(call)["content"]
            self._messages.tie(call.tie.receipt, Part.ANSWER, shown_at, content)
        if call.tie.escalation:
            self._desk.shown(call.tie.escalation, shown_at)
        if call.tie.submission:
            self._plans.tie(call.tie.submission, shown_at, awaits=call.tie.awaits)


def _instead_of(call: Sent, outcome: TargetGone | MovedTo | Refused) -> Sent | None:
    match outcome:
        case TargetGone():
            if not isinstance(call, Edit) or not call.anew:
                return None
            return Post(call.chat, call.content, call.thread, tie=call.tie)
        case MovedTo():
            return None if isinstance(call, Toast) else replace(call, chat=outcome.chat)
        case Refused():
            level = logging.ERROR if outcome.ours else logging.INFO
            logger.log(level, "Telegram refuses a %s: %s", call.kind, outcome.why)
            return None
        case _:
            assert_never(outcome)
