"""Where the plan of an update is shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "plan_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name="fk_plan_messages_submission_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_messages"),
        sa.UniqueConstraint(
            "platform",
            "team",
            "chat",
            "thread",
            "message",
            name="uq_plan_messages_platform_team_chat_thread_message",
        ),
    )
    op.create_index(
        "ix_plan_messages_submission_id", "plan_messages", ["submission_id"], unique=False
    )


def downgrade() -> None:
    """Drops it, with what it holds."""
    op.drop_table("plan_messages")
