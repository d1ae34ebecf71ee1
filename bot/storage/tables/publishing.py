"""What is published and how it came to be, who hears of it, and the log of who did what."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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

# Who sent, requested and approved are bare numbers, not references: they must outlive the
# persons, or the two-person rule could be got round by being removed in between.
submissions = Table(
    "submissions",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("submitted_by", Integer, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    *address_columns(),
    Column("state", String, nullable=False),
    Column("reading", JSON, nullable=True),
    Column("answers", JSON, nullable=False),
    Column("missing", JSON, nullable=False),
    Column("remark", Text, nullable=False, server_default=""),
    Column("progress", String, nullable=False, server_default=""),
    Column("staged", JSON, nullable=True),
    Column("rehearsal", JSON, nullable=True),
    Index(None, "state"),
)

plan_messages = Table(
    "plan_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "submission_id",
        String,
        ForeignKey("submissions.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    *address_columns(),
    Column("awaits", String, nullable=False, server_default=""),
    UniqueConstraint("platform", "team", "chat", "thread", "message"),
)

publications = Table(
    "publications",
    metadata,
    Column("id", String, primary_key=True),
    Column("snapshot", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("against", String, nullable=False, server_default=""),
    Column("submission_id", String, nullable=True),
    Column("title", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("live_on", Date, nullable=True),
    Column("state", String, nullable=False),
    Column("fault", Text, nullable=False, server_default=""),
    Column("requested_by", Integer, nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("decided_by", Integer, nullable=True),
    Column("decided_at", Moment, nullable=True),
    Column("published_at", Moment, nullable=True),
    Index(None, "state"),
)

news = Table(
    "news",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("submission_id", String, nullable=True),
    Column("publication_id", String, nullable=True),
    Column("snapshot", String, nullable=False, server_default=""),
    Column("before", String, nullable=False, server_default=""),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

news_told = Table(
    "news_told",
    metadata,
    Column("news_id", Integer, ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column("listener", String, primary_key=True),
    Column("at", Moment, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("news_id", Integer, ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("content", JSON, nullable=False),
)

changed_clauses = Table(
    "changed_clauses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "news_id",
        Integer,
        ForeignKey("news.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("directive", String, nullable=False),
    Column("number", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("snapshot", String, nullable=False),
    Column("how", Text, nullable=False),
    Column("due", Date, nullable=False),
    Index(None, "due"),
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
