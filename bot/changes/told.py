"""What is planned in the outbox for a channel to draw when it sends it: a digest, or a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from bot.changes.digest import DIGEST, Digest
from bot.changes.wording import notes_of
from bot.storage.database import Database
from bot.storage.digests import Digests
from bot.storage.identity import Address
from bot.storage.receipt_messages import ReceiptMessages
from bot.storage.receipts import Receipts


class Tell(StrEnum):
    """What is to be told."""

    DIGEST = "digest"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """What became of an answer's clauses; ``content`` is the message as the channel sent it,
    ``None`` where that was not kept."""

    lines: tuple[str, ...]
    content: dict[str, Any] | None


Told: TypeAlias = Digest | Note


def digest_payload(news_id: int) -> dict[str, Any]:
    """The digest of that news."""
    return {"tell": Tell.DIGEST, "news": news_id}


def note_payload(receipt_id: str) -> dict[str, Any]:
    """The note on that receipt's message."""
    return {"tell": Tell.NOTE, "receipt": receipt_id}


def is_told(payload: Mapping[str, Any]) -> bool:
    """Whether a message in the outbox is one of these."""
    return "tell" in payload


def told_of(payload: Mapping[str, Any], database: Database, to: Address) -> Told | None:
    """What is to be told, as things stand now; ``None`` where that is gone, or out of date."""
    match Tell(payload["tell"]):
        case Tell.DIGEST:
            kept = Digests(database).get(int(payload["news"]))
            return DIGEST.validate_python(kept) if kept else None
        case Tell.NOTE:
            name = str(payload["receipt"])
            receipt = Receipts(database, keep_questions=False).get(name)
            lines = notes_of(receipt) if receipt else ()
            return Note(lines, ReceiptMessages(database).content_at(name, to)) if lines else None


def latest_digests(database: Database, limit: int) -> tuple[Digest, ...]:
    """The newest digests first."""
    return tuple(map(DIGEST.validate_python, Digests(database).latest(limit)))
