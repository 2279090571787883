"""Tell the account of the eu-LISA router from those of carriers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; no account was the router's."""
    op.add_column("accounts", sa.Column("is_router", sa.Boolean(), nullable=False, server_default=sa.false()))
