"""Receipts: what a node signs once a message is durably stored, and what the sender keeps as evidence.

The clocks of the law start at ``received_at`` (Directive (EU) 2023/977, Art. 5).
"""

from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.exchange.partners.envelopes import Envelope, envelope_digest
from tournai.exchange.partners.evidence import verify_detached
from tournai.exchange.partners.members import Member
from tournai.values.instants import utc


class Outcome(Enum):
    """What became of a message where it was received."""

    STORED = "stored"
    EXPIRED = "expired"
    """It came after its expiry: counted, and handed to nobody."""


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``recipient`` says that it has the message of a number, when it came, and by which digests it knows it."""

    message_id: str
    sender: str
    recipient: str
    sequence: int
    envelope_digest: bytes
    content_digest: bytes
    received_at: datetime
    outcome: Outcome


def receipt_for(envelope: Envelope, received_at: datetime, outcome: Outcome) -> Receipt:
    """Return the receipt of a message."""
    return Receipt(
        message_id=envelope.message_id,
        sender=envelope.sender,
        recipient=envelope.recipient,
        sequence=envelope.sequence,
        envelope_digest=envelope_digest(envelope),
        content_digest=envelope.digest,
        received_at=utc(received_at),
        outcome=outcome,
    )


def receipt_bytes(receipt: Receipt) -> bytes:
    """Return the canonical bytes, over which the evidence is."""
    return msgspec.json.encode(receipt, order="sorted")


def read_receipt(data: bytes) -> Receipt:
    """Return the receipt of its canonical bytes.

    Raises:
        Malformed: The bytes are none, or another form of one (code ``receipt``).
    """
    try:
        receipt = msgspec.json.decode(data, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("these bytes are no receipt", code="receipt") from error
    if receipt_bytes(receipt) != data:
        raise Malformed("the receipt is not in its canonical form", code="receipt")
    return receipt


def check_receipt(receipt: Receipt, evidence: str, *, envelope: Envelope, recipient: Member, now: datetime) -> None:
    """Return when the recipient's key signed the receipt, and it is of this very message.

    Raises:
        Unverified: It is not.
    """
    verify_detached(evidence, receipt_bytes(receipt), recipient.keys_at(now))
    if receipt != receipt_for(envelope, receipt.received_at, receipt.outcome):
        raise Unverified("the receipt is of another message")
