"""The tables of alerts at a border: sources, possible hits with discreet alerts, used tickets; see `schema`."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table

from tournai.node.store.columns import CODE, IDENTIFIER, Instant, metadata

border_sources = Table(
    "border_sources",
    metadata,
    Column("approval_id", IDENTIFIER, ForeignKey("approvals.approval_id"), primary_key=True),
    Column("source", CODE, ForeignKey("alert_sources.source"), nullable=False, index=True),
    Column("ended_at", Instant),
    Column("ended_by", CODE, nullable=False),
)

discreet_checks = Table(
    "discreet_checks",
    metadata,
    Column("check_id", IDENTIFIER, primary_key=True),
    Column("subject", LargeBinary, nullable=False, unique=True),
    Column("met_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
    Column("state", CODE, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("reported_at", Instant),
    Column("reported_by", CODE, nullable=False),
)

used_tickets = Table(
    "used_tickets",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("until", Instant, nullable=False, index=True),
)
