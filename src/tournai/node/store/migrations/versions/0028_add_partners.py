"""Exchange with partner nodes: member lists, outbox, inbox, nonces, cosigned checkpoints."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE, INSTANT = sa.String(length=64), sa.DateTime(timezone=True)
IDENTIFIER = sa.String(length=32)


def upgrade() -> None:
    """Create the tables."""
    _create_partners()
    _create_outbox()
    _create_inbox()
    op.create_table(
        "partner_nonces",
        sa.Column("partner", CODE, nullable=False),
        sa.Column("nonce", CODE, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("partner", "nonce", name=op.f("pk_partner_nonces")),
    )
    op.create_index(op.f("ix_partner_nonces_until"), "partner_nonces", ["until"])
    op.create_table(
        "cosigned_checkpoints",
        sa.Column("origin", CODE, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("witness", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "size", "witness", name=op.f("pk_cosigned_checkpoints")),
    )


def _create_partners() -> None:
    op.create_table(
        "member_lists",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.Column("imported_by", CODE, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_member_lists")),
    )
    op.create_table(
        "partner_states",
        sa.Column("partner", CODE, nullable=False),
        sa.Column("sent", NUMBER, nullable=False),
        sa.Column("received", NUMBER, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("last_failure", CODE, nullable=False),
        sa.Column("last_contact_at", INSTANT, nullable=True),
        sa.Column("last_receipt_at", INSTANT, nullable=True),
        sa.Column("certificate_ends_at", INSTANT, nullable=True),
        sa.Column("their_checkpoint", sa.Text(), nullable=False),
        sa.Column("our_cosigned_size", NUMBER, nullable=False),
        sa.Column("log_broken_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("partner", name=op.f("pk_partner_states")),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("message_id", IDENTIFIER, nullable=False),
        sa.Column("partner", CODE, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("queued_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("key_id", IDENTIFIER, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", CODE, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.Column("receipt_evidence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("partner", "sequence", name=op.f("uq_outbox_partner_sequence")),
    )
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state"])


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("partner", CODE, nullable=False),
        sa.Column("message_id", IDENTIFIER, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("envelope_digest", sa.LargeBinary(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("outcome", CODE, nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_evidence", sa.Text(), nullable=False),
        sa.Column("key_id", IDENTIFIER, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("partner", "message_id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("partner", "sequence", name=op.f("uq_inbox_partner_sequence")),
    )
    op.create_index(op.f("ix_inbox_received_at"), "inbox", ["received_at"])
    op.create_index(op.f("ix_inbox_taken_at"), "inbox", ["taken_at"])
