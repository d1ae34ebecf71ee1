"""What was answered: receipts, conversations, feedback, gaps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("question_digest", sa.String(), nullable=False),
        sa.Column("situation", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_receipts_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.UniqueConstraint("entry_id", name="uq_receipts_entry_id"),
    )
    op.create_index("ix_receipts_answered_at", "receipts", ["answered_at"], unique=False)
    op.create_index("ix_receipts_person_id", "receipts", ["person_id"], unique=False)
    op.create_table(
        "receipt_quotes",
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("directive", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changed_in", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name="fk_receipt_quotes_receipt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("receipt_id", "position", name="pk_receipt_quotes"),
    )
    op.create_index("ix_receipt_quotes_digest", "receipt_quotes", ["digest"], unique=False)
    op.create_table(
        "receipt_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["receipts.id"],
            name="fk_receipt_messages_receipt_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_receipt_messages"),
    )
    op.create_index(
        "ix_receipt_messages_platform_chat_message",
        "receipt_messages",
        ["platform", "chat", "message"],
        unique=False,
    )
    op.create_index(
        "ix_receipt_messages_receipt_id", "receipt_messages", ["receipt_id"], unique=False
    )
    op.create_table(
        "conversations",
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), server_default="", nullable=False),
        sa.Column("situation", sa.JSON(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("follows", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_conversations_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name="fk_conversations_receipt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("receipt_id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_person_id", "conversations", ["person_id"], unique=False)
    op.create_index(
        "ix_conversations_platform_chat_thread",
        "conversations",
        ["platform", "chat", "thread"],
        unique=False,
    )
    op.create_table(
        "feedback",
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_feedback_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name="fk_feedback_receipt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("receipt_id", "person_id", name="pk_feedback"),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("question_digest", sa.String(), nullable=False),
        sa.Column("situation", sa.JSON(), nullable=True),
        sa.Column("nearest", sa.JSON(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_gaps_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
        sa.UniqueConstraint("receipt_id", name="uq_gaps_receipt_id"),
    )
    op.create_index("ix_gaps_person_id", "gaps", ["person_id"], unique=False)


def downgrade() -> None:
    """Drops them, with what they hold."""
    op.drop_table("gaps")
    op.drop_table("feedback")
    op.drop_table("conversations")
    op.drop_table("receipt_messages")
    op.drop_table("receipt_quotes")
    op.drop_table("receipts")
