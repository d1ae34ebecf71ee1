"""What came in and is not worked yet, and what is on its way out."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.storage.addresses import address_columns
from bot.storage.columns import Moment
from bot.storage.tables.metadata import metadata, person_column

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String, nullable=False),
    Column("chat", String, nullable=False),
    Column("sender", String, nullable=False, server_default="", index=True),
    Column("payload", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("fault", Text, nullable=True),
    Column("received_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=True),
    Column("worker", String, nullable=True),
    Column("leased_until", Moment, nullable=True),
    Index(None, "platform", "chat", "id"),
    Index(None, "platform", "state", "id"),
    sqlite_autoincrement=True,
)

# Outlives its entry, so that a late re-delivery is still known; holds digests, so that it may.
inbox_seen = Table(
    "inbox_seen",
    metadata,
    Column("key_digest", String, primary_key=True),
    Column("received_at", Moment, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", String, primary_key=True),
    Column(
        "entry_id",
        Integer,
        ForeignKey("inbox.id", ondelete="CASCADE"),
        nullable=True,
        index=True,
    ),
    person_column(nullable=True),
    *address_columns(),
    Column("payload", JSON, nullable=True),
    Column("state", String, nullable=False),
    Column("worker", String, nullable=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("fault", Text, nullable=True),
    Column("planned_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=True),
    Index(None, "platform", "state"),
)
