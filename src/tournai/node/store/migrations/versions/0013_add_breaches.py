"""Keep what counts against carriers, the notices of it, and what people decided on it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "breaches",
        sa.Column("breach_id", sa.String(length=32), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("obligation", sa.String(length=64), nullable=False),
        sa.Column("flight", sa.String(length=16), nullable=False),
        sa.Column("departure_airport", sa.String(length=8), nullable=False),
        sa.Column("arrival_airport", sa.String(length=8), nullable=False),
        sa.Column("departure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("breach_id", name=op.f("pk_breaches")),
        sa.UniqueConstraint("subject", "obligation", name=op.f("uq_breaches_subject_obligation")),
    )
    op.create_index(op.f("ix_breaches_found_at"), "breaches", ["found_at"])
    op.create_index("ix_breaches_carrier", "breaches", ["carrier", "found_at"])
    op.create_table(
        "breach_reviews",
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("breach_id", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.String(length=64), nullable=False),
        sa.Column("excuse", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.String(length=64), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["breach_id"], ["breaches.breach_id"], name=op.f("fk_breach_reviews_breach_id")),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_breach_reviews")),
    )
    op.create_index(op.f("ix_breach_reviews_breach_id"), "breach_reviews", ["breach_id"])
