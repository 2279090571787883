"""Record what became of each received body, for its sender, and which interchange a quarantined body was."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table and add the column."""
    op.create_table(
        "receipts",
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_receipts")),
    )
    op.add_column(
        "quarantine", sa.Column("interchange_reference", sa.String(length=64), nullable=False, server_default="")
    )
