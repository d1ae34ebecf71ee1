"""Files that admins send, the snapshot that a plan was made against, and the news of it all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"

_ADDED = ("against", "submission_id", "fault")


def upgrade() -> None:
    """Creates the tables and adds the columns."""
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("platform", sa.String(), server_default="", nullable=False),
        sa.Column("team", sa.String(), server_default="", nullable=False),
        sa.Column("chat", sa.String(), server_default="", nullable=False),
        sa.Column("thread", sa.String(), server_default="", nullable=False),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("progress", sa.String(), server_default="", nullable=False),
        sa.Column("staged", sa.JSON(), nullable=True),
        sa.Column("rehearsal", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
    )
    op.create_index("ix_submissions_state", "submissions", ["state"], unique=False)
    op.create_table(
        "news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=True),
        sa.Column("publication_id", sa.String(), nullable=True),
        sa.Column("snapshot", sa.String(), server_default="", nullable=False),
        sa.Column("before", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_news"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_news_at", "news", ["at"], unique=False)
    op.create_table(
        "news_told",
        sa.Column("news_id", sa.Integer(), nullable=False),
        sa.Column("listener", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["news_id"], ["news.id"], name="fk_news_told_news_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("news_id", "listener", name="pk_news_told"),
    )
    with op.batch_alter_table("publications") as table:
        table.add_column(sa.Column("against", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("submission_id", sa.String(), nullable=True))
        table.add_column(sa.Column("fault", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Drops them, with what they hold."""
    with op.batch_alter_table("publications") as table:
        for name in _ADDED:
            table.drop_column(name)
    op.drop_table("news_told")
    op.drop_table("news")
    op.drop_table("submissions")
