"""What was asked and answered: receipts, conversations, feedback, gaps."""

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
    false,
)

from bot.storage.addresses import address_columns
from bot.storage.columns import Moment, SituationJson, Words
from bot.storage.tables.metadata import metadata, person_column


def _receipt_column(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "receipt_id",
        String,
        ForeignKey("receipts.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
        index=not primary_key,
    )


receipts = Table(
    "receipts",
    metadata,
    Column("id", String, primary_key=True),
    person_column(),
    # No reference: the entry is deleted when it is done, and its number never given again.
    Column("entry_id", Integer, nullable=True),
    Column("platform", String, nullable=False),
    Column("question", Text, nullable=True),
    Column("question_digest", String, nullable=False),
    Column("situation", SituationJson, nullable=True),
    Column("outcome", String, nullable=False),
    Column("verdict", String, nullable=True),
    Column("snapshot", String, nullable=False),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("entry_id"),
    Index(None, "answered_at"),
)

receipt_quotes = Table(
    "receipt_quotes",
    metadata,
    _receipt_column(primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("directive", String, nullable=False),
    Column("version", String, nullable=False),
    Column("number", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("changed_in", String, nullable=True),
    Column("how", Text, nullable=False, server_default=""),
    Index(None, "digest"),
)

receipt_messages = Table(
    "receipt_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    _receipt_column(),
    Column("part", String, nullable=False),
    *address_columns(),
    Column("content", JSON(none_as_null=True), nullable=True),
    Index(None, "platform", "chat", "message"),
)

conversations = Table(
    "conversations",
    metadata,
    _receipt_column(primary_key=True),
    person_column(),
    *address_columns(),
    Column("question", Text, nullable=False),
    Column("post", Text, nullable=False, server_default=""),
    Column("situation", SituationJson, nullable=True),
    Column("day", Date, nullable=True),
    Column("follows", String, nullable=True),
    Column("chosen", SituationJson, nullable=True),
    Column("ended", Boolean, nullable=False, server_default=false()),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "platform", "chat", "thread"),
)

feedback = Table(
    "feedback",
    metadata,
    _receipt_column(primary_key=True),
    person_column(primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("given_at", Moment, nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    person_column(),
    Column("receipt_id", String, nullable=True),
    Column("platform", String, nullable=False),
    Column("question", Text, nullable=True),
    Column("question_digest", String, nullable=False),
    Column("situation", SituationJson, nullable=True),
    Column("nearest", Words, nullable=True),
    Column("asked_at", Moment, nullable=False),
    UniqueConstraint("receipt_id"),
)
