"""Makes the calls of a plan, each until Slack has it or will never take it.

Every state of a call is in the outbox before and after it is made. Where a connection broke while
a message was posted, Slack is asked whether it stands there before it is posted again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never
from weakref import WeakValueDictionary

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.desk import Desk
from bot.slack_channel.calls import (
    Call,
    Edit,
    HandOut,
    Post,
    Redraw,
    Respond,
    Whisper,
    payload_of,
)
from bot.slack_channel.delivery.drawing import Drawing, drawn
from bot.slack_channel.delivery.outcome import (
    FAULTS,
    BlocksRefused,
    Refused,
    TargetGone,
    TryAgain,
    outcome_of,
)
from bot.slack_channel.delivery.pace import Pace, longer
from bot.slack_channel.delivery.plans import Step
from bot.slack_channel.delivery.reconcile import find_sent
from bot.slack_channel.delivery.web_api import perform
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.outbox import Outbox, SendState
from bot.storage.plan_messages import PlanMessages
from bot.storage.receipt_messages import Part, ReceiptMessages

logger = logging.getLogger(__name__)


class Sender:
    """Sends what the outbox holds."""

    def __init__(
        self,
        client: AsyncWebClient,
        database: Database,
        outbox: Outbox,
        desk: Desk,
        *,
        drawing: Drawing,
        pace: Pace,
    ) -> None:
        self._client = client
        self._database = database
        self._outbox = outbox
        self._desk = desk
        self._messages = ReceiptMessages(database)
        self._plans = PlanMessages(database)
        self._drawing = drawing
        # One after another for each message, so that what was drawn last arrives last.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._pace = pace

    async def make(self, step: Step, *, taken: bool = False) -> None:
        """Makes the call, however long it takes; its channel waits, others do not. ``taken``: it
        belongs to no entry, and is held in the outbox until it has been made."""
        if step.call is None or step.state is SendState.SENT:
            return
        call: Call | None = step.call
        doubtful, bare = step.state is SendState.UNKNOWN, False
        pause = self._pace.first_pause

        async def record(change: Callable[..., None], *details: object) -> None:
            if not taken:
                await asyncio.to_thread(change, step.key, *details)

        while call is not None:
            try:
                message = await self._found(step.key, call) if doubtful else ""
                if not message:
                    await record(self._start)
                    message = await self._made(step.key, call, bare=bare)
            except FAULTS as fault:
                outcome = outcome_of(fault)
            else:
                await asyncio.to_thread(self._sent, step.key, call, message)
                return
            match outcome:
                case TryAgain():
                    doubtful = doubtful or outcome.doubtful
                    logger.info("A %s is tried again: %s", call.kind, outcome.why)
                    await record(self._note, outcome)
                    await asyncio.sleep(pause if outcome.seconds is None else outcome.seconds)
                    pause = longer(pause, self._pace)
                case BlocksRefused() if not bare:
                    logger.error("Slack refuses the blocks of a %s: %s", call.kind, outcome.why)
                    bare = True
                case TargetGone() | BlocksRefused() | Refused():
                    await record(self._outbox.unsent, outcome.why)
                    call = _instead(call, outcome)
                    if call is None:
                        await asyncio.to_thread(self._outbox.sent, step.key, "")
                case _:
                    assert_never(outcome)

    async def _made(self, key: str, call: Call, *, bare: bool) -> str:
        if not isinstance(call, Redraw):
            return await self._performed(key, call, bare=bare)
        async with self._turns.setdefault(f"{call.chat} {call.message}", asyncio.Lock()):
            return await self._performed(key, call, bare=bare)

    async def _performed(self, key: str, call: Call, *, bare: bool) -> str:
        ready, page = await asyncio.to_thread(drawn, self._drawing, call)
        if ready is None:
            return ""
        return await perform(self._client, key, ready, bare=bare, page=page)

    async def _found(self, key: str, call: Call) -> str:
        """The message that was posted though the connection broke; empty where there is none."""
        if not isinstance(call, Post | HandOut):
            return ""
        try:
            return await find_sent(self._client, key, call) or ""
        except SlackApiError as fault:
            if isinstance(outcome_of(fault), TryAgain):
                raise
            return ""  # what cannot be read, such as a thread that is gone, does not hold it

    def _start(self, key: str) -> None:
        self._outbox.unsent(key)
        self._outbox.start(key)

    def _note(self, key: str, outcome: TryAgain) -> None:
        note = self._outbox.unsure if outcome.doubtful else self._outbox.unsent
        note(key, outcome.why)

    def _sent(self, key: str, call: Call, message: str) -> None:
        with self._database.write():
            self._outbox.sent(key, message)
            if isinstance(call, Post | Edit) and message:
                place = Address(Platform.SLACK, call.chat, call.thread)
                self._tie(call, place.at(message))

    def _tie(self, call: Post | Edit, shown_at: Address) -> None:
        if call.tie.receipt:
            # An answer that was shared has the asker's words above it, which are not kept.
            shared = isinstance(call, Post) and call.url
            content = None if shared else payload_of(call)["content"]
            self._messages.tie(call.tie.receipt, Part.ANSWER, shown_at, content)
        if call.tie.escalation:
            self._desk.shown(call.tie.escalation, shown_at)
        if call.tie.submission:
            self._plans.tie(call.tie.submission, shown_at)


def _instead(call: Call, outcome: TargetGone | BlocksRefused | Refused) -> Call | None:
    """What to call where that cannot be done; ``None`` where nothing is left."""
    level = logging.ERROR if isinstance(outcome, Refused) and outcome.ours else logging.INFO
    logger.log(level, "Slack refuses a %s: %s", call.kind, outcome.why)
    match call:
        case Edit() if isinstance(outcome, TargetGone) and call.anew:
            return Post(call.chat, call.content, call.thread, call.tie)
        case Post() if isinstance(outcome, TargetGone) and call.thread:
            return Post(call.chat, call.content, "", call.tie)
        case HandOut() if isinstance(outcome, TargetGone) and call.thread:
            return replace(call, thread="")
        case Post() if call.url:
            return Respond(call.url, "", call.content, public=True)
        case Respond() | Whisper() if call.user:
            return Post(call.user, call.content)
        case _:
            return None
