"""Record which carriers an account pushes for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "carrier_accounts",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.account"], name=op.f("fk_carrier_accounts_account")),
        sa.PrimaryKeyConstraint("account", "carrier", name=op.f("pk_carrier_accounts")),
    )
