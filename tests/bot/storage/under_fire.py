"""A bot in miniature, run by ``test_inbox_processes``: it polls a feed, works, and is killed.

The feed re-delivers what was not confirmed, as Telegram does; the journal is the platform that
the replies arrive at, and can be asked whether one did.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from bot.storage.database import Database, open_database
from bot.storage.identity import Address, Platform
from bot.storage.inbox import Inbox
from bot.storage.inbox_entry import Arrival, Entry, InboxRules
from bot.storage.outbox import Message, Outbox, SendState
from bot.storage.recovery import Recovery
from bot.storage.worker import Worker

RULES = InboxRules(max_attempts=1000)
CHATS = 12
HERE = Path(sys.argv[2])
CONFIRMED, JOURNAL = HERE / "confirmed", HERE / "journal"


def poll(inbox: Inbox, total: int) -> None:
    """Accepts first, confirms then: a kill in between brings a re-delivery."""
    confirmed = int(CONFIRMED.read_text()) if CONFIRMED.exists() else 0
    while confirmed < total:
        batch = range(confirmed, min(confirmed + 5, total))
        inbox.accept(
            [Arrival(Platform.TELEGRAM, (str(n),), str(n % CHATS), {"update": n}) for n in batch]
        )
        written = HERE / f"confirmed.{os.getpid()}"
        written.write_text(str(batch.stop))
        written.replace(CONFIRMED)
        confirmed = batch.stop


def work(database: Database, worker: str, stop: threading.Event) -> None:
    inbox = Inbox(database, worker=worker, rules=RULES)
    outbox = Outbox(database, worker=worker)
    while not stop.is_set():
        entry = inbox.claim(Platform.TELEGRAM)
        if entry is None:
            time.sleep(0.002)
            continue
        reply(outbox, entry)
        inbox.done(entry)


def reply(outbox: Outbox, entry: Entry) -> None:
    line = f"{entry.chat} {entry.payload['update']}\n"
    to = Address(Platform.TELEGRAM, entry.chat)
    send = outbox.plan(Message(f"{entry.id}:0", to, {"line": line}, entry_id=entry.id))
    if send.state is SendState.UNKNOWN:
        arrived = JOURNAL.exists() and line in JOURNAL.read_text().splitlines(keepends=True)
        if arrived:
            outbox.sent(send.key, "found")
        else:
            outbox.unsent(send.key)
    if outbox.start(send.key):
        # Kills often fall between what was recorded and what the platform knows, on either side.
        time.sleep(0.002)
        platform = os.open(JOURNAL, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        os.write(platform, line.encode())
        os.close(platform)
        time.sleep(0.002)
        outbox.sent(send.key, "new")


def live(url: str, total: int) -> None:
    """One life of the bot: until all is worked, or it is killed."""
    database, worker, stop = open_database(url), str(Worker.current()), threading.Event()
    recovery = Recovery(database, worker=worker, rules=RULES)
    recovery.recover()
    workers = [
        threading.Thread(target=work, args=(database, worker, stop), daemon=True) for _ in range(3)
    ]
    for thread in workers:
        thread.start()
    poll(Inbox(database, worker=worker, rules=RULES), total)
    while (waiting := recovery.backlog(Platform.TELEGRAM)).new or waiting.working:
        time.sleep(0.005)
    stop.set()
    for thread in workers:
        thread.join()


def spawn(url: str, total: int) -> int:
    process = os.fork()
    if process == 0:
        live(url, total)
        os._exit(0)
    return process


def main() -> None:
    url, total, kills, at_once = sys.argv[1], *map(int, sys.argv[3:6])
    for _ in range(kills):
        process = spawn(url, total)
        time.sleep(random.uniform(0.02, 0.12))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    processes = [spawn(url, total) for _ in range(at_once)]
    ends = [os.waitpid(process, 0)[1] for process in processes]
    sys.exit(any(ends))


if __name__ == "__main__":
    main()
