"""Add criteria, what is done with them and their trials; a match may be with a criterion in place of an alert."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_NULLABLE = ("alert_id", "approval_id")


def upgrade() -> None:
    """Create the tables, and let matches have no alert; matches that are there stay as they are."""
    op.create_table(
        "criterion_versions",
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("criterion_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("lock", sa.LargeBinary(), nullable=True),
        sa.Column("applied_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["approvals.approval_id"], name=op.f("fk_criterion_versions_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_criterion_versions")),
        sa.UniqueConstraint("criterion_id", "number", name=op.f("uq_criterion_versions_criterion_id_number")),
    )
    op.create_table(
        "criterion_acts",
        sa.Column("act_id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("lock", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["criterion_versions.version_id"], name=op.f("fk_criterion_acts_version_id")
        ),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_criterion_acts")),
    )
    op.create_index(op.f("ix_criterion_acts_version_id"), "criterion_acts", ["version_id"], unique=False)
    op.create_table(
        "criterion_trials",
        sa.Column("trial_id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["criterion_versions.version_id"], name=op.f("fk_criterion_trials_version_id")
        ),
        sa.PrimaryKeyConstraint("trial_id", name=op.f("pk_criterion_trials")),
    )
    op.create_index(op.f("ix_criterion_trials_version_id"), "criterion_trials", ["version_id"], unique=False)
    _extend_matches()


def _extend_matches() -> None:
    op.execute("ALTER TABLE matches ADD COLUMN criterion_id VARCHAR(32)")
    op.execute(
        "ALTER TABLE matches ADD COLUMN version_id VARCHAR(32) "
        "CONSTRAINT fk_matches_version_id REFERENCES criterion_versions (version_id)"
    )
    op.create_index(op.f("ix_matches_version_id"), "matches", ["version_id"], unique=False)
    op.create_index("ix_matches_criterion_of_person", "matches", ["flight_id", "person", "criterion_id"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        _let_be_null_in_sqlite()
        return
    for column in _NULLABLE:
        op.alter_column("matches", column, nullable=True)


def _let_be_null_in_sqlite() -> None:
    """Take NOT NULL from the table's declaration: SQLite has no ALTER for it, and to build the table anew would break
    the tables that refer to it.

    Source: SQLite, "ALTER TABLE", section 7: the procedure for changes that do not touch the content on disk.
    """
    connection = op.get_bind()
    declared = str(connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'matches'").scalar_one())
    lines = declared.split("\n")
    loosened = "\n".join(
        line.replace(" NOT NULL", "") if line.strip().startswith(tuple(f"{name} " for name in _NULLABLE)) else line
        for line in lines
    )
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql("UPDATE sqlite_schema SET sql = ? WHERE name = 'matches'", (loosened,))
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
