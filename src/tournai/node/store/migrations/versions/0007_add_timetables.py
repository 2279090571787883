"""Add timetables: what they say, the flights out of them, and how each push that is owed stands."""

import sqlalchemy as sa
from alembic import op

# SQLite numbers rows only in a column of its own INTEGER type.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "push_standings",
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("obligation", sa.String(length=64), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("departure_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("exemption", sa.String(length=64), nullable=False),
        sa.Column("due_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("flight_id", "obligation", name=op.f("pk_push_standings")),
    )
    op.create_index("ix_push_standings_carrier", "push_standings", ["carrier", "state", "departure_at"], unique=False)
    op.create_index("ix_push_standings_departure_at", "push_standings", ["departure_at"], unique=False)
    op.create_table(
        "scheduled_flights",
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("departure_airport", sa.String(length=8), nullable=False),
        sa.Column("arrival_airport", sa.String(length=8), nullable=False),
        sa.Column("departure_date", sa.Date(), nullable=False),
        sa.Column("departure_local", sa.DateTime(), nullable=False),
        sa.Column("arrival_local", sa.DateTime(), nullable=False),
        sa.Column("departure_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrival_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_departure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("service_type", sa.String(length=8), nullable=False),
        sa.Column("aircraft", sa.String(length=8), nullable=False),
        sa.Column("operating", sa.String(length=16), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("flight_id", name=op.f("pk_scheduled_flights")),
        sa.UniqueConstraint(
            "carrier",
            "number",
            "departure_date",
            "departure_airport",
            "arrival_airport",
            name="uq_scheduled_flights_flight",
        ),
    )
    op.create_index(op.f("ix_scheduled_flights_departure_at"), "scheduled_flights", ["departure_at"], unique=False)
    op.create_table(
        "timetable_carriers",
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("worked_out_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("carrier", name=op.f("pk_timetable_carriers")),
    )
    op.create_table(
        "timetable_imports",
        sa.Column("import_number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=64), nullable=False),
        sa.Column("carriers", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(length=64), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("bad_lines", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_number", name=op.f("pk_timetable_imports")),
    )
    op.create_table(
        "timetable_changes",
        sa.Column("change_number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("import_number", NUMBER, nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("is_ad_hoc", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_number"], ["timetable_imports.import_number"], name=op.f("fk_timetable_changes_import_number")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["timetable_imports.import_number"], name=op.f("fk_timetable_changes_superseded_by")
        ),
        sa.PrimaryKeyConstraint("change_number", name=op.f("pk_timetable_changes")),
    )
    op.create_index("ix_timetable_changes_carrier", "timetable_changes", ["carrier", "last"], unique=False)
    op.create_index(op.f("ix_timetable_changes_import_number"), "timetable_changes", ["import_number"], unique=False)
