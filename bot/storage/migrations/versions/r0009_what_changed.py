"""What people are told of a publication, and how an answer reads whose clause has changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """Creates the tables and adds the columns."""
    op.create_table(
        "digests",
        sa.Column("news_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["news_id"], ["news.id"], name="fk_digests_news_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("news_id", name="pk_digests"),
    )
    op.create_table(
        "changed_clauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("news_id", sa.Integer(), nullable=False),
        sa.Column("directive", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["news_id"], ["news.id"], name="fk_changed_clauses_news_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_changed_clauses"),
    )
    op.create_index("ix_changed_clauses_due", "changed_clauses", ["due"], unique=False)
    op.create_index("ix_changed_clauses_news_id", "changed_clauses", ["news_id"], unique=False)
    with op.batch_alter_table("receipt_messages") as table:
        table.add_column(sa.Column("content", sa.JSON(), nullable=True))
    with op.batch_alter_table("receipt_quotes") as table:
        table.add_column(sa.Column("how", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Drops them, with what they hold."""
    with op.batch_alter_table("receipt_quotes") as table:
        table.drop_column("how")
    with op.batch_alter_table("receipt_messages") as table:
        table.drop_column("content")
    op.drop_table("changed_clauses")
    op.drop_table("digests")
