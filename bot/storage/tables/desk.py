"""What went to the desk, where it was shown, and what the desk ruled."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.storage.addresses import address_columns
from bot.storage.columns import Moment, SituationJson, Words
from bot.storage.tables.metadata import metadata, person_column

escalations = Table(
    "escalations",
    metadata,
    Column("id", String, primary_key=True),
    person_column(),
    Column("receipt_id", String, nullable=True),
    *address_columns(),
    Column("consent", String, nullable=False),
    Column("question", Text, nullable=False),
    Column("situation", SituationJson, nullable=True),
    Column("nearest", Words, nullable=True),
    Column("language", String, nullable=True),
    Column("state", String, nullable=False),
    Column("raised_at", Moment, nullable=False),
    Column("reminder_due_at", Moment, nullable=False),
    Column("reminded_at", Moment, nullable=True),
    Column("closed_at", Moment, nullable=True),
    UniqueConstraint("receipt_id"),
    Index(None, "state", "reminder_due_at"),
)

escalation_messages = Table(
    "escalation_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "escalation_id",
        String,
        ForeignKey("escalations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    *address_columns(),
    UniqueConstraint("platform", "team", "chat", "thread", "message"),
)

rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    # A ruling is the desk's, not the asker's: it stays when the question is forgotten.
    Column(
        "escalation_id", String, ForeignKey("escalations.id", ondelete="SET NULL"), nullable=True
    ),
    Column("officer_id", Integer, ForeignKey("people.id", ondelete="SET NULL"), nullable=True),
    Column("text", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("ruled_at", Moment, nullable=False),
    Column("promoted_as", String, nullable=True),
    Column("promoted_question", Text, nullable=True),
    Column("promoted_at", Moment, nullable=True),
    UniqueConstraint("escalation_id"),
    UniqueConstraint("promoted_as"),
    sqlite_autoincrement=True,
)
