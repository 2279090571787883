"""Keep requests for information of and to partners, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

CODE, INSTANT, IDENTIFIER = sa.String(length=64), sa.DateTime(timezone=True), sa.String(length=32)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "information_requests",
        sa.Column("file_id", IDENTIFIER, nullable=False),
        sa.Column("partner", CODE, nullable=False),
        sa.Column("state_code", CODE, nullable=False),
        sa.Column("message", CODE, nullable=False),
        sa.Column("is_received", sa.Boolean(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("standing", CODE, nullable=False),
        sa.Column("key_id", IDENTIFIER, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("target_at", INSTANT, nullable=True),
        sa.Column("latest_at", INSTANT, nullable=True),
        sa.Column("suspended_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("question", CODE, nullable=False),
        sa.Column("refused", CODE, nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("is_derogated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_information_requests")),
        sa.UniqueConstraint("partner", "message", name=op.f("uq_information_requests_partner_message")),
    )
    op.create_index(op.f("ix_information_requests_started_at"), "information_requests", ["started_at"])
    op.create_index(op.f("ix_information_requests_closed_at"), "information_requests", ["closed_at"])
