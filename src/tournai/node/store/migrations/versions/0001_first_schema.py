"""The first schema."""

import sqlalchemy as sa
from alembic import op

# SQLite numbers rows only in a column of its own INTEGER type.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "accounts",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_accounts")),
    )
    op.create_table(
        "alert_sources",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=64), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(length=64), nullable=False),
        sa.Column("bad_rows", sa.Integer(), nullable=False),
        sa.Column("not_persons", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_alert_sources")),
    )
    op.create_table(
        "approvals",
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("record", sa.String(length=128), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("approval_id", name=op.f("pk_approvals")),
    )
    op.create_index(op.f("ix_approvals_kind"), "approvals", ["kind"], unique=False)
    op.create_index(op.f("ix_approvals_record"), "approvals", ["record"], unique=False)
    op.create_table(
        "checkpoints",
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("size", NUMBER, autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "size", name=op.f("pk_checkpoints")),
    )
    op.create_table(
        "events",
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("sequence", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("commitment_key", sa.LargeBinary(), nullable=True),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "sequence", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_kind"), "events", ["kind"], unique=False)
    op.create_table(
        "flights",
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("departure_airport", sa.String(length=8), nullable=False),
        sa.Column("arrival_airport", sa.String(length=8), nullable=False),
        sa.Column("departure_date", sa.Date(), nullable=False),
        sa.Column("departure_local", sa.DateTime(), nullable=True),
        sa.Column("arrival_local", sa.DateTime(), nullable=True),
        sa.Column("departure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assessable_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("flight_id", name=op.f("pk_flights")),
        sa.UniqueConstraint(
            "carrier",
            "number",
            "departure_date",
            "departure_airport",
            "arrival_airport",
            name=op.f("uq_flights_carrier_number_departure_date_departure_airport_arrival_airport"),
        ),
    )
    op.create_index("ix_flights_assessable_until", "flights", ["assessable_until"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("job_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_jobs_kind_subject")),
    )
    op.create_index(op.f("ix_jobs_run_at"), "jobs", ["run_at"], unique=False)
    op.create_table(
        "log_edges",
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_log_edges")),
    )
    op.create_table(
        "quarantine",
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_quarantine")),
    )
    op.create_table(
        "alerts",
        sa.Column("alert_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=128), nullable=False),
        sa.Column("category", sa.String(length=128), nullable=False),
        sa.Column("digest", sa.String(length=128), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["alert_sources.source"], name=op.f("fk_alerts_source")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("source", "reference", name=op.f("uq_alerts_source_reference")),
    )
    op.create_index("ix_alerts_source_category_is_active", "alerts", ["source", "category", "is_active"], unique=False)
    op.create_table(
        "eligibilities",
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=128), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("offence", sa.String(length=64), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.approval_id"], name=op.f("fk_eligibilities_approval_id")),
        sa.ForeignKeyConstraint(["source"], ["alert_sources.source"], name=op.f("fk_eligibilities_source")),
        sa.PrimaryKeyConstraint("approval_id", name=op.f("pk_eligibilities")),
    )
    op.create_index(op.f("ix_eligibilities_source"), "eligibilities", ["source"], unique=False)
    op.create_table(
        "pushes",
        sa.Column("push_id", sa.String(length=32), nullable=False),
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("interchange_reference", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("function", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timing", sa.String(length=64), nullable=False),
        sa.Column("pnrs", sa.Integer(), nullable=False),
        sa.Column("travellers", sa.Integer(), nullable=False),
        sa.Column("declared", sa.Integer(), nullable=True),
        sa.Column("defects", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Text(), nullable=False),
        sa.Column("is_screened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["flight_id"], ["flights.flight_id"], name=op.f("fk_pushes_flight_id")),
        sa.PrimaryKeyConstraint("push_id", name=op.f("pk_pushes")),
        sa.UniqueConstraint(
            "sender",
            "interchange_reference",
            "digest",
            "ordinal",
            name=op.f("uq_pushes_sender_interchange_reference_digest_ordinal"),
        ),
    )
    op.create_index(op.f("ix_pushes_flight_id"), "pushes", ["flight_id"], unique=False)
    op.create_index(op.f("ix_pushes_receipt"), "pushes", ["receipt"], unique=False)
    op.create_table(
        "requests",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.approval_id"], name=op.f("fk_requests_approval_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_requests")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.account"], name=op.f("fk_sessions_account")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_table(
        "records",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=3), nullable=False),
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("push_id", sa.String(length=32), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["flight_id"], ["flights.flight_id"], name=op.f("fk_records_flight_id")),
        sa.ForeignKeyConstraint(["push_id"], ["pushes.push_id"], name=op.f("fk_records_push_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_records")),
    )
    op.create_index("ix_records_flight_id_identity", "records", ["flight_id", "identity"], unique=False)
    op.create_index(op.f("ix_records_push_id"), "records", ["push_id"], unique=False)
    op.create_table(
        "travellers",
        sa.Column("traveller_id", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("type_code", sa.String(length=64), nullable=False),
        sa.Column("is_infant", sa.Boolean(), nullable=False),
        sa.Column("is_crew", sa.Boolean(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("bags", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["flight_id"], ["flights.flight_id"], name=op.f("fk_travellers_flight_id")),
        sa.ForeignKeyConstraint(["record_id"], ["records.record_id"], name=op.f("fk_travellers_record_id")),
        sa.PrimaryKeyConstraint("traveller_id", name=op.f("pk_travellers")),
    )
    op.create_index(op.f("ix_travellers_flight_id"), "travellers", ["flight_id"], unique=False)
    op.create_index(op.f("ix_travellers_record_id"), "travellers", ["record_id"], unique=False)
    op.create_table(
        "blind_index",
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("traveller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["traveller_id"], ["travellers.traveller_id"], name=op.f("fk_blind_index_traveller_id")
        ),
        sa.PrimaryKeyConstraint("kind", "digest", "traveller_id", name=op.f("pk_blind_index")),
    )
    op.create_index(op.f("ix_blind_index_traveller_id"), "blind_index", ["traveller_id"], unique=False)
    op.create_table(
        "matches",
        sa.Column("match_id", sa.String(length=32), nullable=False),
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("traveller_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("alert_id", NUMBER, nullable=False),
        sa.Column("alert_digest", sa.String(length=128), nullable=False),
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("weights_version", sa.String(length=64), nullable=False),
        sa.Column("index_version", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.alert_id"], name=op.f("fk_matches_alert_id")),
        sa.ForeignKeyConstraint(["approval_id"], ["eligibilities.approval_id"], name=op.f("fk_matches_approval_id")),
        sa.ForeignKeyConstraint(["flight_id"], ["flights.flight_id"], name=op.f("fk_matches_flight_id")),
        sa.ForeignKeyConstraint(["traveller_id"], ["travellers.traveller_id"], name=op.f("fk_matches_traveller_id")),
        sa.PrimaryKeyConstraint("match_id", name=op.f("pk_matches")),
        sa.UniqueConstraint("flight_id", "person", "alert_id", name=op.f("uq_matches_flight_id_person_alert_id")),
    )
    op.create_index(op.f("ix_matches_alert_id"), "matches", ["alert_id"], unique=False)
    op.create_index(op.f("ix_matches_flight_id"), "matches", ["flight_id"], unique=False)
    op.create_index(op.f("ix_matches_state"), "matches", ["state"], unique=False)
    op.create_index(op.f("ix_matches_traveller_id"), "matches", ["traveller_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("match_id", sa.String(length=32), nullable=False),
        sa.Column("reviewer", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=64), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["matches.match_id"], name=op.f("fk_reviews_match_id")),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_match_id"), "reviews", ["match_id"], unique=False)
