"""The table of requests for information; see `node.store.schema`. Whom they are about is sealed."""

from sqlalchemy import Boolean, Column, LargeBinary, Table, UniqueConstraint

from tournai.node.store.columns import CODE, IDENTIFIER, Instant, metadata

information_requests = Table(
    "information_requests",
    metadata,
    Column("file_id", IDENTIFIER, primary_key=True),
    Column("partner", CODE, nullable=False),
    Column("state_code", CODE, nullable=False),
    Column("message", CODE, nullable=False),
    Column("is_received", Boolean, nullable=False),
    Column("is_urgent", Boolean, nullable=False),
    Column("started_at", Instant, nullable=False, index=True),
    Column("standing", CODE, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("target_at", Instant),
    Column("latest_at", Instant),
    Column("suspended_at", Instant),
    Column("closed_at", Instant, index=True),
    Column("question", CODE, nullable=False),
    Column("refused", CODE, nullable=False),
    Column("is_answered", Boolean, nullable=False),
    Column("is_derogated", Boolean, nullable=False),
    UniqueConstraint("partner", "message"),
)
