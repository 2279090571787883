"""Keep when alerts and copies of sources end, what ends with them, and which withdrawals wait for a second person."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("alert_sources", sa.Column("copy_ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("alert_sources", sa.Column("held_approval", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("alerts", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("alerts", sa.Column("linked_to", sa.String(length=128), nullable=False, server_default=""))
    op.add_column("alerts", sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_alerts_ends_at"), "alerts", ["ends_at"])
    op.create_index("ix_alerts_source_linked_to", "alerts", ["source", "linked_to"])
    op.create_table(
        "alert_extensions",
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessed_by", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.alert_id"], name=op.f("fk_alert_extensions_alert_id")),
        sa.PrimaryKeyConstraint("alert_id", "assessed_at", name=op.f("pk_alert_extensions")),
    )
