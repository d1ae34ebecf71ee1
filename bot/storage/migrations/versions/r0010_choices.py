"""What was chosen in a conversation, apart from the profile, and whether it still goes on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    """Adds the columns."""
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("chosen", sa.JSON(), nullable=True))
        table.add_column(
            sa.Column("ended", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Drops them."""
    with op.batch_alter_table("conversations") as table:
        table.drop_column("ended")
        table.drop_column("chosen")
