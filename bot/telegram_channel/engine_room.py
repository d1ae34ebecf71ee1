"""What works behind the listeners: inbox, outbox, worker, and what is done now and then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from telegram.ext import ExtBot

from bot.desk.handover import hand_over_reminders
from bot.settings import Settings
from bot.storage.identity import Address, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Entry, InboxRules
from bot.storage.outbox import Message, Outbox, Send
from bot.storage.recovery import Recovery
from bot.storage.retention import Retention, sweep
from bot.storage.worker import Worker as Process
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Post, payload_of
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.delivery.arrivals import chat_of
from bot.telegram_channel.delivery.commits import Commits
from bot.telegram_channel.delivery.fetching import Fetcher
from bot.telegram_channel.delivery.health import Health
from bot.telegram_channel.delivery.intake import Intake
from bot.telegram_channel.delivery.pace import Pace
from bot.telegram_channel.delivery.plans import Plans
from bot.telegram_channel.delivery.sender import Sender
from bot.telegram_channel.delivery.worker import Worker
from bot.telegram_channel.front import Front
from bot.telegram_channel.handover import steps_of
from bot.telegram_channel.incoming import read_update
from bot.telegram_channel.listeners.replies import text_message
from bot.telegram_channel.listeners.router import listen
from bot.telegram_channel.menus import AdminMenus
from bot.telegram_channel.publish_messages import admin_chats
from bot.telegram_channel.publish_news import pass_on
from bot.telegram_channel.upkeep import every, finished

logger = logging.getLogger(__name__)

# An attempt is counted when an entry is taken, and a killed process had taken many. So that an
# unlucky neighbour is not set aside with the one that kills, that one may kill often.
RULES = InboxRules(max_attempts=40)


@dataclass(frozen=True, slots=True)
class EngineRoom:
    """The parts that run."""

    front: Front
    inbox: Inbox
    outbox: Outbox
    recovery: Recovery
    retention: Retention
    intake: Intake
    sender: Sender
    worker: Worker
    menus: AdminMenus
    pace: Pace

    async def upkeep(self) -> None:
        """Everything that is done now and then, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(every(self.pace.upkeep, self.inbox.renew))
            group.create_task(every(2 * self.pace.upkeep, self.recover))
            group.create_task(every(self.pace.sweep, self._sweep))
            group.create_task(every(self.pace.upkeep, self._remind))
            # Each for itself: what keeps one from being done must not keep back the others.
            publish = self.front.publishing.releasing.carry_out_due
            for act in (publish, partial(pass_on, self.front), self.front.changes.tell):
                group.create_task(every(self.pace.glance, act))
            group.create_task(self.menus.keep(self.pace.upkeep))
            group.create_task(self._settle())

    def recover(self) -> None:
        """Takes back what dead processes held; who sent what killed them is told."""
        for entry in self.recovery.recover().set_aside:
            logger.error("Entry %s is set aside: %s", entry.id, entry.fault)
            for number, call in enumerate(_apology(entry, f"entry-{entry.id}")):
                self._plan(f"apology {entry.id} {number}", call)

    def _sweep(self) -> None:
        swept = sweep(self.front.database, self.retention)
        logger.info("Swept %s rows", sum(swept.values()))

    def _remind(self) -> None:
        hand_over_reminders(self.front.database, self.front.desk, self.outbox)

    def _plan(self, key: str, call: Post) -> None:
        place = Address(Platform.TELEGRAM, str(call.chat))
        self.outbox.plan(Message(key, place, payload_of(call)))

    def _close(self, key: str) -> None:
        # Refused for good, or with nothing to show any more: or it would be tried for ever.
        if self.outbox.start(key):
            self.outbox.sent(key, "")

    async def _settle(self) -> None:
        """Sends what answers no update: reminders, apologies, words from the other channel."""
        while True:
            for send in await asyncio.to_thread(self.outbox.unsettled, Platform.TELEGRAM):
                await finished(self._make(send), patience=self.pace.farewell)
            await asyncio.sleep(self.pace.glance)

    async def _make(self, send: Send) -> None:
        for step in await asyncio.to_thread(steps_of, self.front, send):
            if not await self.sender.make(step):
                return
        await asyncio.to_thread(self._close, send.key)


def open_engine_room(
    bot: ExtBot[int], front: Front, settings: Settings, pace: Pace, health: Health
) -> EngineRoom:
    """The parts, each with the others that it needs."""
    process = str(Process.current())
    database, outbox = front.database, front.outbox
    inbox = Inbox(database, worker=process, rules=RULES)
    wake = asyncio.Event()
    commits = Commits(database)
    fetcher = Fetcher(bot, front.publishing.submitting, pace=pace)
    sender = Sender(
        bot,
        commits,
        database,
        outbox,
        front.desk,
        take_in=fetcher.take_in,
        pace=pace,
        health=health,
    )

    def decide(entry: Entry) -> Commit:
        return listen(front, read_update(entry.payload, front.me))

    worker = Worker(
        commits,
        inbox,
        Plans(database, outbox),
        sender,
        decide=decide,
        apologise=_apology,
        wake=wake,
        pace=pace,
        health=health,
    )
    return EngineRoom(
        front=front,
        inbox=inbox,
        outbox=outbox,
        recovery=Recovery(database, worker=process, rules=RULES),
        retention=retention_of(settings),
        intake=Intake(inbox, bot_id=front.me.id, wake=wake, health=health),
        sender=sender,
        worker=worker,
        menus=AdminMenus(bot, partial(admin_chats, front)),
        pace=pace,
    )


def retention_of(settings: Settings) -> Retention:
    """The configuration's word on what is kept how long."""
    privacy = settings.privacy
    return Retention(
        receipts_days=privacy.receipts_days,
        questions_days=privacy.questions_days,
        inbox_days=max(2, privacy.inbox_days),
        audit_days=privacy.audit_days,
    )


def _apology(entry: Entry, incident: str) -> Sequence[Post]:
    """What the sender of an update hears that could not be worked."""
    chat = chat_of(entry.payload)
    if chat is None:
        return ()
    return (Post(chat, text_message(wording.fault_line(incident))),)
