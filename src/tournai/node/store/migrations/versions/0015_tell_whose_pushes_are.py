"""Keep with each push the account that brought it, and the times that it gives its flight."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; earlier pushes are of the account that their receipt names, and gave the flight's times."""
    op.add_column("pushes", sa.Column("account", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("pushes", sa.Column("departure_local", sa.DateTime(), nullable=True))
    op.add_column("pushes", sa.Column("arrival_local", sa.DateTime(), nullable=True))
    op.execute(
        "UPDATE pushes SET account = "
        "COALESCE((SELECT receipts.account FROM receipts WHERE receipts.receipt = pushes.receipt), '')"
    )
    for name in ("departure_local", "arrival_local"):
        op.execute(
            f"UPDATE pushes SET {name} = "  # noqa: S608  # the names stand above
            f"(SELECT flights.{name} FROM flights WHERE flights.flight_id = pushes.flight_id)"
        )
