"""Takes up what went live: keeps the digest, marks receipts, and plans who is told of it.

Every bot process looks now and then; one of them takes up each piece of news, in the transaction
that notes it as told. What is planned waits in the outbox for the channel that it is meant for.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from bot.changes.digest import DIGEST
from bot.changes.found import Found, found_in
from bot.changes.told import digest_payload, note_payload
from bot.changes.wording import stands_again_line
from bot.settings import Settings
from bot.storage.changed_clauses import ChangedClauses
from bot.storage.database import Database
from bot.storage.digests import Digests
from bot.storage.identity import Address, Platform
from bot.storage.news import LIVE_KINDS, News, NewsKind, NewsLedger
from bot.storage.outbox import Message, Outbox
from bot.storage.receipt_messages import ReceiptMessages
from bot.storage.receipts import Receipts
from bot.storage.subscriptions import Subscriptions
from knowledge.errors import SnapshotError
from knowledge.snapshot.store import SnapshotStore

logger = logging.getLogger(__name__)

LISTENER = "changes"


class Changes:
    """The one who tells; ``slack_channel`` gets every digest, where one is configured."""

    def __init__(
        self, database: Database, store: SnapshotStore, outbox: Outbox, *, slack_channel: str = ""
    ) -> None:
        self._database = database
        self._store = store
        self._outbox = outbox
        self._slack_channel = slack_channel
        self._news = NewsLedger(database)
        self._digests = Digests(database)
        self._clauses = ChangedClauses(database)
        self._receipts = Receipts(database, keep_questions=False)
        self._messages = ReceiptMessages(database)
        self._subscriptions = Subscriptions(database)

    def tell(self) -> None:
        """Takes up what is new, and what is due. Safe at any time and in any number of processes.

        Reads snapshots: not to be called on an event loop.
        """
        for news in self._news.untold(LISTENER):
            found = self._found(news)
            with self._database.write():
                if self._news.told(news.id, LISTENER):
                    self._take_up(news, found)
        today = self._database.now().date()
        if self._clauses.any_due(today):
            with self._database.write():
                for clause in self._clauses.take_due(today):
                    self._plan_notes(clause.news_id, self._receipts.mark_changed(clause))

    def _found(self, news: News) -> Found:
        if news.kind not in LIVE_KINDS:
            return Found()
        try:
            return found_in(news, self._store)
        except SnapshotError as fault:
            logger.error("What changed with snapshot %s cannot be told: %s", news.snapshot, fault)
        except Exception:  # a boundary: what cannot be compared must not keep the bot from serving
            logger.exception("What changed with snapshot %s cannot be told", news.snapshot)
        return Found()

    def _take_up(self, news: News, found: Found) -> None:
        if news.kind is NewsKind.ROLLED_BACK:
            self._clauses.withdraw(news.before)
            standing = self._receipts.unmark(news.before, stands_again_line(news.at.date()))
            self._plan_notes(news.id, standing)
        self._clauses.add(found.clauses)
        if found.digest:
            self._digests.keep(news.id, DIGEST.dump_python(found.digest, mode="json"))
            self._plan_digest(news.id)

    def _plan_digest(self, news_id: int) -> None:
        places = list(self._subscriptions.places(Platform.TELEGRAM))
        if self._slack_channel:
            places.append(Address(Platform.SLACK, self._slack_channel))
        for place in places:
            key = f"digest {news_id:09} {place.platform} {place.chat} {place.thread}"
            self._outbox.plan(Message(key, place, digest_payload(news_id)))

    def _plan_notes(self, news_id: int, receipts: Iterable[str]) -> None:
        """A note on each receipt's answer: on its first message, wherever it is shown."""
        for receipt in receipts:
            shown = self._messages.answers_of(receipt)
            first = {message.place: message for message in reversed(shown)}
            for message in first.values():
                key = f"note {news_id:09} {receipt} {message.platform} {message.chat}"
                self._outbox.plan(
                    Message(f"{key} {message.message}", message, note_payload(receipt))
                )


def open_changes(
    settings: Settings, database: Database, store: SnapshotStore, outbox: Outbox
) -> Changes:
    """As the configuration says."""
    return Changes(database, store, outbox, slack_channel=settings.news.slack_channel)
