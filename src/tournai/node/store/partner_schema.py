"""The tables of the exchange with partner nodes; see `node.store.schema`. What a message says is sealed."""

from sqlalchemy import Column, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from tournai.node.store.columns import CODE, IDENTIFIER, NUMBER, Instant, metadata

member_lists = Table(
    "member_lists",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("network", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", CODE, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("replaced_at", Instant),
)

partner_states = Table(
    "partner_states",
    metadata,
    Column("partner", CODE, primary_key=True),
    Column("sent", NUMBER, nullable=False),
    Column("received", NUMBER, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_at", Instant),
    Column("claimed_until", Instant),
    Column("last_failure", CODE, nullable=False),
    Column("last_contact_at", Instant),
    Column("last_receipt_at", Instant),
    Column("certificate_ends_at", Instant),
    Column("their_checkpoint", Text, nullable=False),
    Column("our_cosigned_size", NUMBER, nullable=False),
    Column("log_broken_at", Instant),
)

outbox = Table(
    "outbox",
    metadata,
    Column("message_id", IDENTIFIER, primary_key=True),
    Column("partner", CODE, nullable=False),
    Column("sequence", NUMBER, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary),
    Column("state", CODE, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("settled_at", Instant),
    Column("receipt", LargeBinary),
    Column("receipt_evidence", Text, nullable=False),
    UniqueConstraint("partner", "sequence"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("partner", CODE, nullable=False),
    Column("message_id", IDENTIFIER, nullable=False),
    Column("sequence", NUMBER, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("received_at", Instant, nullable=False, index=True),
    Column("envelope_digest", LargeBinary, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("outcome", CODE, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("receipt_evidence", Text, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sealed", LargeBinary),
    Column("taken_at", Instant, index=True),
    PrimaryKeyConstraint("partner", "message_id"),
    UniqueConstraint("partner", "sequence"),
)

partner_nonces = Table(
    "partner_nonces",
    metadata,
    Column("partner", CODE, nullable=False),
    Column("nonce", CODE, nullable=False),
    Column("until", Instant, nullable=False, index=True),
    PrimaryKeyConstraint("partner", "nonce"),
)

cosigned_checkpoints = Table(
    "cosigned_checkpoints",
    metadata,
    Column("origin", CODE, nullable=False),
    Column("size", NUMBER, nullable=False),
    Column("witness", CODE, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    PrimaryKeyConstraint("origin", "size", "witness"),
)
