"""Add flight selections, their reviews, the flights kept under them, and counts of what was dropped."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables; those that are there stay as they are."""
    op.create_table(
        "flight_selections",
        sa.Column("selection_id", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.Column("is_annulled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["approvals.approval_id"], name=op.f("fk_flight_selections_selection_id")
        ),
        sa.PrimaryKeyConstraint("selection_id", name=op.f("pk_flight_selections")),
    )
    op.create_table(
        "selection_reviews",
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("selection_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reviewer", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["flight_selections.selection_id"], name=op.f("fk_selection_reviews_selection_id")
        ),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_selection_reviews")),
    )
    op.create_index(op.f("ix_selection_reviews_selection_id"), "selection_reviews", ["selection_id"], unique=False)
    op.create_table(
        "selected_flights",
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("selection_id", sa.String(length=32), nullable=False),
        sa.Column("calls", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["flight_id"], ["flights.flight_id"], name=op.f("fk_selected_flights_flight_id")),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["flight_selections.selection_id"], name=op.f("fk_selected_flights_selection_id")
        ),
        sa.PrimaryKeyConstraint("flight_id", "selection_id", name=op.f("pk_selected_flights")),
    )
    op.create_index(op.f("ix_selected_flights_selection_id"), "selected_flights", ["selection_id"], unique=False)
    op.create_table(
        "dropped_pushes",
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("airport", sa.String(length=8), nullable=False),
        sa.Column("pnrs", sa.Integer(), nullable=False),
        sa.Column("travellers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("receipt", "ordinal", name=op.f("pk_dropped_pushes")),
    )
    op.create_index(op.f("ix_dropped_pushes_day"), "dropped_pushes", ["day"], unique=False)
