"""Keep which alert sources checks of documents may use, possible hits with discreet alerts, and used tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "border_sources",
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("approval_id", name=op.f("pk_border_sources")),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.approval_id"], name=op.f("fk_border_sources_approval_id")),
        sa.ForeignKeyConstraint(["source"], ["alert_sources.source"], name=op.f("fk_border_sources_source")),
    )
    op.create_index(op.f("ix_border_sources_source"), "border_sources", ["source"])
    op.create_table(
        "discreet_checks",
        sa.Column("check_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_discreet_checks")),
        sa.UniqueConstraint("subject", name=op.f("uq_discreet_checks_subject")),
    )
    op.create_index(op.f("ix_discreet_checks_ends_at"), "discreet_checks", ["ends_at"])
    op.create_table(
        "used_tickets",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_used_tickets")),
    )
    op.create_index(op.f("ix_used_tickets_until"), "used_tickets", ["until"])
