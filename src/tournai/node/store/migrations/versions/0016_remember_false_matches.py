"""Remember by digests which matches a person refuted (Art. 12(5))."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "false_matches",
        sa.Column("match_id", sa.String(length=32), nullable=False),
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alert_digest", sa.String(length=128), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("weights_version", sa.String(length=64), nullable=False),
        sa.Column("remembered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["matches.match_id"], name=op.f("fk_false_matches_match_id")),
        sa.PrimaryKeyConstraint("match_id", name=op.f("pk_false_matches")),
    )
    op.create_index(op.f("ix_false_matches_alert_id"), "false_matches", ["alert_id"])
