"""The tables of the request desk, of the register of recipients and of what was sent; see `node.store.schema`.

A dissemination names a flight and a traveller without pointing at their rows: what was sent stays documented (Directive
(EU) 2016/681, Art. 13(5)) when the travel data is deleted. Its copy is sealed under a key of its own.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from tournai.node.store.columns import CODE, IDENTIFIER, Instant, metadata

recipients = Table(
    "recipients",
    metadata,
    Column("code", IDENTIFIER, primary_key=True),
    Column("approval_id", IDENTIFIER, ForeignKey("approvals.approval_id"), nullable=False),
    Column("kind", CODE, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("listing", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", CODE, nullable=False),
)

request_decisions = Table(
    "request_decisions",
    metadata,
    Column("number", IDENTIFIER, ForeignKey("requests.number"), primary_key=True),
    Column("element", Integer, primary_key=True, autoincrement=False),
    Column("is_answered", Boolean, nullable=False),
    Column("ground", CODE, nullable=False),
    Column("decided_by", CODE, nullable=False),
    Column("decided_at", Instant, nullable=False),
)

recipient_accounts = Table(
    "recipient_accounts",
    metadata,
    Column("account", CODE, ForeignKey("accounts.account"), primary_key=True),
    Column("recipient", IDENTIFIER, ForeignKey("recipients.code"), primary_key=True),
)

disseminations = Table(
    "disseminations",
    metadata,
    Column("dissemination_id", IDENTIFIER, primary_key=True),
    Column("occasion", CODE, nullable=False),
    Column("reference", IDENTIFIER, nullable=False, index=True),
    Column("flight_id", IDENTIFIER, nullable=False, index=True),
    Column("traveller_id", IDENTIFIER, nullable=False),
    Column("recipient", IDENTIFIER, ForeignKey("recipients.code"), nullable=False, index=True),
    Column("kind", CODE, nullable=False),
    Column("state", CODE, nullable=False),
    Column("purpose", CODE, nullable=False),
    Column("offence", CODE, nullable=False),
    Column("elements", Text, nullable=False),
    Column("conditions", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_id", IDENTIFIER, nullable=False),
    Column("sent_by", CODE, nullable=False),
    Column("sent_at", Instant, nullable=False, index=True),
    Column("lands_at", Instant),
    Column("corrects", IDENTIFIER, nullable=False),
    Column("received_at", Instant),
    Column("received_by", CODE, nullable=False),
    Column("receipt", CODE, nullable=False),
    Column("outcome", CODE, nullable=False),
    Column("outcome_at", Instant),
    Column("outcome_by", CODE, nullable=False),
    Column("withdrawal", CODE, nullable=False),
    Column("withdrawn_at", Instant),
    Column("withdrawn_by", CODE, nullable=False),
    Column("destroyed_at", Instant),
)
