"""Bodies that carry no personal data: the receipt of a message, and a checkpoint of the sender's log."""

from enum import Enum

from tournai.exchange.messages.body import Instant, MessageBody
from tournai.exchange.texts import Digest, Identifier, Text


class ReceiptOf(Enum):
    """What is confirmed."""

    STORED = "stored"
    """The message was stored before it was acknowledged."""
    CORRECTED = "corrected"
    """The correction was carried out here and passed on to every holder."""
    ERASED = "erased"
    """The withdrawn items are erased here, and called back from every holder."""


class Receipt(MessageBody, frozen=True, kw_only=True, tag="receipt"):
    """A message arrived, or what it asked is done. The signature beside it makes it a proof."""

    message: Identifier
    digest: Digest
    at: Instant
    of: ReceiptOf = ReceiptOf.STORED


class Checkpoint(MessageBody, frozen=True, tag="checkpoint"):
    """A signed note of a log's checkpoint, with the cosignatures that it has."""

    note: Text
