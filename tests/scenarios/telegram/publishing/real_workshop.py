"""The real workshop, with its processes, and an admin who answers whatever is asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.publishing.publishing import open_publishing
from bot.publishing.workshop import Workshop
from bot.settings import Settings
from bot.storage.database import open_database
from tests.telegram_emulator import Person, SeenMessage, TelegramEmulator

REASON = "The update changes these answers on purpose."


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """The workshop in a thread of its own, as `attache serve` runs it beside the channels."""
    database = open_database(settings.storage.url)
    workshop = Workshop(settings, database, open_publishing(settings, database))
    loop = asyncio.new_event_loop()
    task = loop.create_task(workshop.run())
    ended = asyncio.wait([task])
    thread = threading.Thread(target=loop.run_until_complete, args=(ended,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(30)
        loop.close()
        database.close()


def request_publication(
    telegram: TelegramEmulator,
    admin: Person,
    name: str,
    content: bytes,
    facts: Mapping[str, str],
    *,
    patience: float,
) -> SeenMessage:
    """Sends the file, states what is asked for, requests, and gives a reason where one is wanted.

    ``facts`` holds an answer for each piece of a question that may come. Returns the rehearsal.
    """
    seen_before = len(admin.chat.from_bot())
    answered: set[int] = set()

    def asked() -> SeenMessage | None:
        for message in admin.chat.from_bot()[seen_before:]:
            if message.id in answered or "Cancel" not in message.labels:
                continue
            if "Request publication" in message.labels or _answer(message, facts):
                return message
        return None

    admin.document(name, content)
    while True:
        message = telegram.wait_until_sync(asked, patience)
        answered.add(message.id)
        if "Request publication" in message.labels:
            break
        admin.send(_answer(message, facts))
    admin.press("Request publication", message=message)
    told = admin.chat.wait_for_reply_sync(
        lambda seen: "Requested:" in seen.text or "write the reason" in seen.text, timeout=patience
    )
    if "write the reason" in told.text:
        admin.send(REASON)
        admin.chat.wait_for_reply_sync(lambda seen: "Requested:" in seen.text, timeout=patience)
    return message


def _answer(message: SeenMessage, facts: Mapping[str, str]) -> str:
    return next((value for piece, value in facts.items() if piece in message.text), "")
