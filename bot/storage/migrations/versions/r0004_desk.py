"""What went to the desk: escalations, their messages, rulings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "escalations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("situation", sa.JSON(), nullable=True),
        sa.Column("nearest", sa.JSON(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminder_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_escalations_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_escalations"),
        sa.UniqueConstraint("receipt_id", name="uq_escalations_receipt_id"),
    )
    op.create_index("ix_escalations_person_id", "escalations", ["person_id"], unique=False)
    op.create_index(
        "ix_escalations_state_reminder_due_at",
        "escalations",
        ["state", "reminder_due_at"],
        unique=False,
    )
    op.create_table(
        "escalation_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escalation_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["escalation_id"],
            ["escalations.id"],
            name="fk_escalation_messages_escalation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_escalation_messages"),
        sa.UniqueConstraint(
            "platform",
            "team",
            "chat",
            "thread",
            "message",
            name="uq_escalation_messages_platform_team_chat_thread_message",
        ),
    )
    op.create_index(
        "ix_escalation_messages_escalation_id",
        "escalation_messages",
        ["escalation_id"],
        unique=False,
    )
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escalation_id", sa.String(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promoted_as", sa.String(), nullable=True),
        sa.Column("promoted_question", sa.Text(), nullable=True),
        sa.Column("promoted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["escalation_id"],
            ["escalations.id"],
            name="fk_rulings_escalation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["people.id"], name="fk_rulings_officer_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rulings"),
        sa.UniqueConstraint("escalation_id", name="uq_rulings_escalation_id"),
        sa.UniqueConstraint("promoted_as", name="uq_rulings_promoted_as"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drops them, with what they hold."""
    op.drop_table("rulings")
    op.drop_table("escalation_messages")
    op.drop_table("escalations")
