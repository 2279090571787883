"""Whether a traveller boarded, as the list that closes a flight says."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the status; of travellers stored before no list said anything."""
    op.add_column("travellers", sa.Column("boarding", sa.String(64), nullable=False, server_default=""))
