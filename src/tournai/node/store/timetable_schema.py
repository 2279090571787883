"""The tables of timetables, of pushes against them, and of what is held against carriers; see `node.store.schema`."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from tournai.node.store.columns import CODE, IDENTIFIER, NUMBER, Instant, metadata

timetable_imports = Table(
    "timetable_imports",
    metadata,
    Column("import_number", NUMBER, primary_key=True, autoincrement=True),
    Column("source", CODE, nullable=False),
    Column("format", CODE, nullable=False),
    Column("carriers", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", CODE, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("bad_lines", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

timetable_changes = Table(
    "timetable_changes",
    metadata,
    Column("change_number", NUMBER, primary_key=True, autoincrement=True),
    Column("import_number", NUMBER, ForeignKey("timetable_imports.import_number"), nullable=False, index=True),
    Column("carrier", String(8), nullable=False),
    Column("number", String(8), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("is_ad_hoc", Boolean, nullable=False),
    Column("superseded_by", NUMBER, ForeignKey("timetable_imports.import_number")),
    Column("body", LargeBinary, nullable=False),
    Index("ix_timetable_changes_carrier", "carrier", "last"),
)

timetable_carriers = Table(
    "timetable_carriers",
    metadata,
    Column("carrier", String(8), primary_key=True),
    Column("worked_out_until", Date, nullable=False),
)

scheduled_flights = Table(
    "scheduled_flights",
    metadata,
    Column("flight_id", IDENTIFIER, primary_key=True),
    Column("carrier", String(8), nullable=False),
    Column("number", String(8), nullable=False),
    Column("departure_airport", String(8), nullable=False),
    Column("arrival_airport", String(8), nullable=False),
    Column("departure_date", Date, nullable=False),
    Column("departure_local", DateTime, nullable=False),
    Column("arrival_local", DateTime, nullable=False),
    Column("departure_at", Instant, nullable=False, index=True),
    Column("arrival_at", Instant, nullable=False),
    Column("planned_departure_at", Instant),
    Column("announced_at", Instant),
    Column("service_type", String(8), nullable=False),
    Column("aircraft", String(8), nullable=False),
    Column("operating", String(16), nullable=False),
    Column("is_cancelled", Boolean, nullable=False),
    Column("calls", String(128), nullable=False, server_default=""),
    UniqueConstraint(
        "carrier",
        "number",
        "departure_date",
        "departure_airport",
        "arrival_airport",
        name="uq_scheduled_flights_flight",
    ),
)

push_standings = Table(
    "push_standings",
    metadata,
    Column("flight_id", IDENTIFIER, primary_key=True),
    Column("obligation", CODE, primary_key=True),
    Column("carrier", String(8), nullable=False),
    Column("departure_at", Instant, nullable=False),
    Column("state", CODE, nullable=False),
    Column("exemption", CODE, nullable=False),
    Column("due_by", Instant),
    Column("received_at", Instant),
    Column("since", Instant, nullable=False),
    Index("ix_push_standings_carrier", "carrier", "state", "departure_at"),
    Index("ix_push_standings_departure_at", "departure_at"),
)

carrier_accounts = Table(
    "carrier_accounts",
    metadata,
    Column("account", CODE, ForeignKey("accounts.account"), primary_key=True),
    Column("carrier", String(8), primary_key=True),
)

breaches = Table(
    "breaches",
    metadata,
    Column("breach_id", IDENTIFIER, primary_key=True),
    Column("carrier", String(8), nullable=False),
    Column("account", CODE, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("subject", CODE, nullable=False),
    Column("obligation", CODE, nullable=False),
    Column("flight", String(16), nullable=False),
    Column("departure_airport", String(8), nullable=False),
    Column("arrival_airport", String(8), nullable=False),
    Column("departure_at", Instant),
    Column("due_by", Instant),
    Column("received_at", Instant),
    Column("code", CODE, nullable=False),
    Column("found_at", Instant, nullable=False, index=True),
    Column("withdrawn_at", Instant),
    Column("acknowledged_at", Instant),
    Column("acknowledged_by", CODE, nullable=False),
    Column("receipt", CODE, nullable=False, server_default=""),
    UniqueConstraint("subject", "obligation"),
    Index("ix_breaches_carrier", "carrier", "found_at"),
)

breach_reviews = Table(
    "breach_reviews",
    metadata,
    Column("review_id", IDENTIFIER, primary_key=True),
    Column("breach_id", IDENTIFIER, ForeignKey("breaches.breach_id"), nullable=False, index=True),
    Column("decision", CODE, nullable=False),
    Column("excuse", CODE, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reviewer", CODE, nullable=False),
    Column("reviewed_at", Instant, nullable=False),
)

pull_requests = Table(
    "pull_requests",
    metadata,
    Column("request_id", IDENTIFIER, ForeignKey("approvals.approval_id"), primary_key=True),
    Column("carrier", String(8), nullable=False),
    Column("number", String(8), nullable=False),
    Column("departure_date", Date, nullable=False),
    Column("departure_airport", String(8), nullable=False),
    Column("arrival_airport", String(8), nullable=False),
    Column("on_behalf_of", CODE, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("fetched_at", Instant),
    Column("fetched_by", CODE, nullable=False),
)

trials = Table(
    "trials",
    metadata,
    Column("trial_id", IDENTIFIER, primary_key=True),
    Column("account", CODE, nullable=False, index=True),
    Column("tried_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
