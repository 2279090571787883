"""The tables of document cases and of lists of whom to trust; see `node.store.schema`. A holder is sealed."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, Text

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

case_biometrics = Table(
    "case_biometrics",
    metadata,
    Column("case_id", IDENTIFIER, ForeignKey("document_cases.case_id"), primary_key=True),
    Column("proposed_at", Instant, nullable=False),
    Column("proposed_by", CODE, nullable=False),
    Column("state", CODE, nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", CODE, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

trust_editions = Table(
    "trust_editions",
    metadata,
    Column("edition_id", IDENTIFIER, primary_key=True),
    Column("source", CODE, nullable=False, index=True),
    Column("used_for", CODE, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", CODE, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("signer", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("approved_at", Instant),
    Column("approved_by", CODE, nullable=False),
    Column("replaced_at", Instant),
)
