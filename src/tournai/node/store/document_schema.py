"""The table of document cases; see `node.store.schema`. What identifies a holder is sealed."""

from sqlalchemy import Column, LargeBinary, String, Table

from tournai.node.store.columns import CODE, IDENTIFIER, Instant, metadata

document_cases = Table(
    "document_cases",
    metadata,
    Column("case_id", IDENTIFIER, primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", CODE, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
    Column("outcome", CODE, nullable=False),
    Column("failed", String(1024), nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
