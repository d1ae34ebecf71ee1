"""What a message of an update waits for, where it asks for a written answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """Adds the column."""
    with op.batch_alter_table("plan_messages") as table:
        table.add_column(sa.Column("awaits", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Drops it."""
    with op.batch_alter_table("plan_messages") as table:
        table.drop_column("awaits")
