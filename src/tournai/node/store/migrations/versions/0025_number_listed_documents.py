"""Number alerts on documents alone, so that the table of listed documents finds them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the column; alerts that were stored before are found by ordinary screening until they change."""
    op.add_column("alerts", sa.Column("document", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.create_index(op.f("ix_alerts_document"), "alerts", ["document"])
