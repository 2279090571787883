"""Record which part of a push a message is, and a keyed digest of what it says."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; a push that was stored before is the only part of its own."""
    op.add_column("pushes", sa.Column("access_reference", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("pushes", sa.Column("part", sa.Integer(), nullable=True))
    op.add_column("pushes", sa.Column("is_last_part", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("pushes", sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("pushes", sa.Column("content", sa.LargeBinary(), nullable=False, server_default=""))
