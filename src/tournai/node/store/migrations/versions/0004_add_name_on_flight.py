"""Travellers are found again by their name on a flight, also where a record has no date of birth."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the digests; travellers stored before have none, and stay who they were."""
    op.add_column("travellers", sa.Column("name", sa.LargeBinary(), nullable=True))
    op.add_column("travellers", sa.Column("birth", sa.LargeBinary(), nullable=True))
