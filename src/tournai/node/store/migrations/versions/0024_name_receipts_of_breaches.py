"""Name the receipt of the body that a breach is about, so that its notice can."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the column; earlier breaches name none."""
    op.add_column("breaches", sa.Column("receipt", sa.String(length=64), nullable=False, server_default=""))
