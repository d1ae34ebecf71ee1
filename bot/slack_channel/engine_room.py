"""What works behind the listeners: inbox, outbox, worker, and what is done now and then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.handover import hand_over_reminders
from bot.settings import Settings
from bot.slack_channel import wording
from bot.slack_channel.calls import Call, Post, payload_of
from bot.slack_channel.decision import Commit, nothing
from bot.slack_channel.delivery.directory import Acquaintance, Directory
from bot.slack_channel.delivery.earshot import Earshot
from bot.slack_channel.delivery.files import Files
from bot.slack_channel.delivery.intake import Intake
from bot.slack_channel.delivery.pace import Pace
from bot.slack_channel.delivery.plans import Plans, address_of
from bot.slack_channel.delivery.sender import Sender
from bot.slack_channel.delivery.status import Status
from bot.slack_channel.delivery.worker import Worker
from bot.slack_channel.fetched import Fetching
from bot.slack_channel.front import Front
from bot.slack_channel.handing import step_of
from bot.slack_channel.incoming import (
    Commanded,
    Incoming,
    PostChosen,
    Pressed,
    Said,
    Unheard,
    UnreadableEventError,
)
from bot.slack_channel.listeners.acquainted import presser
from bot.slack_channel.listeners.publish import wanted
from bot.slack_channel.listeners.replies import back
from bot.slack_channel.listeners.router import listen
from bot.slack_channel.newsroom import Newsroom
from bot.slack_channel.publish_messages import PlanDrawing
from bot.slack_channel.reading import read
from bot.slack_channel.render.desk import note
from bot.slack_channel.upkeep import every
from bot.storage.identity import Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Entry, InboxRules
from bot.storage.outbox import Message, Send
from bot.storage.people import People
from bot.storage.recovery import Recovery
from bot.storage.retention import Retention, sweep
from bot.storage.role import Role
from bot.storage.worker import Worker as Process

logger = logging.getLogger(__name__)

# An attempt is counted when an entry is taken, and a killed process had taken many. So that an
# unlucky neighbour is not set aside with the one that kills, that one may kill often.
RULES = InboxRules(max_attempts=40)


@dataclass(frozen=True, slots=True)
class EngineRoom:
    """The parts that run."""

    front: Front
    inbox: Inbox
    recovery: Recovery
    retention: Retention
    intake: Intake
    directory: Directory
    sender: Sender
    worker: Worker
    newsroom: Newsroom
    pace: Pace

    async def upkeep(self) -> None:
        """Everything that is done now and then, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(every(self.pace.upkeep, self.inbox.renew))
            group.create_task(every(2 * self.pace.upkeep, self.recover))
            group.create_task(every(self.pace.sweep, self._sweep))
            group.create_task(every(self.pace.upkeep, self._remind))
            group.create_task(self.newsroom.run())
            group.create_task(self._settle())

    def recover(self) -> None:
        """Takes back what dead processes held; who sent what killed them is told."""
        for entry in self.recovery.recover().set_aside:
            if entry.platform is not Platform.SLACK:
                continue
            logger.error("Entry %s is set aside: %s", entry.id, entry.fault)
            for call in apology(self.front, entry, f"entry-{entry.id}"):
                message = Message(f"apology {entry.id}", address_of(call), payload_of(call))
                self.front.outbox.plan(message)

    def _sweep(self) -> None:
        logger.info("Swept %s rows", sum(sweep(self.front.database, self.retention).values()))

    def _remind(self) -> None:
        hand_over_reminders(self.front.database, self.front.desk, self.front.outbox)

    async def _settle(self) -> None:
        """Sends what answers no event: reminders, apologies, words from the other channel."""
        under_way: dict[str, asyncio.Task[None]] = {}
        while True:
            for send in await asyncio.to_thread(self.front.outbox.unsettled, Platform.SLACK):
                if send.key not in under_way:
                    under_way[send.key] = asyncio.create_task(self._settled(send))
            await asyncio.sleep(self.pace.glance)
            under_way = {key: task for key, task in under_way.items() if not task.done()}

    async def _settled(self, send: Send) -> None:
        outbox = self.front.outbox
        if not await asyncio.to_thread(outbox.take, send.key):
            return  # another process has it
        try:
            step = await asyncio.to_thread(step_of, self.front, send)
            if step is None:
                await asyncio.to_thread(outbox.sent, send.key, "")
            else:
                await self.sender.make(step, taken=True)
        except asyncio.CancelledError:
            outbox.unsure(send.key, "stopped")
            raise


def open_engine_room(
    client: AsyncWebClient, front: Front, settings: Settings, pace: Pace
) -> EngineRoom:
    """The parts, each with the others that it needs."""
    process = str(Process.current())
    database, outbox = front.database, front.outbox
    inbox = Inbox(database, worker=process, rules=RULES)
    wake = asyncio.Event()
    slack = settings.slack
    groups = frozenset(name for name in (*slack.admins, *slack.desk) if name.startswith("S"))
    directory = Directory(client, groups, pace=pace)
    status = Status(client, pace)
    files = Files(client, pace=pace)
    drawing = PlanDrawing(front)
    sender = Sender(client, database, outbox, front.desk, drawing=drawing, pace=pace)

    async def decide(entry: Entry) -> Commit:
        incoming = read(entry.payload, front.me)
        if isinstance(incoming, Unheard):
            logger.info("Nothing to do about %s", incoming.why)
            return nothing
        who, _ = await asyncio.gather(directory.look_up(incoming.speaker), status.show(incoming))
        fetched = await fetch(incoming, who)
        return await asyncio.to_thread(listen, front, incoming, who, fetched)

    async def fetch(incoming: Incoming, who: Acquaintance) -> Fetching | None:
        file = wanted(incoming)
        if file is None:
            return None
        person = await asyncio.to_thread(presser, front, who)
        return await files.fetch(file) if person and person.role is Role.ADMIN else None

    earshot = Earshot(front.me, front.conversations, front.messages, People(database))
    worker = Worker(
        database,
        inbox,
        Plans(database, outbox),
        sender,
        decide=decide,
        apologise=lambda entry, incident: apology(front, entry, incident),
        wake=wake,
        pace=pace,
    )
    return EngineRoom(
        front=front,
        inbox=inbox,
        recovery=Recovery(database, worker=process, rules=RULES),
        retention=retention_of(settings),
        intake=Intake(inbox, earshot, wake=wake),
        directory=directory,
        sender=sender,
        worker=worker,
        newsroom=Newsroom(front, directory, slack.admins, pace),
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


def apology(front: Front, entry: Entry, incident: str) -> Sequence[Call]:
    """What the sender of something hears that could not be worked."""
    try:
        incoming = read(entry.payload, front.me)
    except UnreadableEventError:
        return ()
    content = note(wording.fault_line(incident))
    match incoming:
        case Said() | Commanded() | PostChosen() | Pressed():
            return (back(incoming, content),)
        case Unheard():
            return ()
        case _:
            return (Post(incoming.speaker.user, content),)
