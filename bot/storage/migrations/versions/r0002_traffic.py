"""What came in and what goes out: inbox, its memory, outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), server_default="", nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_platform_chat_id", "inbox", ["platform", "chat", "id"], unique=False)
    op.create_index(
        "ix_inbox_platform_state_id", "inbox", ["platform", "state", "id"], unique=False
    )
    op.create_index("ix_inbox_sender", "inbox", ["sender"], unique=False)
    op.create_table(
        "inbox_seen",
        sa.Column("key_digest", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_digest", name="pk_inbox_seen"),
    )
    op.create_index("ix_inbox_seen_received_at", "inbox_seen", ["received_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.Column("payload", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["inbox.id"], name="fk_outbox_entry_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_outbox_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_outbox"),
    )
    op.create_index("ix_outbox_entry_id", "outbox", ["entry_id"], unique=False)
    op.create_index("ix_outbox_person_id", "outbox", ["person_id"], unique=False)
    op.create_index("ix_outbox_platform_state", "outbox", ["platform", "state"], unique=False)


def downgrade() -> None:
    """Drops them, with what they hold."""
    op.drop_table("outbox")
    op.drop_table("inbox_seen")
    op.drop_table("inbox")
