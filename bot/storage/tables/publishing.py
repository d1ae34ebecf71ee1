"""What is published, who hears of it, and the log of who did what."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from bot.storage.addresses import address_columns
from bot.storage.columns import Moment
from bot.storage.tables.metadata import metadata, person_column

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(nullable=True),
    *address_columns(),
    Column("since", Moment, nullable=False),
    UniqueConstraint("platform", "team", "chat", "thread"),
)

# Requester and approver are bare numbers, not references: they must outlive the persons, or the
# two-person rule could be got round by being removed in between.
publications = Table(
    "publications",
    metadata,
    Column("id", String, primary_key=True),
    Column("snapshot", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("live_on", Date, nullable=True),
    Column("state", String, nullable=False),
    Column("requested_by", Integer, nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("decided_by", Integer, nullable=True),
    Column("decided_at", Moment, nullable=True),
    Column("published_at", Moment, nullable=True),
    Index(None, "state"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False, server_default=""),
    Column("digest", String, nullable=True),
    Index(None, "at"),
    sqlite_autoincrement=True,
)
