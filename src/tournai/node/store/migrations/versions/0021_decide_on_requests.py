"""Keep how requests end, what was decided on each element, and which are urgent."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns and create the table."""
    op.add_column("requests", sa.Column("is_urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("requests", sa.Column("answer", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("requests", sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "request_decisions",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("element", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=64), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["requests.number"], name=op.f("fk_request_decisions_number")),
        sa.PrimaryKeyConstraint("number", "element", name=op.f("pk_request_decisions")),
    )
