"""The tables of a node: one schema for SQLite and PostgreSQL.

Nothing that identifies a traveller stands in the clear: a booking's content is `sealed` under its own data key, whose
material is in the key store outside this database, and exact look-ups go through keyed blind indexes. Alerts are
published by their sources and stand as they came. Each table's retention is in `tournai.oversight.retention`.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from tournai.node.store.border_schema import border_sources as border_sources
from tournai.node.store.border_schema import discreet_checks as discreet_checks
from tournai.node.store.border_schema import used_tickets as used_tickets
from tournai.node.store.columns import CODE, IDENTIFIER, NUMBER, Instant
from tournai.node.store.columns import metadata as metadata
from tournai.node.store.dissemination_schema import disseminations as disseminations
from tournai.node.store.dissemination_schema import recipient_accounts as recipient_accounts
from tournai.node.store.dissemination_schema import recipients as recipients
from tournai.node.store.dissemination_schema import request_decisions as request_decisions
from tournai.node.store.document_schema import case_biometrics as case_biometrics
from tournai.node.store.document_schema import document_cases as document_cases
from tournai.node.store.document_schema import trust_editions as trust_editions
from tournai.node.store.information_schema import information_requests as information_requests
from tournai.node.store.partner_schema import cosigned_checkpoints as cosigned_checkpoints
from tournai.node.store.partner_schema import inbox as inbox
from tournai.node.store.partner_schema import member_lists as member_lists
from tournai.node.store.partner_schema import outbox as outbox
from tournai.node.store.partner_schema import partner_nonces as partner_nonces
from tournai.node.store.partner_schema import partner_states as partner_states
from tournai.node.store.timetable_schema import breach_reviews as breach_reviews
from tournai.node.store.timetable_schema import breaches as breaches
from tournai.node.store.timetable_schema import carrier_accounts as carrier_accounts
from tournai.node.store.timetable_schema import pull_requests as pull_requests
from tournai.node.store.timetable_schema import push_standings as push_standings
from tournai.node.store.timetable_schema import scheduled_flights as scheduled_flights
from tournai.node.store.timetable_schema import timetable_carriers as timetable_carriers
from tournai.node.store.timetable_schema import timetable_changes as timetable_changes
from tournai.node.store.timetable_schema import timetable_imports as timetable_imports
from tournai.node.store.timetable_schema import trials as trials

accounts = Table(
    "accounts",
    metadata,
    Column("account", CODE, primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("role", CODE, nullable=False),
    Column("language", String(2), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("locked_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("is_router", Boolean, nullable=False, server_default=false()),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_digest", LargeBinary, primary_key=True),
    Column("account", CODE, ForeignKey("accounts.account"), nullable=False),
    Column("csrf", CODE, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

certificates = Table(
    "certificates",
    metadata,
    Column("fingerprint", CODE, primary_key=True),
    Column("account", CODE, ForeignKey("accounts.account"), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

flights = Table(
    "flights",
    metadata,
    Column("flight_id", IDENTIFIER, primary_key=True),
    Column("carrier", String(8), nullable=False),
    Column("number", String(8), nullable=False),
    Column("departure_airport", String(8), nullable=False),
    Column("arrival_airport", String(8), nullable=False),
    Column("departure_date", Date, nullable=False),
    Column("departure_local", DateTime),
    Column("arrival_local", DateTime),
    Column("departure_at", Instant),
    Column("arrival_at", Instant),
    Column("assessable_until", Instant, nullable=False),
    UniqueConstraint("carrier", "number", "departure_date", "departure_airport", "arrival_airport"),
    Index("ix_flights_assessable_until", "assessable_until"),
)

pushes = Table(
    "pushes",
    metadata,
    Column("push_id", IDENTIFIER, primary_key=True),
    Column("flight_id", IDENTIFIER, ForeignKey("flights.flight_id"), nullable=False, index=True),
    Column("receipt", CODE, nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("sender", CODE, nullable=False),
    Column("channel", CODE, nullable=False),
    Column("interchange_reference", CODE, nullable=False),
    Column("format", CODE, nullable=False),
    Column("version", CODE, nullable=False),
    Column("function", CODE, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("processed_at", Instant, nullable=False),
    Column("timing", CODE, nullable=False),
    Column("pnrs", Integer, nullable=False),
    Column("travellers", Integer, nullable=False),
    Column("declared", Integer),
    Column("defects", Text, nullable=False),
    Column("dropped", Text, nullable=False),
    Column("is_screened", Boolean, nullable=False),
    Column("access_reference", CODE, nullable=False, server_default=""),
    Column("part", Integer),
    Column("is_last_part", Boolean, nullable=False, server_default=false()),
    Column("prepared_at", Instant),
    Column("content", LargeBinary, nullable=False, server_default=""),
    Column("account", CODE, nullable=False, server_default=""),
    Column("departure_local", DateTime),
    Column("arrival_local", DateTime),
    UniqueConstraint("sender", "interchange_reference", "digest", "ordinal"),
)

records = Table(
    "records",
    metadata,
    Column("record_id", IDENTIFIER, primary_key=True),
    Column("kind", String(3), nullable=False),
    Column("flight_id", IDENTIFIER, ForeignKey("flights.flight_id"), nullable=False),
    Column("push_id", IDENTIFIER, ForeignKey("pushes.push_id"), nullable=False, index=True),
    Column("identity", LargeBinary, nullable=False),
    Column("state", CODE, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_records_flight_id_identity", "flight_id", "identity"),
)

travellers = Table(
    "travellers",
    metadata,
    Column("traveller_id", IDENTIFIER, primary_key=True),
    Column("record_id", IDENTIFIER, ForeignKey("records.record_id"), nullable=False, index=True),
    Column("flight_id", IDENTIFIER, ForeignKey("flights.flight_id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("person", LargeBinary, nullable=False),
    Column("name", LargeBinary),
    Column("birth", LargeBinary),
    Column("type_code", CODE, nullable=False),
    Column("is_infant", Boolean, nullable=False),
    Column("is_crew", Boolean, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("bags", Integer, nullable=False),
    Column("boarding", CODE, nullable=False, server_default=""),
)

blind_index = Table(
    "blind_index",
    metadata,
    Column("kind", CODE, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("traveller_id", IDENTIFIER, ForeignKey("travellers.traveller_id"), primary_key=True, index=True),
)

alert_sources = Table(
    "alert_sources",
    metadata,
    Column("source", CODE, primary_key=True),
    Column("format", CODE, nullable=False),
    Column("published_on", Date),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", CODE, nullable=False),
    Column("bad_rows", Integer, nullable=False),
    Column("not_persons", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("copy_ends_at", Instant),
    Column("held_approval", IDENTIFIER, nullable=False, server_default=""),
)

alerts = Table(
    "alerts",
    metadata,
    Column("alert_id", NUMBER, primary_key=True, autoincrement=True),
    Column("source", CODE, ForeignKey("alert_sources.source"), nullable=False),
    Column("reference", String(128), nullable=False),
    Column("category", String(128), nullable=False),
    Column("digest", String(128), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("ends_at", Instant, index=True),
    Column("linked_to", String(128), nullable=False, server_default=""),
    Column("missing_since", Instant),
    Column("document", NUMBER, index=True),
    UniqueConstraint("source", "reference"),
    Index("ix_alerts_source_category_is_active", "source", "category", "is_active"),
    Index("ix_alerts_source_changed_at", "source", "changed_at"),
    Index("ix_alerts_source_linked_to", "source", "linked_to"),
)

alert_extensions = Table(
    "alert_extensions",
    metadata,
    Column("alert_id", NUMBER, ForeignKey("alerts.alert_id"), primary_key=True),
    Column("assessed_at", Instant, primary_key=True),
    Column("assessed_by", CODE, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("approval_id", IDENTIFIER, primary_key=True),
    Column("kind", CODE, nullable=False, index=True),
    Column("record", String(128), nullable=False, index=True),
    Column("asked_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
)

eligibilities = Table(
    "eligibilities",
    metadata,
    Column("approval_id", IDENTIFIER, ForeignKey("approvals.approval_id"), primary_key=True),
    Column("source", CODE, ForeignKey("alert_sources.source"), nullable=False, index=True),
    Column("category", String(128), nullable=False),
    Column("article", Text, nullable=False),
    Column("offence", CODE, nullable=False),
    Column("review_by", Date, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", CODE, nullable=False),
)

flight_selections = Table(
    "flight_selections",
    metadata,
    Column("selection_id", IDENTIFIER, ForeignKey("approvals.approval_id"), primary_key=True),
    Column("basis", CODE, nullable=False),
    Column("parts", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("assessed_on", Date, nullable=False),
    Column("assessment", Text, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("review_by", Date, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", CODE, nullable=False),
    Column("is_annulled", Boolean, nullable=False),
)

selection_reviews = Table(
    "selection_reviews",
    metadata,
    Column("review_id", IDENTIFIER, primary_key=True),
    Column("selection_id", IDENTIFIER, ForeignKey("flight_selections.selection_id"), nullable=False, index=True),
    Column("kind", CODE, nullable=False),
    Column("outcome", CODE, nullable=False),
    Column("reviewer", CODE, nullable=False),
    Column("role", CODE, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("reviewed_at", Instant, nullable=False),
    Column("review_by", Date),
)

criterion_versions = Table(
    "criterion_versions",
    metadata,
    Column("version_id", IDENTIFIER, ForeignKey("approvals.approval_id"), primary_key=True),
    Column("criterion_id", IDENTIFIER, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("lock", LargeBinary),
    Column("applied_since", Instant),
    UniqueConstraint("criterion_id", "number"),
)

criterion_acts = Table(
    "criterion_acts",
    metadata,
    Column("act_id", IDENTIFIER, primary_key=True),
    Column("version_id", IDENTIFIER, ForeignKey("criterion_versions.version_id"), nullable=False, index=True),
    Column("act", CODE, nullable=False),
    Column("outcome", CODE, nullable=False),
    Column("actor", CODE, nullable=False),
    Column("role", CODE, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("acted_at", Instant, nullable=False),
    Column("review_by", Date),
    Column("lock", LargeBinary, nullable=False),
)

criterion_trials = Table(
    "criterion_trials",
    metadata,
    Column("trial_id", IDENTIFIER, primary_key=True),
    Column("version_id", IDENTIFIER, ForeignKey("criterion_versions.version_id"), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("asked_by", CODE, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("counts", Text, nullable=False),
)

selected_flights = Table(
    "selected_flights",
    metadata,
    Column("flight_id", IDENTIFIER, ForeignKey("flights.flight_id"), primary_key=True),
    Column("selection_id", IDENTIFIER, ForeignKey("flight_selections.selection_id"), primary_key=True, index=True),
    Column("calls", CODE, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

dropped_pushes = Table(
    "dropped_pushes",
    metadata,
    Column("receipt", CODE, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False, index=True),
    Column("carrier", String(8), nullable=False),
    Column("reason", CODE, nullable=False),
    Column("airport", String(8), nullable=False),
    Column("pnrs", Integer, nullable=False),
    Column("travellers", Integer, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("number", IDENTIFIER, primary_key=True),
    Column("opened_by", CODE, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("approval_id", IDENTIFIER, ForeignKey("approvals.approval_id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("is_urgent", Boolean, nullable=False, server_default=false()),
    Column("answer", CODE, nullable=False, server_default=""),
    Column("lapsed_at", Instant),
)

matches = Table(
    "matches",
    metadata,
    Column("match_id", IDENTIFIER, primary_key=True),
    Column("flight_id", IDENTIFIER, ForeignKey("flights.flight_id"), nullable=False, index=True),
    Column("traveller_id", IDENTIFIER, ForeignKey("travellers.traveller_id"), nullable=False, index=True),
    Column("person", LargeBinary, nullable=False),
    Column("alert_id", NUMBER, ForeignKey("alerts.alert_id"), index=True),
    Column("alert_digest", String(128), nullable=False),
    Column("approval_id", IDENTIFIER, ForeignKey("eligibilities.approval_id")),
    Column("score", Float, nullable=False),
    Column("threshold", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("weights_version", CODE, nullable=False),
    Column("index_version", CODE, nullable=False),
    Column("state", CODE, nullable=False, index=True),
    Column("claimed_by", CODE),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("criterion_id", IDENTIFIER),
    Column("version_id", IDENTIFIER, ForeignKey("criterion_versions.version_id"), index=True),
    UniqueConstraint("flight_id", "person", "alert_id"),
    Index("ix_matches_criterion_of_person", "flight_id", "person", "criterion_id", unique=True),
)

reviews = Table(
    "reviews",
    metadata,
    Column("review_id", IDENTIFIER, primary_key=True),
    Column("match_id", IDENTIFIER, ForeignKey("matches.match_id"), nullable=False, index=True),
    Column("reviewer", CODE, nullable=False),
    Column("role", CODE, nullable=False),
    Column("decision", CODE, nullable=False),
    Column("grounds", Text, nullable=False),
    Column("sealed_note", LargeBinary, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("decided_at", Instant, nullable=False),
)

false_matches = Table(
    "false_matches",
    metadata,
    Column("match_id", IDENTIFIER, ForeignKey("matches.match_id"), primary_key=True),
    Column("alert_id", NUMBER, nullable=False, index=True),
    Column("alert_digest", String(128), nullable=False),
    Column("names", Text, nullable=False),
    Column("documents", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("weights_version", CODE, nullable=False),
    Column("remembered_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

evaluations = Table(
    "evaluations",
    metadata,
    Column("evaluation_id", IDENTIFIER, primary_key=True),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", CODE, nullable=False),
    Column("title", Text, nullable=False),
    Column("weights_version", CODE, nullable=False),
    Column("report", Text, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("receipt", CODE, primary_key=True),
    Column("sender", CODE, nullable=False),
    Column("channel", CODE, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("code", CODE, nullable=False),
    Column("message", Text, nullable=False),
    Column("offset", Integer),
    Column("interchange_reference", CODE, nullable=False, server_default=""),
    Column("wording", Text, nullable=False, server_default=""),
)

receipts = Table(
    "receipts",
    metadata,
    Column("receipt", CODE, primary_key=True),
    Column("account", CODE, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("processed_at", Instant, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("job_id", NUMBER, primary_key=True, autoincrement=True),
    Column("kind", CODE, nullable=False),
    Column("subject", CODE, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("run_at", Instant, nullable=False, index=True),
    Column("claimed_until", Instant),
    Column("failure", Text, nullable=False),
    UniqueConstraint("kind", "subject"),
)

events = Table(
    "events",
    metadata,
    Column("stream", CODE, primary_key=True),
    Column("sequence", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", CODE, nullable=False, index=True),
    Column("payload", LargeBinary),
    Column("commitment_key", LargeBinary),
    Column("commitment", LargeBinary, nullable=False),
)

log_edges = Table(
    "log_edges",
    metadata,
    Column("stream", CODE, primary_key=True),
    Column("size", NUMBER, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("stream", CODE, primary_key=True),
    Column("size", NUMBER, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
