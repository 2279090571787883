"""Keep requests for a flight's data outside of the two times (Art. 8(5))."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "pull_requests",
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("departure_date", sa.Date(), nullable=False),
        sa.Column("departure_airport", sa.String(length=8), nullable=False),
        sa.Column("arrival_airport", sa.String(length=8), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["approvals.approval_id"], name=op.f("fk_pull_requests_request_id")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_pull_requests")),
    )
