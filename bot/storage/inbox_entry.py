"""What a platform handed over, and what a worker gets of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import RowMapping

from bot.storage.identity import Identity, Platform


class EntryState(StrEnum):
    """Where an entry stands; one that is done is no more."""

    NEW = "new"
    WORKING = "working"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a platform delivered.

    ``keys`` are all names by which it could be delivered again (an update's number; an event's
    id, a message's channel and time). ``chat`` is what order is kept in. ``sender`` lets the
    entry be found when the sender is forgotten.
    """

    platform: Platform
    keys: tuple[str, ...]
    chat: str
    payload: Mapping[str, Any]
    sender: Identity | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry to be worked. ``attempts`` counts this one."""

    id: int
    platform: Platform
    chat: str
    payload: Mapping[str, Any]
    attempts: int
    received_at: datetime
    fault: str | None


@dataclass(frozen=True, slots=True)
class InboxRules:
    """``lease`` is how long a worker may be silent before others take its entries over.

    ``max_attempts`` is how often an entry is begun before it is set aside; crashes count, since
    an entry that kills its process would otherwise do so for ever.
    """

    lease: timedelta = timedelta(seconds=60)
    max_attempts: int = 8


DEFAULT_RULES = InboxRules()


def entry_of(row: RowMapping) -> Entry:
    """The entry that a row holds."""
    return Entry(
        id=row["id"],
        platform=Platform(row["platform"]),
        chat=row["chat"],
        payload=row["payload"],
        attempts=row["attempts"],
        received_at=row["received_at"],
        fault=row["fault"],
    )
