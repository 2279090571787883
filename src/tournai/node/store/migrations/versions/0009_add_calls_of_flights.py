"""Add where a flight of the timetable calls: a stop in a third country makes each of its legs extra-EU."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; it is filled when the timetable is worked out again."""
    op.add_column("scheduled_flights", sa.Column("calls", sa.String(length=128), nullable=False, server_default=""))
