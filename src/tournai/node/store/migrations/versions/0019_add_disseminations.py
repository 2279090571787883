"""Keep the register of recipients, who opens their post, and what was sent to them (Art. 6(6), 7, 9 to 11)."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "recipients",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("listing", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.approval_id"], name=op.f("fk_recipients_approval_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_recipients")),
    )
    op.create_table(
        "recipient_accounts",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.account"], name=op.f("fk_recipient_accounts_account")),
        sa.ForeignKeyConstraint(["recipient"], ["recipients.code"], name=op.f("fk_recipient_accounts_recipient")),
        sa.PrimaryKeyConstraint("account", "recipient", name=op.f("pk_recipient_accounts")),
    )
    op.create_table(
        "disseminations",
        sa.Column("dissemination_id", sa.String(length=32), nullable=False),
        sa.Column("occasion", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("flight_id", sa.String(length=32), nullable=False),
        sa.Column("traveller_id", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("offence", sa.String(length=64), nullable=False),
        sa.Column("elements", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("sent_by", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lands_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrects", sa.String(length=32), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by", sa.String(length=64), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_by", sa.String(length=64), nullable=False),
        sa.Column("withdrawal", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["recipient"], ["recipients.code"], name=op.f("fk_disseminations_recipient")),
        sa.PrimaryKeyConstraint("dissemination_id", name=op.f("pk_disseminations")),
    )
    for column in ("reference", "flight_id", "recipient", "sent_at"):
        op.create_index(op.f(f"ix_disseminations_{column}"), "disseminations", [column])
