"""Makes the calls of a plan, each until Slack has it or will never take it.

Every state of a call is in the outbox before and after it is made. Where a connection broke while
a message was posted, Slack is asked whether it stands there before it is posted again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.desk import Desk
from bot.slack_channel.calls import Call, Edit, HandOut, Post, Respond, Whisper
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

# The page of a submission's plan; ``None`` where there is no plan any more.
Pages: TypeAlias = Callable[[str], str | None]


class Sender:
    """Sends what the outbox holds."""

    def __init__(
        self,
        client: AsyncWebClient,
        database: Database,
        outbox: Outbox,
        desk: Desk,
        *,
        pages: Pages,
        pace: Pace,
    ) -> None:
        self._client = client
        self._database = database
        self._outbox = outbox
        self._desk = desk
        self._messages = ReceiptMessages(database)
        self._plans = PlanMessages(database)
        self._pages = pages
        self._pace = pace

    async def make(self, step: Step) -> None:
        """Makes the call, however long it takes; its channel waits, others do not."""
        if step.call is None or step.state is SendState.SENT:
            return
        call: Call | None = step.call
        doubtful, bare = step.state is SendState.UNKNOWN, False
        pause = self._pace.first_pause
        while call is not None:
            try:
                message = await self._made(step.key, call, doubtful=doubtful, bare=bare)
            except FAULTS as fault:
                outcome = outcome_of(fault)
            else:
                await asyncio.to_thread(self._sent, step.key, call, message)
                return
            match outcome:
                case TryAgain():
                    doubtful = doubtful or outcome.doubtful
                    await self._wait(step.key, call, outcome, pause)
                    pause = longer(pause, self._pace)
                case BlocksRefused() if not bare:
                    logger.error("Slack refuses the blocks of a %s: %s", call.kind, outcome.why)
                    bare = True
                case TargetGone() | BlocksRefused() | Refused():
                    await asyncio.to_thread(self._outbox.unsent, step.key, outcome.why)
                    call = _instead(call, outcome)
                    if call is None:
                        await asyncio.to_thread(self._outbox.sent, step.key, "")
                case _:
                    assert_never(outcome)

    async def _made(self, key: str, call: Call, *, doubtful: bool, bare: bool) -> str:
        if doubtful and isinstance(call, Post | HandOut):
            found = await self._found(key, call)
            if found:
                return found
        page = await self._page_of(call)
        await asyncio.to_thread(self._start, key)
        if page is None:
            return ""
        return await perform(self._client, key, call, bare=bare, page=page)

    async def _page_of(self, call: Call) -> str | None:
        if not isinstance(call, HandOut):
            return ""
        page = await asyncio.to_thread(self._pages, call.submission)
        if page is None:
            logger.warning("The plan of submission %s is gone", call.submission)
        return page

    async def _found(self, key: str, call: Post | HandOut) -> str:
        try:
            return await find_sent(self._client, key, call) or ""
        except SlackApiError as fault:
            if isinstance(outcome_of(fault), TryAgain):
                raise
            return ""  # what cannot be read, such as a thread that is gone, does not hold it

    def _start(self, key: str) -> None:
        self._outbox.unsent(key)
        self._outbox.start(key)

    async def _wait(self, key: str, call: Call, outcome: TryAgain, pause: float) -> None:
        logger.info("A %s is tried again: %s", call.kind, outcome.why)
        note = self._outbox.unsure if outcome.doubtful else self._outbox.unsent
        await asyncio.to_thread(note, key, outcome.why)
        await asyncio.sleep(pause if outcome.seconds is None else outcome.seconds)

    def _sent(self, key: str, call: Call, message: str) -> None:
        with self._database.write():
            self._outbox.sent(key, message)
            if isinstance(call, Post | Edit) and message:
                place = Address(Platform.SLACK, call.chat, call.thread)
                self._tie(call, place.at(message))

    def _tie(self, call: Post | Edit, shown_at: Address) -> None:
        if call.tie.receipt:
            self._messages.tie(call.tie.receipt, Part.ANSWER, shown_at)
        if call.tie.escalation:
            self._desk.shown(call.tie.escalation, shown_at)
        if call.tie.submission:
            self._plans.tie(call.tie.submission, shown_at)


def _instead(call: Call, outcome: TargetGone | BlocksRefused | Refused) -> Call | None:
    """What to call where that cannot be done; ``None`` where nothing is left."""
    level = logging.ERROR if isinstance(outcome, Refused) and outcome.ours else logging.INFO
    logger.log(level, "Slack refuses a %s: %s", call.kind, outcome.why)
    match call:
        case Edit() if isinstance(outcome, TargetGone):
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
