"""Keep what the message of a quarantined body was made of, so that pages can say it in the reader's language."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the column; earlier messages stay in English."""
    op.add_column("quarantine", sa.Column("wording", sa.Text(), nullable=False, server_default=""))
